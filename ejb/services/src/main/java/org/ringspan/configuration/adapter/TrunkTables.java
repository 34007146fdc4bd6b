package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toMap;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunks;

/** Trunks, route groups, route lists and device pools in their tables. */
final class TrunkTables {
  private final EntityManager tables;

  TrunkTables(EntityManager tables) {
    this.tables = tables;
  }

  /** All of them. */
  Trunks read() {
    List<TrunkEntity> trunks =
        all("select t from TrunkEntity t order by t.position", TrunkEntity.class);
    Map<Long, DevicePoolEntity> pools =
        all("select p from DevicePoolEntity p order by p.id", DevicePoolEntity.class).stream()
            .collect(toMap(row -> row.id, row -> row));
    List<RouteGroupEntity> groups =
        all("select g from RouteGroupEntity g order by g.id", RouteGroupEntity.class);
    Map<Long, RouteGroupName> groupNames =
        groups.stream().collect(toMap(row -> row.id, row -> new RouteGroupName(row.name)));
    Map<Long, TrunkName> trunkNames =
        trunks.stream().collect(toMap(row -> row.id, row -> new TrunkName(row.name)));
    return new Trunks(
        trunks.stream().map(row -> row.toTrunk(poolName(pools, row.devicePoolId))).toList(),
        groups.stream()
            .map(
                row ->
                    new RouteGroup(
                        new RouteGroupName(row.name),
                        row.trunkIds.stream().map(id -> of(trunkNames, id)).toList(),
                        row.distribution))
            .toList(),
        all("select l from RouteListEntity l order by l.id", RouteListEntity.class).stream()
            .map(row -> list(row, groupNames))
            .toList(),
        pools.values().stream()
            .sorted((one, other) -> Long.compare(one.id, other.id))
            .map(
                row ->
                    new DevicePool(
                        new DevicePoolName(row.name),
                        Optional.ofNullable(row.localRouteGroupId).map(id -> of(groupNames, id))))
            .toList());
  }

  private static RouteList list(RouteListEntity row, Map<Long, RouteGroupName> groups) {
    return new RouteList(
        new RouteListName(row.name),
        row.entries.stream().map(entry -> entry(entry, groups)).toList());
  }

  private static RouteList.Entry entry(RouteListEntryRow row, Map<Long, RouteGroupName> groups) {
    Long group = row.groupId();
    return group == null ? new RouteList.LocalRouteGroup() : new RouteList.Group(of(groups, group));
  }

  /** The names of the device pools. */
  Map<Long, DevicePoolName> poolNames() {
    return all("select p from DevicePoolEntity p", DevicePoolEntity.class).stream()
        .collect(toMap(row -> row.id, row -> new DevicePoolName(row.name)));
  }

  /** The names of the trunks. */
  Map<Long, TrunkName> trunkNames() {
    return all("select t from TrunkEntity t", TrunkEntity.class).stream()
        .collect(toMap(row -> row.id, row -> new TrunkName(row.name)));
  }

  /** The sealed hashes of trunks that we challenge, by the name they give, which no device has. */
  Map<DeviceName, SealedHashes> sealedHashes() {
    return all("select t from TrunkEntity t", TrunkEntity.class).stream()
        .filter(row -> row.acceptance == TrunkEntity.Told.DIGEST)
        .collect(
            toMap(
                row -> new DeviceName(Objects.requireNonNull(row.acceptedName)),
                row ->
                    new SealedHashes(
                        Optional.ofNullable(row.ha1Md5), Optional.ofNullable(row.ha1Sha256))));
  }

  /** The sealed passwords with which we answer the challenges of trunks. */
  Map<TrunkName, String> sealedLogins() {
    Map<TrunkName, String> logins = new HashMap<>();
    for (TrunkEntity row : all("select t from TrunkEntity t", TrunkEntity.class)) {
      if (row.loginPassword != null) {
        logins.put(new TrunkName(row.name), row.loginPassword);
      }
    }
    return logins;
  }

  private static Optional<DevicePoolName> poolName(
      Map<Long, DevicePoolEntity> pools, @Nullable Long id) {
    return Optional.ofNullable(id).map(key -> new DevicePoolName(of(pools, key).name));
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
