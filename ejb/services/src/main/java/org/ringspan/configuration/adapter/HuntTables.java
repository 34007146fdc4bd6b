package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.WholeTable.optionalLong;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.HuntGroupName;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroup.Member;
import org.ringspan.configuration.HuntTarget;

/** Reads and writes the tables of hunt groups; to be used inside one transaction. */
final class HuntTables {
  private final EntityManager tables;

  HuntTables(EntityManager tables) {
    this.tables = tables;
  }

  /** All of them by their names. */
  List<HuntGroup> read(DialPlanTables.Read dialPlan) {
    Map<Long, List<Member>> members = new HashMap<>();
    WholeTable.read(
        tables,
        "select m.hunt_group_id, l.number, m.logged_in, m.ring_ms from hunt_group_member m"
            + " join phone_line l on l.id = m.line_id order by m.hunt_group_id, m.position",
        row ->
            members
                .computeIfAbsent(row.getLong(1), group -> new ArrayList<>())
                .add(
                    new Member(
                        new DirectoryNumber(row.getString(2)),
                        row.getBoolean(3),
                        Optional.ofNullable(optionalLong(row, 4)).map(Duration::ofMillis))));
    List<HuntGroup> groups = new ArrayList<>();
    WholeTable.read(
        tables,
        "select g.id, g.name, g.number, g.did, g.partition_id, g.algorithm, g.ring_ms, g.mobiles,"
            + " g.forward_to, l.number, g.search_space_id from hunt_group g"
            + " left join phone_line l on l.id = g.mailbox_line_id order by g.name",
        row -> groups.add(group(row, members.getOrDefault(row.getLong(1), List.of()), dialPlan)));
    return groups;
  }

  private static HuntGroup group(ResultSet row, List<Member> members, DialPlanTables.Read dialPlan)
      throws SQLException {
    return new HuntGroup(
        new HuntGroupName(row.getString(2)),
        new DirectoryNumber(row.getString(3)),
        Optional.ofNullable(row.getString(4)).map(E164Number::new),
        dialPlan.place(optionalLong(row, 5), null).partition(),
        HuntGroup.Algorithm.valueOf(row.getString(6)),
        members,
        Duration.ofMillis(row.getLong(7)),
        row.getBoolean(8),
        target(row.getString(9), row.getString(10)),
        dialPlan.space(optionalLong(row, 11)));
  }

  private static Optional<HuntTarget> target(@Nullable String number, @Nullable String mailbox) {
    return Optional.ofNullable(number)
        .<HuntTarget>map(HuntTarget.ToNumber::new)
        .or(
            () ->
                Optional.ofNullable(mailbox)
                    .map(line -> new HuntTarget.ToMailbox(new DirectoryNumber(line))));
  }

  /**
   * Takes out the groups that are gone or are to be written again, so that nothing of them stands
   * in the way of other changes: lines go, and numbers change places.
   */
  void remove(List<HuntGroup> before, List<HuntGroup> after) {
    List<HuntGroup> changed = new ArrayList<>(before);
    changed.removeAll(after);
    for (HuntGroup group : changed) {
      tables
          .createQuery(
              "select g from HuntGroupEntity g where g.name = :name", HuntGroupEntity.class)
          .setParameter("name", group.name().value())
          .getResultStream()
          .toList()
          .forEach(tables::remove);
    }
    tables.flush();
  }

  /** Writes the groups that are new or were taken out; lines are there already. */
  void put(
      long organisation,
      List<HuntGroup> before,
      List<HuntGroup> after,
      DialPlanWriting.Ids dialPlan) {
    List<HuntGroup> changed = new ArrayList<>(after);
    changed.removeAll(before);
    Set<String> numbers = new LinkedHashSet<>();
    for (HuntGroup group : changed) {
      group.members().forEach(member -> numbers.add(member.line().digits()));
      Stream.of(group.then().orElse(null))
          .filter(HuntTarget.ToMailbox.class::isInstance)
          .map(HuntTarget.ToMailbox.class::cast)
          .forEach(mailbox -> numbers.add(mailbox.line().digits()));
    }
    Map<String, Long> lines = new Rows(tables).ids(LineEntity.class, "number", numbers);
    for (HuntGroup group : changed) {
      tables.persist(new HuntGroupEntity(organisation, group, dialPlan, lines));
    }
    tables.flush();
  }
}
