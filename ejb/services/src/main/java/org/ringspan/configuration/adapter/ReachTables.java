package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.AccessList.Member;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.RingSchedule.Period;

/**
 * Reads the tables of single number reach: profiles, remote destinations and what holds for all
 * users; to be used inside one transaction.
 */
final class ReachTables {
  private final EntityManager tables;

  ReachTables(EntityManager tables) {
    this.tables = tables;
  }

  /** What holds in an organisation; the defaults when nothing was said. */
  ReachSettings settings(OrganisationEntity organisation) {
    return Optional.ofNullable(tables.find(ReachSettingEntity.class, organisation.id))
        .map(ReachSettingEntity::toSettings)
        .orElse(ReachSettings.DEFAULT);
  }

  /** The profiles by the rows of their users. */
  Map<Long, RemoteDestinationProfile> profiles(
      Map<Long, DirectoryNumber> lines,
      Map<Long, DevicePoolName> pools,
      DialPlanTables.Read dialPlan) {
    return tables
        .createQuery("select p from ReachProfileEntity p", ReachProfileEntity.class)
        .getResultList()
        .stream()
        .collect(
            toMap(
                row -> row.userId,
                row ->
                    row.toProfile(
                        named(lines, row.lineIds),
                        dialPlan.space(row.searchSpaceId),
                        dialPlan.space(row.reroutingSpaceId),
                        Optional.ofNullable(row.devicePoolId).map(pools::get))));
  }

  /** The remote destinations in their order, by the rows of their users. */
  Map<Long, List<RemoteDestination>> destinations(Map<Long, DeviceName> devices) {
    Map<Long, Set<Member>> members = accessListMembers();
    Map<Long, List<Period>> periods = ringPeriods();
    return tables
        .createQuery(
            "select r from RemoteDestinationEntity r order by r.userId, r.position",
            RemoteDestinationEntity.class)
        .getResultList()
        .stream()
        .collect(
            groupingBy(
                row -> row.userId,
                mapping(
                    row ->
                        row.toRemoteDestination(
                            attachment(row, devices),
                            members.getOrDefault(row.id, Set.of()),
                            periods.getOrDefault(row.id, List.of())),
                    toList())));
  }

  /**
   * The filters by the rows of their destinations. They are the most of a large company's rows:
   * they are read as values and not as parts of entities, and equal ones are the same object.
   */
  private Map<Long, Set<Member>> accessListMembers() {
    Map<AccessListRow, Member> known = new HashMap<>();
    Map<Long, Set<Member>> members = new HashMap<>();
    for (Object[] row :
        values("select remote_destination_id, kind, mask from access_list_member")) {
      members
          .computeIfAbsent((Long) row[0], id -> new HashSet<>())
          .add(
              known.computeIfAbsent(
                  new AccessListRow(AccessListRow.Kind.valueOf((String) row[1]), (String) row[2]),
                  AccessListRow::toMember));
    }
    return members;
  }

  /** The periods of ring schedules in their order, in the same way. */
  private Map<Long, List<Period>> ringPeriods() {
    Map<RingPeriodRow, Period> known = new HashMap<>();
    Map<Long, List<Period>> periods = new HashMap<>();
    for (Object[] row :
        values(
            "select remote_destination_id, days, from_minute, to_minute from ring_period"
                + " order by remote_destination_id, position")) {
      periods
          .computeIfAbsent((Long) row[0], id -> new ArrayList<>())
          .add(
              known.computeIfAbsent(
                  new RingPeriodRow((int) row[1], (int) row[2], (int) row[3]),
                  RingPeriodRow::toPeriod));
    }
    return periods;
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> values(String select) {
    return tables.createNativeQuery(select).getResultList();
  }

  private static RemoteDestination.Attachment attachment(
      RemoteDestinationEntity row, Map<Long, DeviceName> devices) {
    Long id = row.deviceId;
    return id == null
        ? new RemoteDestination.ToProfile()
        : new RemoteDestination.ToDevice(named(devices, List.of(id)).getFirst());
  }

  /** Foreign keys promise that they are there. */
  private static <T> List<T> named(Map<Long, T> names, List<Long> ids) {
    List<T> found = new ArrayList<>(ids.size());
    for (Long id : ids) {
      T name = names.get(id);
      if (name == null) {
        throw new IllegalStateException("a foreign key leads nowhere: " + id);
      }
      found.add(name);
    }
    return List.copyOf(found);
  }
}
