package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
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
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
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
    return document(domain).snapshot(version);
  }

  /** The same as a document. */
  ConfigurationDocument document(String domain) {
    return organisation().map(this::document).orElseGet(() -> ConfigurationDocument.empty(domain));
  }

  private ConfigurationDocument document(OrganisationEntity organisation) {
    DialPlanTables.Read dialPlan = new DialPlanTables(tables).read(organisation.id);
    List<LineEntity> lines =
        all("select l from LineEntity l order by l.position, l.id", LineEntity.class);
    List<DeviceEntity> devices =
        all(
            "select d from DeviceEntity d left join fetch d.lineIds order by d.position, d.id",
            DeviceEntity.class);
    TrunkTables trunks = new TrunkTables(tables);
    Map<Long, DirectoryNumber> numbers =
        lines.stream().collect(toMap(line -> line.id, line -> new DirectoryNumber(line.number)));
    Map<Long, DevicePoolName> pools = trunks.poolNames();
    return new ConfigurationDocument(
        organisation.domain,
        people(lines, devices, numbers, pools, dialPlan),
        trunks.read(),
        voicemail(organisation, trunks.trunkNames()),
        dialPlan.settings(),
        new ReachTables(tables).settings(organisation));
  }

  private List<Person> people(
      List<LineEntity> lines,
      List<DeviceEntity> devices,
      Map<Long, DirectoryNumber> numbers,
      Map<Long, DevicePoolName> pools,
      DialPlanTables.Read dialPlan) {
    ReachTables reach = new ReachTables(tables);
    Map<Long, DeviceName> deviceNames =
        devices.stream().collect(toMap(device -> device.id, device -> new DeviceName(device.name)));
    Map<Long, RemoteDestinationProfile> profiles = reach.profiles(numbers, pools, dialPlan);
    Map<Long, List<RemoteDestination>> destinations = reach.destinations(deviceNames);
    Map<Long, List<LineEntity>> linesOf = lines.stream().collect(groupingBy(line -> line.userId));
    Map<Long, List<DeviceEntity>> devicesOf =
        devices.stream().collect(groupingBy(device -> device.userId));
    return all("select u from UserEntity u order by u.id", UserEntity.class).stream()
        .map(
            row -> {
              UserId id = new UserId(row.login);
              return new Person(
                  new User(
                      id,
                      row.name,
                      row.mobility,
                      Optional.ofNullable(profiles.get(row.id)),
                      destinations.getOrDefault(row.id, List.of())),
                  row.role,
                  row.enabled,
                  linesOf.getOrDefault(row.id, List.of()).stream()
                      .map(line -> line(line, id, dialPlan))
                      .toList(),
                  devicesOf.getOrDefault(row.id, List.of()).stream()
                      .map(device -> device(device, id, numbers, pools, dialPlan))
                      .toList());
            })
        .toList();
  }

  /** A line; the document finds its devices. */
  private static Line line(LineEntity row, UserId owner, DialPlanTables.Read dialPlan) {
    return row.toLine(
        owner,
        List.of(),
        dialPlan.space(row.forwardSpaceId),
        dialPlan.place(row.partitionId, row.searchSpaceId));
  }

  private static Device device(
      DeviceEntity row,
      UserId owner,
      Map<Long, DirectoryNumber> numbers,
      Map<Long, DevicePoolName> pools,
      DialPlanTables.Read dialPlan) {
    return new Device(
        new DeviceName(row.name),
        owner,
        row.lineIds.stream().map(line -> of(numbers, line)).toList(),
        Optional.ofNullable(row.devicePoolId).map(pool -> of(pools, pool)),
        dialPlan.space(row.searchSpaceId));
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
