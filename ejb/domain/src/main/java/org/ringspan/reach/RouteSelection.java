package org.ringspan.reach;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.E164Number;
import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.reach.RouteSelection.Skipped.Why;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Rotation;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkStates;
import org.ringspan.trunk.Trunks;

/**
 * Puts the ways out to a number in the order they are tried.
 *
 * <ol>
 *   <li>Route list: its groups in their order; "local" is the group of the pool the call starts
 *       from.
 *   <li>Group: its trunks as configured, or beginning with the next one at each call. A trunk that
 *       comes again later in the list is not tried again.
 *   <li>Trunk: left out when the call needs what it doesn't give ({@link Need}), when it shows only
 *       numbers of ours and there is none to show, or when its domain hasn't been found.
 *   <li>Peers of a trunk: by priority, then by weight (RFC 2782).
 *   <li>What is known to be down is left out while anything else is there. When nothing is, it is
 *       tried all the same: the call fails otherwise, and what was seen of the trunk may be wrong.
 *   <li>Number and caller are written as each trunk wants them ({@link OutboundNumbers}).
 * </ol>
 *
 * Whether a trunk has a free channel shows only when it is reserved.
 */
public final class RouteSelection {
  private final Trunks trunks;
  private final TrunkStates states;
  private final Rotation rotation;
  private final OutboundNumbers numbers;

  /** What a call needs of a trunk. */
  public enum Need {
    /** Reliable answer and disconnect supervision (design guide page 21-75). */
    SUPERVISION,
    /** Digits that are pressed in the call. */
    DIGITS
  }

