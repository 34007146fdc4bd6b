package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.WholeTable.optionalLong;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.MailAddress;
import org.ringspan.address.UserId;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.MailWishes;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.identity.Role;
import org.ringspan.identity.adapter.SealedHashes;

/** Reads the tables of users, lines and devices; to be used inside one transaction. */
final class PeopleTables {
  private final EntityManager tables;
  private final DialPlanTables.Read dialPlan;
  private final Map<Long, DevicePoolName> pools;
  private final Map<Long, Gathered> people = new LinkedHashMap<>();
  private final Map<Long, DirectoryNumber> numbers = new HashMap<>();
  private final Map<Long, DeviceName> devices = new HashMap<>();
  private final Map<Forwarding, LineForwarding> forwardings = new HashMap<>();

  /**
   * @param pools by their rows
   */
  PeopleTables(
      EntityManager tables, DialPlanTables.Read dialPlan, Map<Long, DevicePoolName> pools) {
    this.tables = tables;
    this.dialPlan = dialPlan;
    this.pools = pools;
  }

  /** A user with what was found to be theirs. */
  private static final class Gathered {
    final UserId id;
    final String name;
    final Role role;
    final boolean mobility;
    final boolean enabled;
    final boolean declinesEverywhere;
    final Duration deskPickup;
    final boolean voiceAccess;
    final MailWishes mail;
    final Optional<Language> language;
    final List<Line> lines = new ArrayList<>(1);
    final List<Device> devices = new ArrayList<>(1);

    Gathered(ResultSet row) throws SQLException {
      this.id = new UserId(row.getString(2));
      this.name = row.getString(3);
      this.role = Role.valueOf(row.getString(4));
      this.mobility = row.getBoolean(5);
      this.enabled = row.getBoolean(6);
      this.declinesEverywhere = row.getBoolean(7);
      this.deskPickup = Duration.ofMillis(row.getLong(8));
      this.voiceAccess = row.getBoolean(9);
      this.mail =
          new MailWishes(
              Optional.ofNullable(row.getString(10)).map(MailAddress::new),
              MailWishes.NewMessages.valueOf(row.getString(11)),
              row.getBoolean(12),
              row.getBoolean(13));
      this.language = Optional.ofNullable(row.getString(14)).map(Language::named);
    }

    Person person(
        Optional<RemoteDestinationProfile> profile, List<RemoteDestination> destinations) {
      return new Person(
          new User(
              id,
              name,
              mobility,
              declinesEverywhere,
              profile,
              destinations,
              deskPickup,
              voiceAccess,
              mail,
              language),
          role,
          enabled,
          lines,
          devices);
    }
  }

  /** How a line forwards; most lines of a company do so in one of a few ways. */
  private record Forwarding(ForwardColumns columns, Optional<SearchSpaceName> space) {
    LineForwarding toForwarding() {
      return columns.toForwarding(space);
    }
  }

  /** All users, in the order in which they came. */
  List<Person> read() {
    WholeTable.read(
        tables,
        "select id, login, name, role, mobility, enabled, declines_everywhere, desk_pickup_ms,"
            + " voice_access, mail_address, mail_new_messages, mail_marks_heard, mail_missed_calls,"
            + " voice_language from app_user order by id",
        row -> people.put(row.getLong(1), new Gathered(row)));
    WholeTable.read(
        tables,
        "select id, user_id, number, did, voicemail, busy_trigger, partition_id, search_space_id,"
            + " forward_space_id, forward_all, forward_busy_internal, forward_busy_external,"
            + " forward_no_answer_internal, forward_no_answer_external, forward_not_registered,"
            + " forward_no_answer_ms from phone_line order by position, id",
        this::line);
    Map<Long, List<DirectoryNumber>> carried = carried();
    WholeTable.read(
        tables,
        "select id, user_id, name, device_pool_id, search_space_id, media_encryption from device"
            + " order by position, id",
        row -> device(row, carried));
    ReachTables reach = new ReachTables(tables);
    Map<Long, RemoteDestinationProfile> profiles = reach.profiles(numbers, pools, dialPlan);
    Map<Long, List<RemoteDestination>> destinations = reach.destinations(devices);
    List<Person> all = new ArrayList<>(people.size());
    people.forEach(
        (id, person) ->
            all.add(
                person.person(
                    Optional.ofNullable(profiles.get(id)),
                    destinations.getOrDefault(id, List.of()))));
    return all;
  }

  /** A line; the document finds its devices. */
  private void line(ResultSet row) throws SQLException {
    DirectoryNumber number = new DirectoryNumber(row.getString(3));
    numbers.put(row.getLong(1), number);
    Gathered owner = owner(row.getLong(2));
    Forwarding forwarding =
        new Forwarding(
            new ForwardColumns(
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getLong(16)),
            dialPlan.space(optionalLong(row, 9)));
    owner.lines.add(
        new Line(
            number,
            Optional.ofNullable(row.getString(4)).map(E164Number::new),
            owner.id,
            List.of(),
            row.getBoolean(5),
            forwardings.computeIfAbsent(forwarding, Forwarding::toForwarding),
            row.getInt(6),
            dialPlan.place(optionalLong(row, 7), optionalLong(row, 8))));
  }

  /** The lines of devices in their order, by the rows of the devices. */
  private Map<Long, List<DirectoryNumber>> carried() {
    Map<Long, List<DirectoryNumber>> carried = new HashMap<>();
    WholeTable.read(
        tables,
        "select device_id, line_id from device_line order by device_id, position",
        row ->
            carried
                .computeIfAbsent(row.getLong(1), device -> new ArrayList<>(1))
                .add(ConfigurationTables.of(numbers, row.getLong(2))));
    return carried;
  }

  private void device(ResultSet row, Map<Long, List<DirectoryNumber>> carried) throws SQLException {
    long id = row.getLong(1);
    DeviceName name = new DeviceName(row.getString(3));
    devices.put(id, name);
    Gathered owner = owner(row.getLong(2));
    owner.devices.add(
        new Device(
            name,
            owner.id,
            carried.getOrDefault(id, List.of()),
            Optional.ofNullable(optionalLong(row, 4))
                .map(pool -> ConfigurationTables.of(pools, pool)),
            dialPlan.space(optionalLong(row, 5)),
            MediaEncryption.valueOf(row.getString(6))));
  }

  private Gathered owner(long user) {
    return ConfigurationTables.of(people, user);
  }

  /** The sealed password hashes of every device, of devices without a password too. */
  static Map<DeviceName, SealedHashes> sealedHashes(EntityManager tables) {
    Map<DeviceName, SealedHashes> hashes = new HashMap<>();
    WholeTable.read(
        tables,
        "select name, ha1_md5, ha1_sha256 from device",
        row ->
            hashes.put(
                new DeviceName(row.getString(1)),
                new SealedHashes(
                    Optional.ofNullable(row.getString(2)), Optional.ofNullable(row.getString(3)))));
    return hashes;
  }
}
