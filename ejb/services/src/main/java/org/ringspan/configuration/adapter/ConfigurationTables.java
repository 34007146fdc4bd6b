package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.identity.adapter.SealedHashes;

/** Makes a snapshot of the configuration tables; to be used inside one transaction. */
public final class ConfigurationTables {
  private final EntityManager tables;

  public ConfigurationTables(EntityManager tables) {
    this.tables = tables;
  }

  /** The counter that grows with every change. */
  long version() {
    return tables
        .createQuery(
            "select v.version from ConfigurationVersionEntity v where v.id = :only", Long.class)
        .setParameter("only", ConfigurationVersionEntity.ONLY)
        .getSingleResult();
  }

  /** Counts a change; the row stays locked until the transaction ends. */
  public void changed() {
    tables
        .createQuery(
            "update ConfigurationVersionEntity v set v.version = v.version + 1 where v.id = :only")
        .setParameter("only", ConfigurationVersionEntity.ONLY)
        .executeUpdate();
  }

  /** The organisation, when there is one already. */
  Optional<OrganisationEntity> organisation() {
    return all("select o from OrganisationEntity o order by o.id", OrganisationEntity.class)
        .stream()
        .findFirst();
  }

  /** The whole configuration now; empty for {@code domain} before the first seed. */
  ConfigurationSnapshot snapshot(String domain) {
    // The version first: a change in between makes the snapshot newer than it says, never older.
    long version = version();
    return organisation()
        .map(organisation -> snapshot(version, organisation))
        .orElseGet(() -> ConfigurationSnapshot.empty(domain));
  }

  private ConfigurationSnapshot snapshot(long version, OrganisationEntity organisation) {
    DialPlanTables.Read dialPlan = new DialPlanTables(tables).read(organisation.id);
    List<UserEntity> users = all("select u from UserEntity u order by u.id", UserEntity.class);
    List<LineEntity> lines = all("select l from LineEntity l order by l.id", LineEntity.class);
    List<DeviceEntity> devices =
        all(
            "select d from DeviceEntity d left join fetch d.lineIds order by d.id",
            DeviceEntity.class);
    TrunkTables trunks = new TrunkTables(tables);
    Map<Long, UserId> userIds =
        users.stream().collect(toMap(user -> user.id, user -> new UserId(user.login)));
    Map<Long, DirectoryNumber> numbers =
        lines.stream().collect(toMap(line -> line.id, line -> new DirectoryNumber(line.number)));
    Map<Long, DeviceName> deviceNames =
        devices.stream().collect(toMap(device -> device.id, device -> new DeviceName(device.name)));
    ReachTables reach = new ReachTables(tables);
    Map<Long, DevicePoolName> pools = trunks.poolNames();
    return new ConfigurationSnapshot(
        version,
        organisation.domain,
        users(users, reach.profiles(numbers, pools, dialPlan), reach.destinations(deviceNames)),
        lines(lines, devices, userIds, dialPlan),
        devices(numbers, devices, userIds, pools, dialPlan),
        trunks.read(),
        voicemail(organisation, trunks.trunkNames()),
        dialPlan.settings(),
        reach.settings(organisation));
  }

  private static List<User> users(
      List<UserEntity> users,
      Map<Long, RemoteDestinationProfile> profiles,
      Map<Long, List<RemoteDestination>> destinations) {
    return users.stream()
        .map(
            user ->
                new User(
                    new UserId(user.login),
                    user.name,
                    user.mobility,
                    Optional.ofNullable(profiles.get(user.id)),
                    destinations.getOrDefault(user.id, List.of())))
        .toList();
  }

  private static List<Line> lines(
      List<LineEntity> lines,
      List<DeviceEntity> devices,
      Map<Long, UserId> owners,
      DialPlanTables.Read dialPlan) {
    Map<Long, List<DeviceName>> carriers = new HashMap<>();
    for (DeviceEntity device : devices) {
      for (Long line : device.lineIds) {
        carriers
            .computeIfAbsent(line, unused -> new ArrayList<>())
            .add(new DeviceName(device.name));
      }
    }
    return lines.stream()
        .map(
            line ->
                line.toLine(
                    of(owners, line.userId),
                    carriers.getOrDefault(line.id, List.of()),
                    dialPlan.space(line.forwardSpaceId),
                    dialPlan.place(line.partitionId, line.searchSpaceId)))
        .toList();
  }

  private static List<Device> devices(
      Map<Long, DirectoryNumber> numbers,
      List<DeviceEntity> devices,
      Map<Long, UserId> owners,
      Map<Long, DevicePoolName> pools,
      DialPlanTables.Read dialPlan) {
    return devices.stream()
        .map(
            device ->
                new Device(
                    new DeviceName(device.name),
                    of(owners, device.userId),
                    device.lineIds.stream().map(line -> of(numbers, line)).toList(),
                    Optional.ofNullable(device.devicePoolId).map(pool -> of(pools, pool)),
                    dialPlan.space(device.searchSpaceId)))
        .toList();
  }

  private Optional<Voicemail> voicemail(
      OrganisationEntity organisation, Map<Long, TrunkName> names) {
    return Optional.ofNullable(tables.find(VoicemailEntity.class, organisation.id))
        .map(row -> row.toVoicemail(of(names, row.trunkId)));
  }

  /**
   * The sealed password hashes of every device, of devices without a password too, and of the
   * trunks that we challenge.
   */
  Map<DeviceName, SealedHashes> sealedHashes() {
    Map<DeviceName, SealedHashes> hashes = new HashMap<>(new TrunkTables(tables).sealedHashes());
    hashes.putAll(deviceHashes());
    return hashes;
  }

  /** The sealed passwords with which we answer the challenges of trunks. */
  Map<TrunkName, String> sealedTrunkLogins() {
    return new TrunkTables(tables).sealedLogins();
  }

  private Map<DeviceName, SealedHashes> deviceHashes() {
    return all("select d from DeviceEntity d", DeviceEntity.class).stream()
        .collect(
            toMap(
                device -> new DeviceName(device.name),
                device ->
                    new SealedHashes(
                        Optional.ofNullable(device.ha1Md5),
                        Optional.ofNullable(device.ha1Sha256))));
  }

  private <T> List<T> all(String query, Class<T> type) {
    return tables.createQuery(query, type).getResultList();
  }

  /** Foreign keys promise that it is there. */
  private static <T> T of(Map<Long, T> byId, long id) {
    T value = byId.get(id);
    if (value == null) {
      throw new IllegalStateException("a foreign key leads nowhere: " + id);
    }
    return value;
  }
}
