package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/**
 * Makes the tables of trunks, route groups, route lists and device pools say what a checked
 * document says.
 */
final class TrunkWriting {
  private final EntityManager tables;
  private final Rows rows;
  private final long organisation;
  private final SeedSecrets secrets;
  private final Map<String, DevicePoolEntity> pools;
  private final Map<String, TrunkEntity> trunks;
  private final Map<String, RouteGroupEntity> groups;
  private final Map<String, RouteListEntity> lists;

  TrunkWriting(EntityManager tables, long organisation, SeedSecrets secrets) {
    this.tables = tables;
    this.rows = new Rows(tables);
    this.organisation = organisation;
    this.secrets = secrets;
    this.pools = Rows.byKey(rows.all(DevicePoolEntity.class), row -> row.name);
    this.trunks = Rows.byKey(rows.all(TrunkEntity.class), row -> row.name);
    this.groups = Rows.byKey(rows.all(RouteGroupEntity.class), row -> row.name);
    this.lists = Rows.byKey(rows.all(RouteListEntity.class), row -> row.name);
  }

  /** Writes everything; what is too much stays until {@link #removeOthers}. */
  void put(Trunks all) {
    rows.put(
        List.copyOf(all.pools()),
        TrunkWriting::key,
        pools,
        DevicePoolEntity::new,
        (row, position, pool) -> row.set(organisation, pool));
    rows.put(all.inOrder(), TrunkWriting::key, trunks, TrunkEntity::new, this::set);
    rows.put(
        List.copyOf(all.groups()),
        TrunkWriting::key,
        groups,
        RouteGroupEntity::new,
        (row, position, group) -> row.set(organisation, group));
    putMembers(all);
    rows.put(
        List.copyOf(all.lists()),
        TrunkWriting::key,
        lists,
        RouteListEntity::new,
        (row, position, list) ->
            row.set(organisation, list, list.entries().stream().map(this::entry).toList()));
    for (DevicePool pool : all.pools()) {
      Objects.requireNonNull(pools.get(key(pool))).localRouteGroupId =
          pool.localRouteGroup().map(name -> Rows.id(groupIds(), name.value())).orElse(null);
    }
    tables.flush();
  }

  private void set(TrunkEntity row, int position, Trunk trunk) {
    row.set(
        organisation,
        position,
        trunk,
        trunk.pool().map(name -> Rows.id(poolIds(), name.value())).orElse(null));
    if (trunk.acceptance() instanceof Acceptance.ByDigest(var username)) {
      secrets.deviceHashes(new DeviceName(username)).ifPresent(row::challenged);
    }
    if (trunk.login().isPresent()) {
      secrets.trunkLogin(trunk.name()).ifPresent(password -> row.loginPassword = password);
    }
  }

  /** Emptied first: a group may not have a trunk twice, not even while two change places. */
  private void putMembers(Trunks all) {
    Map<RouteGroupEntity, List<Long>> changed = new HashMap<>();
    for (RouteGroup group : all.groups()) {
      RouteGroupEntity row = Objects.requireNonNull(groups.get(key(group)));
      List<Long> wanted =
          group.trunks().stream()
              .map(name -> Objects.requireNonNull(trunks.get(name.value())).id)
              .toList();
      if (!row.trunkIds.equals(wanted)) {
        row.trunkIds.clear();
        changed.put(row, wanted);
      }
    }
    tables.flush();
    changed.forEach((row, wanted) -> row.trunkIds.addAll(wanted));
  }

  private RouteListEntryRow entry(RouteList.Entry entry) {
    return switch (entry) {
      case RouteList.Group(var name) ->
          new RouteListEntryRow(Rows.id(groupIds(), name.value()), false);
      case RouteList.LocalRouteGroup local -> new RouteListEntryRow(null, true);
    };
  }

  private Map<String, Long> groupIds() {
    Map<String, Long> ids = new HashMap<>();
    groups.forEach((name, row) -> ids.put(name, row.id));
    return ids;
  }

  /** The rows of the device pools. */
  Map<String, Long> poolIds() {
    Map<String, Long> ids = new HashMap<>();
    pools.forEach((name, row) -> ids.put(name, row.id));
    return ids;
  }

  /** The row of a trunk. */
  long trunkId(String name) {
    return Objects.requireNonNull(trunks.get(name)).id;
  }

  /** Removes what nobody refers to any more. */
  void removeOthers(Trunks all) {
    // Pools and groups refer to each other: one of them has to let go first.
    Set<String> wanted = all.pools().stream().map(TrunkWriting::key).collect(toSet());
    pools.forEach(
        (name, row) -> {
          if (!wanted.contains(name)) {
            row.localRouteGroupId = null;
          }
        });
    tables.flush();
    rows.removeOthers(List.copyOf(all.lists()), TrunkWriting::key, lists);
    rows.removeOthers(List.copyOf(all.groups()), TrunkWriting::key, groups);
    rows.removeOthers(all.inOrder(), TrunkWriting::key, trunks);
    rows.removeOthers(List.copyOf(all.pools()), TrunkWriting::key, pools);
  }

  private static String key(DevicePool pool) {
    return pool.name().value();
  }

  private static String key(Trunk trunk) {
    return trunk.name().value();
  }

  private static String key(RouteGroup group) {
    return group.name().value();
  }

  private static String key(RouteList list) {
    return list.name().value();
  }
}
