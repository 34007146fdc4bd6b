package org.ringspan.directory.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringspan.address.UserId;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.SourceMembership;

/** Who of the users is in which group of the directory. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class SourceGroupTable {
  @PersistenceContext private EntityManager tables;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SourceGroupTable() {}

  /** On some tables, in the transaction of the caller. */
  SourceGroupTable(EntityManager tables) {
    this.tables = tables;
  }

  /**
   * Keeps a group with its members; only what differs is written.
   *
   * @param members people of the directory; who of them isn't a user doesn't count
   */
  public void keep(
      DirectoryId id, String entry, String name, Set<DirectoryId> members, Instant now) {
    Query update =
        tables.createNativeQuery(
            "update directory_source_group set entry = ?2, name = ?3, read_at = ?4 where id = ?1");
    if (of(update, id, entry, name, now).executeUpdate() == 0) {
      Query insert =
          tables.createNativeQuery(
              "insert into directory_source_group (id, entry, name, read_at)"
                  + " values (?1, ?2, ?3, ?4)");
      var unused = of(insert, id, entry, name, now).executeUpdate();
    }
    Set<String> before = new HashSet<>(members(id));
    Query delete =
        tables.createNativeQuery(
            "delete from directory_source_member where group_id = ?1 and user_id ="
                + " (select user_id from directory_link where object_id = ?2)");
    for (String gone : before) {
      if (!members.contains(new DirectoryId(gone))) {
        delete.setParameter(1, id.value()).setParameter(2, gone).executeUpdate();
      }
    }
    Query insert =
        tables.createNativeQuery(
            "insert into directory_source_member (group_id, user_id)"
                + " select ?1, user_id from directory_link where object_id = ?2");
    for (DirectoryId member : members) {
      if (!before.contains(member.value())) {
        insert.setParameter(1, id.value()).setParameter(2, member.value()).executeUpdate();
      }
    }
  }

  private static Query of(Query query, DirectoryId id, String entry, String name, Instant now) {
    return query
        .setParameter(1, id.value())
        .setParameter(2, entry)
        .setParameter(3, name)
        .setParameter(4, now);
  }

  private List<String> members(DirectoryId group) {
    return texts(
        tables
            .createNativeQuery(
                "select l.object_id from directory_source_member m"
                    + " join directory_link l on l.user_id = m.user_id where m.group_id = ?1")
            .setParameter(1, group.value()));
  }

  /** Forgets all groups but these, and members who don't come from the directory any more. */
  public void keepOnly(Set<DirectoryId> groups) {
    for (SourceMembership known : groups()) {
      if (!groups.contains(known.id())) {
        tables
            .createNativeQuery("delete from directory_source_group where id = ?1")
            .setParameter(1, known.id().value())
            .executeUpdate();
      }
    }
    tables
        .createNativeQuery(
            "delete from directory_source_member"
                + " where user_id not in (select user_id from directory_link)")
        .executeUpdate();
  }

  /** All groups, by name. */
  public List<SourceMembership> groups() {
    @SuppressWarnings("unchecked") // Several columns are an array.
    List<Object[]> rows =
        tables
            .createNativeQuery(
                "select g.id, g.entry, g.name, (select count(*) from directory_source_member m"
                    + " where m.group_id = g.id), g.read_at from directory_source_group g"
                    + " order by g.name, g.id")
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new SourceMembership(
                    new DirectoryId((String) row[0]),
                    (String) row[1],
                    (String) row[2],
                    ((Number) row[3]).intValue(),
                    Cells.time(row[4]).orElseThrow()))
        .toList();
  }

  /** The users of a group, by login. */
  public List<UserId> users(DirectoryId group, String after, int most) {
    Query select =
        tables.createNativeQuery(
            "select u.login from directory_source_member m join app_user u on u.id = m.user_id"
                + " where m.group_id = ?1 and u.login > ?2 order by u.login");
    select.setParameter(1, group.value()).setParameter(2, after);
    return texts(select.setMaxResults(most)).stream().map(UserId::new).toList();
  }

  @SuppressWarnings("unchecked") // One column is the value itself.
  private static List<String> texts(Query query) {
    return query.getResultList();
  }
}
