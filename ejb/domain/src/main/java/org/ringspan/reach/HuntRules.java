package org.ringspan.reach;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroup.Algorithm;
import org.ringspan.configuration.HuntGroup.Member;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.reach.ForwardRules.Chain;
import org.ringspan.reach.ForwardRules.Planned;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.LineRules.Outcome;

/**
 * What a call to a hunt group does, in this order:
 *
 * <ol>
 *   <li>Who is there: members who have logged out, and lines that carry as many calls as their busy
 *       trigger, are left out.
 *   <li>In which order: as configured, or beginning with whose line has been idle for the longest
 *       time; equals as configured.
 *   <li>How each rings: the devices of the line at once and the user's remote destinations after
 *       their delay, by the same rules as when the line is called. The delay counts from when this
 *       member begins to ring. A member with nothing that rings is left out.
 *   <li>What doesn't hold: where the line forwards, be it busy, unanswered, or all calls.
 *   <li>Ring all is one place with the legs of all, at most {@value #MOST_RINGING}; otherwise each
 *       member is a place. Who answers nothing in time, is busy or declines at every telephone
 *       gives way to the next.
 *   <li>Nobody is left: the call goes where the group says, else the caller is told.
 * </ol>
 *
 * The diversion of a leg is the group's public number, when it has one. Calls that a line or a user
 * has only so many of are taken when a leg is invited ({@link HuntSeat}), not before: a member far
 * down the order must not be busy for a call that never gets there.
 */
final class HuntRules {
  /** More telephones than that are not rung at a time. */
  static final int MOST_RINGING = 50;

  /** So many legs are kept in a record: more silent ones explain nothing. */
  private static final int MOST_EXPLAINED = 60;

  private final ConfigurationSnapshot configuration;
  private final LineRules lines;
  private final ForwardRules forwards;
  private final DestinationRules destinations;
  private final Occupied occupied;
  private final IdleTimes idle;

  HuntRules(
      ConfigurationSnapshot configuration,
      LineRules lines,
      ForwardRules forwards,
      DestinationRules destinations,
      Occupied occupied,
      IdleTimes idle) {
    this.configuration = configuration;
    this.lines = lines;
    this.forwards = forwards;
    this.destinations = destinations;
    this.occupied = occupied;
    this.idle = idle;
  }

  /** Members that ring together, and for how long. */
  private record Place(List<LegPlan> legs, Duration ringsFor) {}

  Outcome to(HuntGroup group, Chain before) {
    List<LegPlan> silent = new ArrayList<>();
    List<Place> places = places(group, silent);
    Optional<Planned> then = forwards.then(group, before.through(group.number()));
    if (places.isEmpty()) {
      return nobody(group, silent, then);
    }
    ForwardPlan next =
        then.map(end -> ForwardPlan.always(places.getLast().ringsFor(), end.forward()))
            .orElseGet(() -> ForwardPlan.givingUp(places.getLast().ringsFor()));
    for (int i = places.size() - 1; i > 0; i--) {
      Forward member = Forward.toNextMember(places.get(i).legs(), next);
      next = ForwardPlan.always(places.get(i - 1).ringsFor(), member);
    }
    List<LegPlan> legs = new ArrayList<>(places.getFirst().legs());
    silent.stream().limit(Math.max(0, MOST_EXPLAINED - legs.size())).forEach(legs::add);
    return new Outcome(legs, next, Claims.NONE, Optional.empty());
  }

  /** The call goes on at once. */
  private static Outcome nobody(HuntGroup group, List<LegPlan> silent, Optional<Planned> then) {
    List<LegPlan> legs = new ArrayList<>(silent.stream().limit(MOST_EXPLAINED).toList());
    if (then.isEmpty()) {
      return new Outcome(
          legs,
          ForwardPlan.nowhere(),
          Claims.NONE,
          Optional.of(RoutingDecision.Why.NOBODY_IN_GROUP));
    }
    List<Diversion> by =
        group.did().stream().map(did -> new Diversion(did, Diversion.Reason.UNAVAILABLE)).toList();
    Forward forward = then.get().forward();
    forward.legs().forEach(leg -> legs.add(leg.divertedBy(by)));
    return new Outcome(legs, forward.next(), then.get().claims(), Optional.empty());
  }

  private List<Place> places(HuntGroup group, List<LegPlan> silent) {
    List<Place> places = new ArrayList<>();
    List<LegPlan> together = new ArrayList<>();
    for (Member member : inOrder(group)) {
      boolean all = group.algorithm() == Algorithm.RING_ALL;
      List<LegPlan> legs = legs(group, member, all ? 0 : places.size());
      long ringing = legs.stream().filter(LegPlan::rings).count();
      if (ringing == 0) {
        silent.addAll(legs);
      } else if ((all ? together.size() : 0) + ringing > MOST_RINGING) {
        legs.forEach(leg -> silent.add(leg.rings() ? leg.silent(Why.TOO_MANY_TELEPHONES) : leg));
      } else if (all) {
        legs.forEach(leg -> (leg.rings() ? together : silent).add(leg));
      } else {
        places.add(new Place(legs, group.ringsFor(member)));
      }
    }
    return together.isEmpty() ? places : List.of(new Place(together, group.ringFor()));
  }

  private List<Member> inOrder(HuntGroup group) {
    return group.algorithm() == Algorithm.LONGEST_IDLE
        ? group.members().stream()
            .map(member -> new Idle(member, idle.idleSince(member.line())))
            .sorted(comparing(Idle::since))
            .map(Idle::member)
            .toList()
        : group.members();
  }

  /** Asked once: it may change while others are compared. */
  private record Idle(Member member, java.time.Instant since) {}

  private List<LegPlan> legs(HuntGroup group, Member member, int place) {
    Line line = configuration.line(member.line()).orElseThrow();
    User user = configuration.user(line.owner()).orElseThrow();
    HuntSeat seat = new HuntSeat(group.name(), user.id(), line.number(), line.busyTrigger(), place);
    return plain(group, member, line, user).stream().map(leg -> leg.seated(seat)).toList();
  }

  private List<LegPlan> plain(HuntGroup group, Member member, Line line, User user) {
    if (!member.loggedIn()) {
      return lines.silent(line, Why.LOGGED_OUT);
    }
    if (occupied.lines().contains(line.number())) {
      return lines.silent(line, Why.LINE_BUSY);
    }
    Line forGroup = group.did().isPresent() ? line.inTheNameOf(group.did()) : line;
    List<LegPlan> legs = new ArrayList<>(lines.devices(line));
    for (RemoteDestination destination : user.remoteDestinations()) {
      LegPlan leg = destinations.leg(destination, user, forGroup);
      legs.add(group.mobiles() || !leg.rings() ? leg : leg.silent(Why.NOT_FOR_HUNT_GROUPS));
    }
    return legs;
  }
}