  /**
   * The ways out.
   *
   * @param routes in the order they are tried
   * @param skipped what was left out, and why
   */
  public record Selection(List<TrunkRoute> routes, List<Skipped> skipped) {
    public Selection {
      routes = List.copyOf(routes);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * A way that was left out.
   *
   * @param what the trunk, its peer, or the device pool without a local route group
   */
  public record Skipped(String what, Why why) {
    /** Why a way is left out. */
    public enum Why {
      /** It doesn't answer, and others do. */
      DOWN,
      /** It gives no reliable answer and disconnect supervision. */
      NO_SUPERVISION,
      /** It delivers no digits. */
      NO_DIGITS,
      /** It shows only numbers of ours, and there is none for this call. */
      NO_NUMBER_TO_SHOW,
      /** Its domain hasn't been found. */
      NOT_FOUND,
      /** The call starts from no device pool, or from one without a local route group. */
      NO_LOCAL_ROUTE_GROUP,
      /** There is no trunk or route list of that name any more. */
      GONE
    }
  }

  private record Way(TrunkRoute route, Peer peer) {}

  /**
   * @param states what is up, and where
   * @param rotation whose turn it is
   * @param numbering how numbers are written
   * @param plan the plan with the trunks' transformation patterns
   */
  public RouteSelection(
      Trunks trunks,
      TrunkStates states,
      Rotation rotation,
      NumberingPlan numbering,
      DialPlan plan) {
    this.trunks = trunks;
    this.states = states;
    this.rotation = rotation;
    this.numbers = new OutboundNumbers(plan, numbering);
  }

  /** The ways to {@code called} by a route list. */
  public Selection byList(
      RouteListName name, String called, OutboundCaller caller, Set<Need> needs) {
    List<Skipped> skipped = new ArrayList<>();
    Optional<RouteList> list = trunks.list(name);
    if (list.isEmpty()) {
      return new Selection(List.of(), List.of(new Skipped(name.value(), Why.GONE)));
    }
    Set<TrunkName> order = new LinkedHashSet<>();
    for (RouteList.Entry entry : list.get().entries()) {
      group(entry, caller, skipped).ifPresent(group -> order.addAll(inTurn(group)));
    }
    return by(order, called, caller, needs, skipped);
  }

  /** The ways to {@code called} by one trunk. */
  public Selection byTrunk(TrunkName trunk, String called, OutboundCaller caller, Set<Need> needs) {
    return by(Set.of(trunk), called, caller, needs, new ArrayList<>());
  }

  private Optional<RouteGroup> group(
      RouteList.Entry entry, OutboundCaller caller, List<Skipped> skipped) {
    return switch (entry) {
      case RouteList.Group(var name) -> trunks.group(name);
      case RouteList.LocalRouteGroup() -> {
        Optional<RouteGroup> local =
            caller
                .pool()
                .flatMap(trunks::pool)
                .flatMap(pool -> pool.localRouteGroup())
                .flatMap(trunks::group);
        if (local.isEmpty()) {
          String pool = caller.pool().map(Object::toString).orElse("");
          skipped.add(new Skipped(pool, Why.NO_LOCAL_ROUTE_GROUP));
        }
        yield local;
      }
    };
  }

  private List<TrunkName> inTurn(RouteGroup group) {
    List<TrunkName> members = group.trunks();
    if (group.distribution() == RouteGroup.Distribution.TOP_DOWN || members.size() == 1) {
      return members;
    }
    int first = (int) Math.floorMod(rotation.next(group.name()), (long) members.size());
    List<TrunkName> turned = new ArrayList<>(members.subList(first, members.size()));
    turned.addAll(members.subList(0, first));
    return turned;
  }

  private Selection by(
      Set<TrunkName> order,
      String called,
      OutboundCaller caller,
      Set<Need> needs,
      List<Skipped> skipped) {
    List<Way> up = new ArrayList<>();
    List<Way> down = new ArrayList<>();
    for (TrunkName name : order) {
      Optional<Trunk> trunk = trunks.trunk(name);
      Optional<Why> objection =
          trunk.isEmpty() ? Optional.of(Why.GONE) : objection(trunk.get(), caller, needs);
      if (objection.isPresent()) {
        skipped.add(new Skipped(name.value(), objection.get()));
        continue;
      }
      for (Peer peer : inTurn(trunk.orElseThrow())) {
        (states.isDown(name, peer) ? down : up)
            .add(new Way(route(trunk.orElseThrow(), peer, called, caller), peer));
      }
    }
    if (up.isEmpty()) {
      return new Selection(routes(down), skipped);
    }
    down.forEach(way -> skipped.add(new Skipped(way.route().trunk() + " " + way.peer(), Why.DOWN)));
    return new Selection(routes(up), skipped);
  }

  private static List<TrunkRoute> routes(List<Way> ways) {
    return ways.stream().map(Way::route).toList();
  }

  private Optional<Why> objection(Trunk trunk, OutboundCaller caller, Set<Need> needs) {
    if (needs.contains(Need.SUPERVISION) && !trunk.supervision()) {
      return Optional.of(Why.NO_SUPERVISION);
    }
    if (needs.contains(Need.DIGITS) && !trunk.digits().delivered()) {
      return Optional.of(Why.NO_DIGITS);
    }
    if (shown(trunk, caller).isEmpty()) {
      return Optional.of(Why.NO_NUMBER_TO_SHOW);
    }
    return states.peersOf(trunk).isEmpty() ? Optional.of(Why.NOT_FOUND) : Optional.empty();
  }

  /**
   * Peers by priority. Within one priority a turn of as many calls as the weights add up to gives
   * each peer the calls of its weight; the others follow as they are configured.
   */
  private List<Peer> inTurn(Trunk trunk) {
    List<Peer> peers = new ArrayList<>(states.peersOf(trunk));
    if (peers.size() < 2) {
      return peers;
    }
    peers.sort(
        Comparator.comparingInt(Peer::priority)
            .thenComparing(Comparator.comparingInt(Peer::weight).reversed()));
    int best = peers.getFirst().priority();
    long total = 0;
    for (Peer peer : peers) {
      total += peer.priority() == best ? peer.weight() : 0;
    }
    if (total > 0) {
      long turn = Math.floorMod(rotation.next(trunk.name()), total);
      int chosen = 0;
      while (turn >= peers.get(chosen).weight()) {
        turn -= peers.get(chosen).weight();
        chosen++;
      }
      peers.addFirst(peers.remove(chosen));
    }
    return peers;
  }

  private TrunkRoute route(Trunk trunk, Peer peer, String called, OutboundCaller caller) {
    return new TrunkRoute(
        trunk.name(),
        Optional.of(peer),
        numbers.called(trunk, called),
        numbers.shown(trunk, shown(trunk, caller).orElseThrow(), caller),
        trunk.encryption());
  }

  /**
   * The caller as the trunk may show it. Where only numbers of ours may be shown: the caller's own
   * when it is one, else that of the user who has the call go on, else the trunk's main number.
   */
  private static Optional<CallerIdentity> shown(Trunk trunk, OutboundCaller caller) {
    CallerIdentity identity = caller.identity();
    if (trunk.identity().caller() == CallerPolicy.ORIGINAL
        || caller.ours() && identity.number().isPresent()) {
      return Optional.of(identity);
    }
    return caller
        .onBehalfOf()
        .or(() -> trunk.identity().mainNumber())
        .map(E164Number::value)
        .map(
            number ->
                new CallerIdentity(
                    identity.displayName(), Optional.of(number), identity.isPrivate()));
  }
}
