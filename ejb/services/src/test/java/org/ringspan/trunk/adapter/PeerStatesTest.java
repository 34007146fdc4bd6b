package org.ringspan.trunk.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.HealthSettings;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.PeerHealth.State;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;
import org.ringspan.trunk.Trunks;
import org.ringspan.trunk.boundary.TrunkHealthChanged;

class PeerStatesTest {
  private static final TrunkName A = new TrunkName("a");
  private static final TrunkName SBC = new TrunkName("sbc");
  private static final Peer PEER = Peer.at("127.0.0.1", 5070);

  private final HandClock clock = new HandClock();
  private Trunks trunks = Trunks.of(Trunk.at(A, "127.0.0.1", 5070, Transport.UDP));
  private final PeerStates states = new PeerStates(() -> trunks, HealthSettings.DEFAULT, clock);

  @Test
  @DisplayName("Every peer is probed at once, and again after the interval")
  void due() {
    assertThat(states.due()).extracting(probe -> probe.peer()).containsExactly(PEER);
    assertThat(states.due()).isEmpty();
    clock.pass(Duration.ofSeconds(29));
    assertThat(states.due()).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThat(states.due()).hasSize(1);
  }

  @Test
  @DisplayName("A peer that asked to be left alone isn't probed until then")
  void leftAlone() {
    states.observed(A, PEER, new Observation.UnavailableFor(Duration.ofSeconds(90)));
    assertThat(states.due()).isEmpty();
    clock.pass(Duration.ofSeconds(90));
    assertThat(states.due()).hasSize(1);
  }

  @Test
  @DisplayName("A probe that is asked for is due at once, even of a peer that is left alone")
  void askedFor() {
    assertThat(states.due()).hasSize(1);
    states.observed(A, PEER, new Observation.UnavailableFor(Duration.ofSeconds(90)));
    states.probe(trunks.inOrder().getFirst());
    assertThat(states.due()).hasSize(1);
    assertThat(states.due()).isEmpty();
  }

  @Test
  @DisplayName("A change is told once")
  void told() {
    assertThat(states.observed(A, PEER, new Observation.Silent())).isEmpty();
    assertThat(states.observed(A, PEER, new Observation.Silent()))
        .contains(new TrunkHealthChanged(A, PEER, State.UNKNOWN, State.DOWN));
    assertThat(states.observed(A, PEER, new Observation.Silent())).isEmpty();
    assertThat(states.isDown(A, PEER)).isTrue();
    assertThat(states.observed(A, PEER, new Observation.Answered()))
        .contains(new TrunkHealthChanged(A, PEER, State.DOWN, State.UP));
    assertThat(states.isDown(A, PEER)).isFalse();
  }

  @Test
  @DisplayName("A trunk that is no longer configured is forgotten")
  void forgotten() {
    states.observed(A, PEER, new Observation.UnavailableFor(Duration.ofSeconds(60)));
    Trunks before = trunks;
    trunks = Trunks.none();
    assertThat(states.due()).isEmpty();
    trunks = before;
    assertThat(states.isDown(A, PEER)).isFalse();
  }

  @Test
  @DisplayName("Where a domain leads now is probed, called and accepted from")
  void domain() {
    Trunk sbc = overDomain(true);
    trunks = Trunks.of(sbc);
    assertThat(states.peersOf(sbc)).isEmpty();
    assertThat(states.trunkAt("192.0.2.1", 5060)).isEmpty();

    states.found(Map.of(SBC, List.of(Peer.at("192.0.2.1", 5060))));

    assertThat(states.peersOf(sbc)).hasSize(1);
    assertThat(states.due()).hasSize(1);
    assertThat(states.trunkAt("192.0.2.1", 5060)).contains(sbc);
    assertThat(states.trunkAt("192.0.2.1", 5061)).isEmpty();
    trunks = Trunks.of(overDomain(false));
    assertThat(states.trunkAt("192.0.2.1", 5061)).isPresent();
  }

  private static Trunk overDomain(boolean port) {
    return new Trunk(
        SBC,
        new Peers.Domain("carrier.test", Optional.empty()),
        Transport.UDP,
        new Acceptance.ByAddress(port),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        true,
        DigitDelivery.RFC4733,
        TrunkNumbers.GLOBAL,
        TrunkIdentity.USUAL,
        true);
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
