package org.ringspan.audit.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.AuditQuestion;

/** Reads and writes the trail; to be used inside one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AuditTable {
  @PersistenceContext private EntityManager tables;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public AuditTable() {}

  public AuditTable(EntityManager tables) {
    this.tables = tables;
  }

  /** Adds a line; the id of {@code entry} is given anew and returned. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public long add(AuditEntry entry) {
    AuditEntryEntity row = new AuditEntryEntity(entry);
    tables.persist(row);
    return row.id;
  }

  /** One line. */
  public Optional<AuditEntry> entry(long id) {
    return Optional.ofNullable(tables.find(AuditEntryEntity.class, id))
        .map(AuditEntryEntity::toEntry);
  }

  /** One page, the newest first. */
  public List<AuditEntry> page(AuditQuestion question) {
    Map<String, Object> values = new LinkedHashMap<>();
    question.actor().ifPresent(actor -> values.put("e.actor = :actor", actor));
    question.kind().ifPresent(kind -> values.put("e.kind = :kind", kind));
    question.name().ifPresent(name -> values.put("e.name = :name", name));
    question.below().ifPresent(below -> values.put("e.id < :below", below));
    String where = values.isEmpty() ? "" : " where " + String.join(" and ", values.keySet());
    TypedQuery<AuditEntryEntity> query =
        tables.createQuery(
            "select e from AuditEntryEntity e" + where + " order by e.id desc",
            AuditEntryEntity.class);
    values.forEach(
        (condition, value) ->
            query.setParameter(condition.substring(condition.indexOf(':') + 1), value));
    return query.setMaxResults(question.most()).getResultList().stream()
        .map(AuditEntryEntity::toEntry)
        .toList();
  }
}
