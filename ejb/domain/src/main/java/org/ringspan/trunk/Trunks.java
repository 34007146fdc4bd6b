package org.ringspan.trunk;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;

/**
 * All trunks with their groups, lists and device pools, indexed for the call path. Immutable;
 * building one checks that everything it refers to is there.
 */
public final class Trunks {
  private static final Trunks NONE = new Trunks(List.of(), List.of(), List.of(), List.of());

  private final List<Trunk> inOrder;
  private final Map<TrunkName, Trunk> trunks;
  private final Map<RouteGroupName, RouteGroup> groups;
  private final Map<RouteListName, RouteList> lists;
  private final Map<DevicePoolName, DevicePool> pools;
  private final Map<Socket, Trunk> bySocket = new HashMap<>();
  private final Map<String, Trunk> byAddress = new HashMap<>();
  private final Map<String, Trunk> byTlsName = new HashMap<>();
  private final Map<String, Trunk> byUsername = new HashMap<>();

  private record Socket(String address, int port) {}

  /**
   * @param trunks in the order of their configuration: the first is the default
   * @throws IllegalArgumentException when two entries share a name, one refers to another that is
   *     missing, or two trunks can't be told from each other
   */
  public Trunks(
      List<Trunk> trunks,
      Collection<RouteGroup> groups,
      Collection<RouteList> lists,
      Collection<DevicePool> pools) {
    this.inOrder = List.copyOf(trunks);
    this.trunks = index(trunks, Trunk::name, "trunk");
    this.groups = index(groups, RouteGroup::name, "route group");
    this.lists = index(lists, RouteList::name, "route list");
    this.pools = index(pools, DevicePool::name, "device pool");
    inOrder.forEach(this::indexAcceptance);
    requireWhole();
  }

  /** The trunks that a list can lead to, whatever device pool calls. */
  public Set<TrunkName> reachedBy(RouteList list) {
    Set<TrunkName> reached = new HashSet<>();
    for (RouteList.Entry entry : list.entries()) {
      switch (entry) {
        case RouteList.Group(var name) ->
            group(name).ifPresent(group -> reached.addAll(group.trunks()));
        case RouteList.LocalRouteGroup() ->
            pools.values().stream()
                .flatMap(pool -> pool.localRouteGroup().flatMap(this::group).stream())
                .forEach(group -> reached.addAll(group.trunks()));
      }
    }
    return reached;
  }

  /** No trunk at all. */
  public static Trunks none() {
    return NONE;
  }

  /** These trunks, in no group. */
  public static Trunks of(Trunk... trunks) {
    return new Trunks(List.of(trunks), List.of(), List.of(), List.of());
  }

  private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key, String what) {
    Map<K, V> index = new LinkedHashMap<>();
    for (V value : values) {
      if (index.putIfAbsent(key.apply(value), value) != null) {
        throw new IllegalArgumentException(what + " " + key.apply(value) + " is configured twice");
      }
    }
    return Collections.unmodifiableMap(index);
  }

  private void indexAcceptance(Trunk trunk) {
    switch (trunk.acceptance()) {
      case Acceptance.ByAddress(boolean port) -> {
        for (Peer peer : trunk.fixedPeers()) {
          String address = peer.address().value();
          if (port) {
            enter(bySocket, new Socket(address, peer.port()), trunk, peer.toString());
          } else {
            enter(byAddress, address, trunk, address);
          }
        }
      }
      case Acceptance.ByTlsName(var name) -> enter(byTlsName, name, trunk, "certificate " + name);
      case Acceptance.ByDigest(var username) ->
          enter(byUsername, username, trunk, "user " + username);
    }
  }

  private static <K> void enter(Map<K, Trunk> index, K key, Trunk trunk, String told) {
    Trunk other = index.put(key, trunk);
    if (other != null && !other.equals(trunk)) {
      throw new IllegalArgumentException(
          "trunks " + other.name() + " and " + trunk.name() + " are both told by " + told);
    }
  }

  private void requireWhole() {
    for (RouteGroup group : groups.values()) {
      for (TrunkName trunk : group.trunks()) {
        require(
            trunks.containsKey(trunk), "route group " + group.name() + " has no trunk " + trunk);
      }
    }
    for (RouteList list : lists.values()) {
      for (RouteList.Entry entry : list.entries()) {
        if (entry instanceof RouteList.Group(var group)) {
          require(
              groups.containsKey(group),
              "route list " + list.name() + " has no route group " + group);
        }
      }
    }
    for (DevicePool pool : pools.values()) {
      pool.localRouteGroup()
          .ifPresent(
              group ->
                  require(
                      groups.containsKey(group),
                      "device pool " + pool.name() + " has no route group " + group));
    }
    for (Trunk trunk : inOrder) {
      trunk
          .pool()
          .ifPresent(
              pool ->
                  require(
                      pools.containsKey(pool),
                      "trunk " + trunk.name() + " has no device pool " + pool));
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** All trunks in the order of their configuration. */
  public List<Trunk> inOrder() {
    return inOrder;
  }

  public Optional<Trunk> trunk(TrunkName name) {
    return Optional.ofNullable(trunks.get(name));
  }

  /** The first trunk configured. */
  public Optional<Trunk> first() {
    return inOrder.stream().findFirst();
  }

  public Collection<RouteGroup> groups() {
    return groups.values();
  }

  public Optional<RouteGroup> group(RouteGroupName name) {
    return Optional.ofNullable(groups.get(name));
  }

  public Collection<RouteList> lists() {
    return lists.values();
  }

  public Optional<RouteList> list(RouteListName name) {
    return Optional.ofNullable(lists.get(name));
  }

  public Collection<DevicePool> pools() {
    return pools.values();
  }

  public Optional<DevicePool> pool(DevicePoolName name) {
    return Optional.ofNullable(pools.get(name));
  }

  /**
   * The trunk that is accepted by this address, or by it and the port. An address and port counts
   * before an address alone.
   *
   * @param address an IP address as sockets write it
   */
  public Optional<Trunk> trunkAt(String address, int port) {
    Trunk exact = bySocket.get(new Socket(address, port));
    return Optional.ofNullable(exact != null ? exact : byAddress.get(address));
  }

  /**
   * The trunk whose certificate bears these names.
   *
   * @param names in lower case; of several trunks the one of the first name
   */
  public Optional<Trunk> trunkByTlsNames(List<String> names) {
    for (String name : names) {
      Trunk trunk = byTlsName.get(name);
      if (trunk != null) {
        return Optional.of(trunk);
      }
    }
    return Optional.empty();
  }

  /**
   * The names of which the peer at this address must prove one when we connect to it over TLS: it
   * is that of a trunk that is told by its certificate.
   *
   * @param address an IP address as sockets write it
   * @return empty when no such trunk is there
   */
  public Set<String> tlsNamesAt(String address, int port, TrunkStates states) {
    Set<String> names = new HashSet<>();
    byTlsName.forEach(
        (name, trunk) -> {
          if (states.peersOf(trunk).stream()
              .anyMatch(peer -> peer.port() == port && peer.address().value().equals(address))) {
            names.add(name);
          }
        });
    return names;
  }

  /** The trunk that authenticates as {@code username}. */
  public Optional<Trunk> trunkByUsername(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }
}
