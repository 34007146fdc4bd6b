package org.ringspan.trunk;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.reach.RouteSelection;

/** Trunks for tests, each unlike the usual in one thing. */
public final class TestTrunks {
  /** Knows the United States and Germany, for numbers without doubt. */
  public static final NumberingPlan PLAN =
      new NumberingPlan() {
        @Override
        public boolean knows(Region region) {
          return region.code().equals("US") || region.code().equals("DE");
        }

        @Override
        public Optional<E164Number> globalised(String digits, Region region) {
          return region.code().equals("US")
              ? E164Number.in(digits.length() == 10 ? "+1" + digits : "")
              : E164Number.in(digits.startsWith("0") ? "+49" + digits.substring(1) : "");
        }

        @Override
        public String dialledFrom(Region region, E164Number number) {
          String digits = number.value().substring(1);
          return region.code().equals("US")
              ? digits.startsWith("1") ? digits.substring(1) : "011" + digits
              : digits.startsWith("49") ? "0" + digits.substring(2) : "00" + digits;
        }
      };

  private TestTrunks() {}

  /** The ways out while nothing is known of the trunks. */
  public static RouteSelection selection(Trunks trunks) {
    return selection(trunks, DialPlan.empty());
  }

  /** The same with the transformation patterns of a dial plan. */
  public static RouteSelection selection(Trunks trunks, DialPlan plan) {
    return new RouteSelection(trunks, TrunkStates.NOTHING_KNOWN, Rotation.counting(), PLAN, plan);
  }

  /** A trunk at 127.0.0.1. */
  public static Trunk at(String name, int port) {
    return Trunk.at(new TrunkName(name), "127.0.0.1", port, Transport.UDP);
  }

  public static Trunk with(Trunk trunk, Peers peers) {
    return copy(
        trunk,
        peers,
        trunk.acceptance(),
        trunk.pool(),
        trunk.supervision(),
        trunk.digits(),
        trunk.numbers(),
        trunk.identity());
  }

  public static Trunk with(Trunk trunk, Acceptance acceptance) {
    return copy(
        trunk,
        trunk.peers(),
        acceptance,
        trunk.pool(),
        trunk.supervision(),
        trunk.digits(),
        trunk.numbers(),
        trunk.identity());
  }

  public static Trunk with(Trunk trunk, TrunkNumbers numbers) {
    return copy(
        trunk,
        trunk.peers(),
        trunk.acceptance(),
        trunk.pool(),
        trunk.supervision(),
        trunk.digits(),
        numbers,
        trunk.identity());
  }

  public static Trunk with(Trunk trunk, TrunkIdentity identity) {
    return copy(
        trunk,
        trunk.peers(),
        trunk.acceptance(),
        trunk.pool(),
        trunk.supervision(),
        trunk.digits(),
        trunk.numbers(),
        identity);
  }

  public static Trunk with(Trunk trunk, DigitDelivery digits) {
    return copy(
        trunk,
        trunk.peers(),
        trunk.acceptance(),
        trunk.pool(),
        trunk.supervision(),
        digits,
        trunk.numbers(),
        trunk.identity());
  }

  public static Trunk in(Trunk trunk, DevicePoolName pool) {
    return copy(
        trunk,
        trunk.peers(),
        trunk.acceptance(),
        Optional.of(pool),
        trunk.supervision(),
        trunk.digits(),
        trunk.numbers(),
        trunk.identity());
  }

  public static Trunk inSpace(Trunk trunk, SearchSpaceName space) {
    return new Trunk(
        trunk.name(),
        trunk.peers(),
        trunk.transport(),
        trunk.acceptance(),
        trunk.login(),
        Optional.of(space),
        trunk.pool(),
        trunk.channels(),
        trunk.supervision(),
        trunk.digits(),
        trunk.numbers(),
        trunk.identity(),
        trunk.probed());
  }

  public static Trunk unsupervised(Trunk trunk) {
    return copy(
        trunk,
        trunk.peers(),
        trunk.acceptance(),
        trunk.pool(),
        false,
        trunk.digits(),
        trunk.numbers(),
        trunk.identity());
  }

  /** Fixed peers at 127.0.0.1 in the form {@code port/priority/weight}. */
  public static Peers peers(String... peers) {
    return new Peers.Fixed(
        List.of(peers).stream()
            .map(text -> text.split("/", -1))
            .map(
                part ->
                    new Peer(
                        Peer.at("127.0.0.1", 1).address(),
                        Integer.parseInt(part[0]),
                        Integer.parseInt(part[1]),
                        Integer.parseInt(part[2])))
            .toList());
  }

  private static Trunk copy(
      Trunk trunk,
      Peers peers,
      Acceptance acceptance,
      Optional<DevicePoolName> pool,
      boolean supervision,
      DigitDelivery digits,
      TrunkNumbers numbers,
      TrunkIdentity identity) {
    return new Trunk(
        trunk.name(),
        peers,
        trunk.transport(),
        acceptance,
        trunk.login(),
        trunk.searchSpace(),
        pool,
        trunk.channels(),
        supervision,
        digits,
        numbers,
        identity,
        trunk.probed());
  }
}
