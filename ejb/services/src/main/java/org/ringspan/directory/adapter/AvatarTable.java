package org.ringspan.directory.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.DirectoryId;

/** Pictures of users in their table. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AvatarTable {
  private static final String KNOWN =
      "select l.object_id, u.login, a.marker, a.source_hash from directory_link l"
          + " join app_user u on u.id = l.user_id"
          + " left join user_avatar a on a.user_id = l.user_id";

  /** Objects that are looked for by one statement. */
  private static final int AT_ONCE = 500;

  @PersistenceContext private EntityManager tables;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AvatarTable() {}

  /** On some tables, in the transaction of the caller. */
  AvatarTable(EntityManager tables) {
    this.tables = tables;
  }

  /**
   * What is known of a person's picture.
   *
   * @param marker what the directory said of the object when it was looked at; empty: never
   * @param hash of what the directory had; empty: nothing
   */
  record Known(UserId user, String marker, String hash) {}

  /** What has been found out of a person's picture. */
  sealed interface Finding {
    UserId user();

    String marker();

    /** It is the one that it was. */
    record Same(UserId user, String marker) implements Finding {}

    /** There is none, or none that can be used. */
    record None(UserId user, String marker, String hash) implements Finding {}

    /** It is another one. */
    record Other(UserId user, String marker, String hash, Avatar avatar) implements Finding {}
  }

  /** What is known of all who come from the directory; not their pictures. */
  public Map<DirectoryId, Known> known() {
    Map<DirectoryId, Known> known = new HashMap<>();
    rows(tables.createNativeQuery(KNOWN)).forEach(row -> enter(row, known));
    return known;
  }

  /** What is known of some objects. */
  public Map<DirectoryId, Known> known(Collection<DirectoryId> some) {
    List<String> ids = some.stream().map(DirectoryId::value).distinct().toList();
    Map<DirectoryId, Known> known = new HashMap<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      Query query = tables.createNativeQuery(KNOWN + " where l.object_id in (?1)");
      query.setParameter(1, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
      rows(query).forEach(row -> enter(row, known));
    }
    return known;
  }

  private static void enter(Object[] row, Map<DirectoryId, Known> known) {
    known.put(
        new DirectoryId((String) row[0]),
        new Known(
            new UserId((String) row[1]),
            Objects.requireNonNullElse((String) row[2], ""),
            Objects.requireNonNullElse((String) row[3], "")));
  }

  /** Keeps what has been found out. */
  public void keep(List<Finding> findings) {
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Same(var user, var marker) -> {
          Query update =
              tables.createNativeQuery(
                  "update user_avatar set marker = ?1"
                      + " where user_id = (select id from app_user where login = ?2)");
          update.setParameter(1, marker).setParameter(2, user.value()).executeUpdate();
        }
        case Finding.None(var user, var marker, var hash) -> put(user, marker, hash, null);
        case Finding.Other(var user, var marker, var hash, var avatar) ->
            put(user, marker, hash, avatar);
      }
    }
  }

  private void put(UserId user, String marker, String hash, @Nullable Avatar avatar) {
    tables
        .createNativeQuery(
            "delete from user_avatar where user_id = (select id from app_user where login = ?1)")
        .setParameter(1, user.value())
        .executeUpdate();
    Query insert =
        tables.createNativeQuery(
            "insert into user_avatar (user_id, marker, source_hash"
                + (avatar == null ? "" : ", picture, tag")
                + ") select id, ?1, ?2"
                + (avatar == null ? "" : ", ?4, ?5")
                + " from app_user where login = ?3");
    insert.setParameter(1, marker).setParameter(2, hash).setParameter(3, user.value());
    if (avatar != null) {
      insert.setParameter(4, avatar.jpeg()).setParameter(5, avatar.tag());
    }
    insert.executeUpdate();
  }

  /** Takes all pictures away; returns how many there were. */
  public int clear() {
    return tables.createNativeQuery("delete from user_avatar").executeUpdate();
  }

  /** Takes the pictures of those away who don't come from the directory any more. */
  public void forgetStrangers() {
    tables
        .createNativeQuery(
            "delete from user_avatar where user_id not in (select user_id from directory_link)")
        .executeUpdate();
  }

  /** A user's picture; empty: there is none. */
  public Optional<Avatar> of(UserId user) {
    return rows(
            tables
                .createNativeQuery(
                    "select a.picture, a.tag from user_avatar a join app_user u on u.id = a.user_id"
                        + " where u.login = ?1 and a.picture is not null")
                .setParameter(1, user.value()))
        .stream()
        .findFirst()
        .map(row -> new Avatar((byte[]) row[0], (String) row[1]));
  }

  /** The tag of a user's picture; empty: there is none. */
  public Optional<String> tag(UserId user) {
    List<?> found =
        tables
            .createNativeQuery(
                "select a.tag from user_avatar a join app_user u on u.id = a.user_id"
                    + " where u.login = ?1 and a.picture is not null")
            .setParameter(1, user.value())
            .getResultList();
    return found.stream().findFirst().map(String.class::cast);
  }

  @SuppressWarnings("unchecked") // Several columns are an array.
  private static List<Object[]> rows(Query query) {
    return query.getResultList();
  }
}
