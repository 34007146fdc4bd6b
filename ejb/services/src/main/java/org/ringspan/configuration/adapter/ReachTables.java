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
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;

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
