package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.WholeTable.optionalLong;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.AccessList.Member;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.RingSchedule.Period;
import org.ringspan.configuration.VoicemailAvoidance;

/**
 * Reads the tables of single number reach: profiles, remote destinations and what holds for all
 * users; to be used inside one transaction. Most people of a company have one of a few access lists
 * and schedules: equal ones are the same object.
 */
final class ReachTables {
  private final EntityManager tables;
  private final Map<Filters, AccessList> accessLists = new HashMap<>();
  private final Map<Times, RingSchedule> schedules = new HashMap<>();

  ReachTables(EntityManager tables) {
    this.tables = tables;
  }

  /** What an access list is made of. */
  private record Filters(AccessList.Kind kind, List<Member> members) {
    AccessList toList() {
      return new AccessList(kind, Set.copyOf(members));
    }
  }

  /** What a ring schedule is made of. */
  private record Times(String zone, List<Period> periods) {
    RingSchedule toSchedule() {
      return new RingSchedule(ZoneId.of(zone), periods);
    }
  }

  /** What belongs to rows of another table. */
  private static final class Parts<T> {
    private final Map<Long, List<T>> parts = new HashMap<>();
    private long last;
    private List<T> partsOfLast = new ArrayList<>();

    void add(long row, T part) {
      // The parts of a row mostly lie together.
      if (row != last || partsOfLast.isEmpty()) {
        partsOfLast = parts.computeIfAbsent(row, it -> new ArrayList<>());
        last = row;
      }
      partsOfLast.add(part);
    }

    List<T> of(long row) {
      return parts.getOrDefault(row, List.of());
    }
  }

  /** What holds in an organisation; the defaults when nothing was said. */
  ReachSettings settings(OrganisationEntity organisation) {
    return Optional.ofNullable(tables.find(ReachSettingEntity.class, organisation.id))
        .map(ReachSettingEntity::toSettings)
        .orElse(ReachSettings.DEFAULT);
  }

  /** The profiles by the rows of their users. */
  Map<Long, RemoteDestinationProfile> profiles(
      Map<Long, DirectoryNumber> numbers,
      Map<Long, DevicePoolName> pools,
      DialPlanTables.Read dialPlan) {
    Parts<DirectoryNumber> lines = new Parts<>();
    WholeTable.read(
        tables,
        "select user_id, line_id from reach_profile_line order by user_id, position",
        row -> lines.add(row.getLong(1), ConfigurationTables.of(numbers, row.getLong(2))));
    Map<Long, RemoteDestinationProfile> profiles = new HashMap<>();
    WholeTable.read(
        tables,
        "select user_id, all_lines, search_space_id, rerouting_space_id, device_pool_id,"
            + " user_hold_source, network_hold_source from reach_profile",
        row ->
            profiles.put(
                row.getLong(1),
                new RemoteDestinationProfile(
                    row.getBoolean(2) ? Optional.empty() : Optional.of(lines.of(row.getLong(1))),
                    dialPlan.space(optionalLong(row, 3)),
                    dialPlan.space(optionalLong(row, 4)),
                    Optional.ofNullable(optionalLong(row, 5))
                        .map(pool -> ConfigurationTables.of(pools, pool)),
                    Optional.ofNullable(row.getString(6)),
                    Optional.ofNullable(row.getString(7)))));
    return profiles;
  }

  /** The remote destinations in their order, by the rows of their users. */
  Map<Long, List<RemoteDestination>> destinations(Map<Long, DeviceName> devices) {
    Parts<Member> members = accessListMembers();
    Parts<Period> periods = ringPeriods();
    Map<Long, List<RemoteDestination>> destinations = new HashMap<>();
    WholeTable.read(
        tables,
        "select id, user_id, number, name, device_id, mobile_phone, single_number_reach,"
            + " delay_before_ringing_ms, answer_too_soon_ms, answer_too_late_ms,"
            + " access_list_kind, ring_time_zone, avoidance from remote_destination"
            + " order by user_id, position",
        row ->
            destinations
                .computeIfAbsent(row.getLong(2), user -> new ArrayList<>(1))
                .add(
                    new RemoteDestination(
                        new DestinationNumber(row.getString(3)),
                        row.getString(4),
                        attachment(optionalLong(row, 5), devices),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        timers(row),
                        accessList(row.getString(11), members.of(row.getLong(1))),
                        schedule(row.getString(12), periods.of(row.getLong(1))),
                        Optional.ofNullable(row.getString(13)).map(VoicemailAvoidance::valueOf))));
    return destinations;
  }

  private static ReachTimers timers(ResultSet row) throws SQLException {
    return new ReachTimers(
        Duration.ofMillis(row.getLong(8)),
        Duration.ofMillis(row.getLong(9)),
        Duration.ofMillis(row.getLong(10)));
  }

  private Optional<AccessList> accessList(@Nullable String kind, List<Member> members) {
    return Optional.ofNullable(kind)
        .map(
            it ->
                accessLists.computeIfAbsent(
                    new Filters(AccessList.Kind.valueOf(it), members), Filters::toList));
  }

  private Optional<RingSchedule> schedule(@Nullable String zone, List<Period> periods) {
    return Optional.ofNullable(zone)
        .map(it -> schedules.computeIfAbsent(new Times(it, periods), Times::toSchedule));
  }

  private static RemoteDestination.Attachment attachment(
      @Nullable Long device, Map<Long, DeviceName> devices) {
    return device == null
        ? new RemoteDestination.ToProfile()
        : new RemoteDestination.ToDevice(ConfigurationTables.of(devices, device));
  }

  /** The filters by the rows of their destinations. They are the most of a company's rows. */
  private Parts<Member> accessListMembers() {
    Map<AccessListRow, Member> known = new HashMap<>();
    Parts<Member> members = new Parts<>();
    WholeTable.read(
        tables,
        "select remote_destination_id, kind, mask from access_list_member",
        row ->
            members.add(
                row.getLong(1),
                known.computeIfAbsent(
                    new AccessListRow(
                        AccessListRow.Kind.valueOf(row.getString(2)), row.getString(3)),
                    AccessListRow::toMember)));
    return members;
  }

  /** The periods of ring schedules in their order, in the same way. */
  private Parts<Period> ringPeriods() {
    Map<RingPeriodRow, Period> known = new HashMap<>();
    Parts<Period> periods = new Parts<>();
    WholeTable.read(
        tables,
        "select remote_destination_id, days, from_minute, to_minute from ring_period"
            + " order by remote_destination_id, position",
        row ->
            periods.add(
                row.getLong(1),
                known.computeIfAbsent(
                    new RingPeriodRow(row.getInt(2), row.getInt(3), row.getInt(4)),
                    RingPeriodRow::toPeriod)));
    return periods;
  }
}
