package org.ringspan.people.adapter;

import static org.ringspan.people.adapter.Cells.number;
import static org.ringspan.people.adapter.Cells.rows;
import static org.ringspan.people.adapter.Cells.text;
import static org.ringspan.people.adapter.Cells.time;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.json.SharedJson;
import org.ringspan.people.Found;
import org.ringspan.people.Group;
import org.ringspan.people.Group.Member;
import org.ringspan.people.GroupField;
import org.ringspan.people.Search;

/** The tables of groups and their members. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class GroupStore {
  /** Members whose names the trail keeps. */
  private static final int TOLD_MEMBERS = 1000;

  /** Parameters of one statement. */
  private static final int CHUNK = 1000;

  private static final String SELECT =
      "select g.id, g.external_id, g.display_name, g.version, g.created_at, g.modified_at"
          + " from directory_group g";

  private static final Map<GroupField, Column> COLUMNS =
      new EnumMap<>(
          Map.of(
              GroupField.ID,
              Column.id("g.id"),
              GroupField.NAME,
              Column.text("g.display_name"),
              GroupField.EXTERNAL_ID,
              Column.exactText("g.external_id"),
              GroupField.MEMBER,
              Column.id("m.id")
                  .within(
                      "exists (select 1 from (select group_id, coalesce(user_id, member_group_id) as"
                          + " id from directory_group_member) m where m.group_id = g.id and %s)"),
              GroupField.CREATED,
              Column.moment("g.created_at"),
              GroupField.MODIFIED,
              Column.moment("g.modified_at")));

  @PersistenceContext private EntityManager tables;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public GroupStore() {}

  /** On some tables, in the transaction of the caller. */
  GroupStore(EntityManager tables, AuditTrail trail, Clock clock) {
    this.tables = tables;
    this.trail = trail;
    this.clock = clock;
  }

  /** A page of groups, with members if they are asked for. */
  public Found<Group> search(Search<GroupField> search, boolean withMembers) {
    var conditions = new Conditions<>(COLUMNS);
    String where = " where " + conditions.of(search.filter());
    String order = conditions.order(search, "g.id");
    long total =
        number(
            conditions
                .set(tables.createNativeQuery("select count(*) from directory_group g" + where))
                .getSingleResult());
    if (search.most() == 0 || search.offset() >= total) {
      return new Found<>(List.of(), total);
    }
    Query page = conditions.set(tables.createNativeQuery(SELECT + where + " order by " + order));
    page.setFirstResult((int) search.offset()).setMaxResults(search.most());
    return new Found<>(groups(rows(page), withMembers), total);
  }

  /** One group. */
  public Optional<Group> read(long id, boolean withMembers) {
    Query query = tables.createNativeQuery(SELECT + " where g.id = ?1").setParameter(1, id);
    return groups(rows(query), withMembers).stream().findFirst();
  }

  private List<Group> groups(List<Object[]> rows, boolean withMembers) {
    Map<Long, List<Member>> members =
        withMembers ? members(rows.stream().map(row -> number(row[0])).toList()) : Map.of();
    return rows.stream()
        .map(
            row ->
                new Group(
                    number(row[0]),
                    text(row[1]),
                    (String) row[2],
                    members.getOrDefault(number(row[0]), List.of()),
                    number(row[3]),
                    time(row[4]),
                    time(row[5])))
        .toList();
  }

  private Map<Long, List<Member>> members(List<Long> groups) {
    Map<Long, List<Member>> members = new HashMap<>();
    if (groups.isEmpty()) {
      return members;
    }
    Query query =
        tables
            .createNativeQuery(
                "select m.group_id, u.id, u.name, sub.id, sub.display_name"
                    + " from directory_group_member m left join app_user u on u.id = m.user_id"
                    + " left join directory_group sub on sub.id = m.member_group_id"
                    + " where m.group_id in (:groups) order by coalesce(u.id, sub.id)")
            .setParameter("groups", groups);
    for (Object[] row : rows(query)) {
      members
          .computeIfAbsent(number(row[0]), unused -> new ArrayList<>())
          .add(
              row[1] == null
                  ? new Member(number(row[3]), (String) row[4], true)
                  : new Member(number(row[1]), (String) row[2], false));
    }
    return members;
  }

  /**
   * Makes a group.
   *
   * @throws ConfigurationRefused when a member isn't there
   */
  public Group create(Actor actor, Group.Draft draft) {
    Instant now = clock.instant();
    List<?> organisation = tables.createNativeQuery("select id from organisation").getResultList();
    if (organisation.isEmpty()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "there is no organisation yet: set up the server first");
    }
    long id = number(tables.createNativeQuery("select nextval('ringspan_id')").getSingleResult());
    Query insert =
        tables.createNativeQuery(
            "insert into directory_group"
                + " (id, organisation_id, external_id, display_name, version, created_at, modified_at)"
                + " values (?1, ?2, ?3, ?4, 1, ?5, ?5)");
    insert.setParameter(1, id);
    insert.setParameter(2, organisation.getFirst());
    text(insert, 3, draft.externalId().orElse(null));
    insert.setParameter(4, draft.name());
    insert.setParameter(5, now);
    insert.executeUpdate();
    changeMembers(id, List.of(), draft.members());
    Group made = read(id, true).orElseThrow();
    tell(actor, "CREATE", id, Optional.empty(), Optional.of(made));
    return made;
  }

  /**
   * Puts what is wanted in the place of what was seen.
   *
   * @throws ConfigurationRefused when it has been changed since, or a member isn't there
   */
  public Group replace(Actor actor, long id, long seen, Group.Draft draft) {
    Group before = seen(id, seen);
    Query update =
        tables.createNativeQuery(
            "update directory_group set external_id = ?1, display_name = ?2, version = version + 1,"
                + " modified_at = ?3 where id = ?4 and version = ?5");
    text(update, 1, draft.externalId().orElse(null));
    update.setParameter(2, draft.name());
    update.setParameter(3, clock.instant());
    update.setParameter(4, id);
    update.setParameter(5, seen);
    if (update.executeUpdate() != 1) {
      throw changed(before.name());
    }
    changeMembers(id, before.members().stream().map(Member::id).toList(), draft.members());
    Group after = read(id, true).orElseThrow();
    tell(actor, "REPLACE", id, Optional.of(before), Optional.of(after));
    return after;
  }

  /**
   * Removes a group; its members stay.
   *
   * @throws ConfigurationRefused when it has been changed since
   */
  public void delete(Actor actor, long id, long seen) {
    Group before = seen(id, seen);
    int gone =
        tables
            .createNativeQuery("delete from directory_group where id = ?1 and version = ?2")
            .setParameter(1, id)
            .setParameter(2, seen)
            .executeUpdate();
    if (gone != 1) {
      throw changed(before.name());
    }
    tell(actor, "DELETE", id, Optional.of(before), Optional.empty());
  }

  private Group seen(long id, long version) {
    Group before =
        read(id, true)
            .orElseThrow(
                () -> new ConfigurationRefused(Reason.NOT_FOUND, "there is no group " + id));
    if (before.version() != version) {
      throw changed(before.name());
    }
    return before;
  }

  private static ConfigurationRefused changed(String name) {
    return new ConfigurationRefused(
        Reason.CHANGED, "the group " + name + " has been changed meanwhile: read it again");
  }

  private void changeMembers(long group, List<Long> before, List<Long> after) {
    Set<Long> added = new LinkedHashSet<>(after);
    Set<Long> removed = new LinkedHashSet<>(before);
    removed.removeAll(added);
    added.removeAll(Set.copyOf(before));
    Query delete =
        tables.createNativeQuery(
            "delete from directory_group_member where group_id = ?1"
                + " and (user_id = ?2 or member_group_id = ?2)");
    removed.forEach(
        member -> delete.setParameter(1, group).setParameter(2, member).executeUpdate());
    Set<Long> users = present("app_user", added);
    Set<Long> groups = present("directory_group", added);
    for (long member : added) {
      if (!users.contains(member) && !groups.contains(member)) {
        throw invalid("there is no user and no group " + member);
      }
    }
    if (!groups.isEmpty()) {
      requireNoCircle(group, groups);
    }
    insertMembers("user_id", group, users);
    insertMembers("member_group_id", group, groups);
  }

  private void insertMembers(String column, long group, Set<Long> members) {
    Query insert =
        tables.createNativeQuery(
            "insert into directory_group_member (group_id, " + column + ") values (?1, ?2)");
    members.forEach(
        member -> insert.setParameter(1, group).setParameter(2, member).executeUpdate());
  }

  private Set<Long> present(String table, Collection<Long> ids) {
    Set<Long> present = new LinkedHashSet<>();
    List<Long> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      tables
          .createNativeQuery("select id from " + table + " where id in (:ids) order by id")
          .setParameter("ids", all.subList(from, Math.min(all.size(), from + CHUNK)))
          .getResultList()
          .forEach(id -> present.add(number(id)));
    }
    return present;
  }

  /** Nobody puts a group into itself, by however many others, nor deeper than can be followed. */
  private void requireNoCircle(long group, Set<Long> members) {
    // Two at a time could make a circle that neither sees.
    var unused = tables.createNativeQuery("select id from organisation for update").getResultList();
    int above = levels("member_group_id", "group_id", Set.of(group), Set.of());
    int below = levels("group_id", "member_group_id", members, Set.of(group));
    // The group itself, those above it, and those below it, of which the first isn't counted.
    if (above + 1 + below + 1 > Group.DEEPEST) {
      throw invalid("groups are in groups at most " + Group.DEEPEST + " levels deep");
    }
  }

  /** How many levels there are in one direction; none of them may be met. */
  private int levels(String from, String to, Set<Long> begin, Set<Long> unwanted) {
    Set<Long> seen = new HashSet<>(begin);
    Set<Long> level = begin;
    int levels = 0;
    while (!level.isEmpty()) {
      if (level.stream().anyMatch(unwanted::contains)) {
        throw invalid("a group can't be in itself");
      }
      if (levels > Group.DEEPEST) {
        return levels;
      }
      Set<Long> next = new HashSet<>();
      tables
          .createNativeQuery(
              "select "
                  + to
                  + " from directory_group_member where "
                  + to
                  + " is not null and "
                  + from
                  + " in (:level)")
          .setParameter("level", level)
          .getResultList()
          .forEach(id -> next.add(number(id)));
      levels++;
      next.removeIf(id -> !seen.add(id) && !unwanted.contains(id));
      level = next;
    }
    return levels - 1;
  }

  private static ConfigurationRefused invalid(String message) {
    return new ConfigurationRefused(Reason.INVALID, List.of(new Fault("/members", message)));
  }

  private void tell(
      Actor actor, String action, long id, Optional<Group> before, Optional<Group> after) {
    var unused =
        trail.add(
            new AuditEntry(
                0,
                clock.instant(),
                actor.name(),
                actor.source(),
                action,
                "GROUP",
                Long.toString(id),
                before.map(GroupStore::json),
                after.map(GroupStore::json),
                Optional.empty()));
  }

  private static String json(Group group) {
    JsonArrayBuilder members = SharedJson.createArrayBuilder();
    group.members().stream().limit(TOLD_MEMBERS).forEach(member -> members.add(member.name()));
    var json = SharedJson.createObjectBuilder().add("name", group.name());
    group.externalId().ifPresent(external -> json.add("externalId", external));
    return json.add("size", group.members().size()).add("members", members).build().toString();
  }
}
