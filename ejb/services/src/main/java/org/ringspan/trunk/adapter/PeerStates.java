package org.ringspan.trunk.adapter;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.HealthSettings;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.PeerHealth;
import org.ringspan.trunk.PeerHealth.State;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkStates;
import org.ringspan.trunk.Trunks;
import org.ringspan.trunk.boundary.TrunkHealthChanged;
import org.ringspan.trunk.boundary.TrunkWatch.Probe;

/**
 * What is known of every peer: its health, when it is probed next, and where domains lead. Made for
 * many readers; what it holds of trunks and peers that are no longer configured is forgotten when
 * probes are asked for.
 */
final class PeerStates implements TrunkStates {
  private final Supplier<Trunks> trunks;
  private final HealthSettings settings;
  private final Clock clock;
  private final Map<Key, PeerHealth> health = new ConcurrentHashMap<>();
  private final Map<Key, Instant> nextProbe = new HashMap<>();
  private final Set<TrunkName> asked = ConcurrentHashMap.newKeySet();
  private volatile Map<TrunkName, List<Peer>> found = Map.of();

  private record Key(TrunkName trunk, String place) {
    static Key of(TrunkName trunk, Peer peer) {
      return new Key(trunk, peer.toString());
    }
  }

  /**
   * @param trunks those configured now
   */
  PeerStates(Supplier<Trunks> trunks, HealthSettings settings, Clock clock) {
    this.trunks = trunks;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<Peer> peersOf(Trunk trunk) {
    return switch (trunk.peers()) {
      case Peers.Fixed(var all) -> all;
      case Peers.Domain domain -> found.getOrDefault(trunk.name(), List.of());
    };
  }

  @Override
  public boolean isDown(TrunkName trunk, Peer peer) {
    return healthOf(trunk, peer).state() == State.DOWN;
  }

  PeerHealth healthOf(TrunkName trunk, Peer peer) {
    return health.getOrDefault(Key.of(trunk, peer), PeerHealth.UNKNOWN);
  }

  /** Takes where domains lead, in place of what was known before. */
  void found(Map<TrunkName, List<Peer>> found) {
    this.found = Map.copyOf(found);
  }

  /**
   * The trunk accepted by this address and port. Trunks whose domain leads there come after those
   * configured there.
   */
  Optional<Trunk> trunkAt(String address, int port) {
    Trunks all = trunks.get();
    Optional<Trunk> configured = all.trunkAt(address, port);
    if (configured.isPresent() || found.isEmpty()) {
      return configured;
    }
    for (Map.Entry<TrunkName, List<Peer>> entry : found.entrySet()) {
      Optional<Trunk> trunk =
          all.trunk(entry.getKey()).filter(one -> sendsFrom(one, entry.getValue(), address, port));
      if (trunk.isPresent()) {
        return trunk;
      }
    }
    return Optional.empty();
  }

  private static boolean sendsFrom(Trunk trunk, List<Peer> peers, String address, int port) {
    return trunk.acceptance() instanceof Acceptance.ByAddress(boolean portToo)
        && peers.stream()
            .anyMatch(
                peer ->
                    peer.address().value().equals(address) && (!portToo || peer.port() == port));
  }

  /**
   * Takes an observation.
   *
   * @return the change when the peer has become up or down
   */
  Optional<TrunkHealthChanged> observed(TrunkName trunk, Peer peer, Observation observation) {
    Instant now = clock.instant();
    State[] before = {State.UNKNOWN};
    PeerHealth after =
        health.compute(
            Key.of(trunk, peer),
            (key, known) -> {
              PeerHealth old = known == null ? PeerHealth.UNKNOWN : known;
              before[0] = old.state();
              return old.after(observation, settings, now);
            });
    return before[0] == after.state()
        ? Optional.empty()
        : Optional.of(new TrunkHealthChanged(trunk, peer, before[0], after.state()));
  }

  /** All peers of the trunk are to be probed next time. */
  void probe(Trunk trunk) {
    asked.add(trunk.name());
  }

  private boolean isDue(Trunk trunk, Key key, Instant now) {
    return trunk.probed()
        && !nextProbe.getOrDefault(key, Instant.MIN).isAfter(now)
        && !health.getOrDefault(key, PeerHealth.UNKNOWN).leftAloneAt(now);
  }

  /** The probes that are due; each is due again after the interval. One thread at a time. */
  synchronized List<Probe> due() {
    Instant now = clock.instant();
    List<Probe> due = new ArrayList<>();
    Set<Key> there = new HashSet<>();
    for (Trunk trunk : trunks.get().inOrder()) {
      boolean wanted = asked.remove(trunk.name());
      for (Peer peer : peersOf(trunk)) {
        Key key = Key.of(trunk.name(), peer);
        there.add(key);
        if (wanted || isDue(trunk, key, now)) {
          nextProbe.put(key, now.plus(settings.interval()));
          due.add(new Probe(trunk, peer));
        }
      }
    }
    nextProbe.keySet().retainAll(there);
    health.keySet().retainAll(there);
    return due;
  }
}
