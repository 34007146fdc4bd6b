package org.ringspan.secret.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.SecretState.Kept;

/** The table of secrets. It sees sealed octets only. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SecretTable {
  @PersistenceContext private EntityManager tables;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SecretTable() {}

  /** On some tables, in the transaction of the caller. */
  public SecretTable(EntityManager tables) {
    this.tables = tables;
  }

  /** What is sealed; empty: there is none. */
  public Optional<byte[]> sealed(SecretName name) {
    List<?> found =
        tables
            .createNativeQuery("select sealed from secret where name = ?1")
            .setParameter(1, name.name())
            .getResultList();
    return found.stream().findFirst().map(cell -> ((byte[]) cell).clone());
  }

  /** Since when each is there, and by whom. */
  public Map<SecretName, Kept> kept() {
    Map<SecretName, Kept> kept = new EnumMap<>(SecretName.class);
    @SuppressWarnings("unchecked") // Several columns are an array.
    List<Object[]> rows =
        tables.createNativeQuery("select name, changed_at, changed_by from secret").getResultList();
    for (Object[] row : rows) {
      Arrays.stream(SecretName.values())
          .filter(name -> name.name().equals(row[0]))
          .forEach(name -> kept.put(name, new Kept(time(row[1]), (String) row[2])));
    }
    return kept;
  }

  private static Instant time(Object cell) {
    return switch (cell) {
      case Instant instant -> instant;
      case OffsetDateTime time -> time.toInstant();
      case java.sql.Timestamp time -> time.toInstant();
      default -> throw new IllegalStateException("not a time: " + cell.getClass());
    };
  }

  /** Puts one in the place of what is there. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void put(SecretName name, byte[] sealed, Instant at, String by) {
    var unused = remove(name);
    Query insert =
        tables.createNativeQuery(
            "insert into secret (name, sealed, changed_at, changed_by) values (?1, ?2, ?3, ?4)");
    insert.setParameter(1, name.name());
    insert.setParameter(2, sealed);
    insert.setParameter(3, at);
    insert.setParameter(4, by);
    insert.executeUpdate();
  }

  /** Takes one away; returns whether it was there. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public boolean remove(SecretName name) {
    return tables
            .createNativeQuery("delete from secret where name = ?1")
            .setParameter(1, name.name())
            .executeUpdate()
        > 0;
  }
}
