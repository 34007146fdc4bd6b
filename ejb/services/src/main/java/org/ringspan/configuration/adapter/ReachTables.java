package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;

/**
 * Reads and writes the tables of single number reach: profiles, remote destinations and what holds
 * for all users; to be used inside one transaction.
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

  void write(OrganisationEntity organisation, ReachSettings settings) {
    tables.persist(new ReachSettingEntity(organisation, settings));
  }

  /** Writes what a user has outside; lines and devices are there already. */
  void write(
      UserEntity row,
      User user,
      Map<DirectoryNumber, Long> lines,
      Map<DeviceName, Long> devices,
      Map<DevicePoolName, Long> pools,
      DialPlanTables.Written dialPlan) {
    user.profile()
        .ifPresent(
            profile -> {
              List<Long> shared =
                  profile.lines().orElse(List.of()).stream().map(lines::get).toList();
              ReachProfileEntity written = new ReachProfileEntity(row, profile, shared);
              written.searchSpaceId = dialPlan.space(profile.searchSpace());
              written.reroutingSpaceId = dialPlan.space(profile.reroutingSearchSpace());
              written.devicePoolId = profile.pool().map(pools::get).orElse(null);
              tables.persist(written);
            });
    for (int i = 0; i < user.remoteDestinations().size(); i++) {
      RemoteDestination destination = user.remoteDestinations().get(i);
      RemoteDestinationEntity written = new RemoteDestinationEntity(row, i, destination);
      written.deviceId = deviceId(destination.attachment(), devices);
      tables.persist(written);
    }
  }

  private static @Nullable Long deviceId(
      RemoteDestination.Attachment attachment, Map<DeviceName, Long> devices) {
    return switch (attachment) {
      case RemoteDestination.ToProfile() -> null;
      case RemoteDestination.ToDevice(var name) -> devices.get(name);
    };
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
    return tables
        .createQuery(
            "select r from RemoteDestinationEntity r order by r.userId, r.position",
            RemoteDestinationEntity.class)
        .getResultList()
        .stream()
        .collect(
            groupingBy(
                row -> row.userId,
                mapping(row -> row.toRemoteDestination(attachment(row, devices)), toList())));
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
