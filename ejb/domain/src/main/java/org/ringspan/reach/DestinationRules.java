package org.ringspan.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.DestinationIndex;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.UserControl;
import org.ringspan.dialplan.Resolution;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.RouteSelection.Need;

/**
 * Whether a remote destination rings with a line of its user. The first rule that objects gives the
 * reason:
 *
 * <ol>
 *   <li>the user is enabled for mobility (design guide page 21-50, note);
 *   <li>single number reach is switched on for the destination (same note);
 *   <li>the user's remote destination profile shares the line (page 21-49); a dual-mode device's
 *       destination needs none, but the device must carry the line (page 21-76) and must not be
 *       registered, since it then rings as a phone of ours (page 21-72);
 *   <li>the destination is not the telephone that calls, as far as callers are told from each other
 *       (page 21-66), and has not just sent this call here;
 *   <li>now is inside the destination's ring schedule (page 21-58);
 *   <li>the destination's access list lets the caller ring it (page 21-58);
 *   <li>the caller offers audio, or leaves the offer to us: a destination gets nothing else (page
 *       21-75);
 *   <li>its number, after the application dial rules, leads outside in the rerouting search space
 *       (page 21-69), and not to an emergency service;
 *   <li>there is a trunk to reach it by that says reliably when the call is answered and when it
 *       ends (page 21-75), and, if who answers is to press a key, one that delivers digits (page
 *       21-58, note; D15).
 * </ol>
 *
 * It then rings after its delay before ringing, counted from the arrival of the call, and its
 * answer counts inside its window only (page 21-57), or when a key confirms it (page 21-58): user
 * control takes the place of the window (D6).
 */
final class DestinationRules {
  private static final Set<Need> WITHOUT_KEYS = Set.of(Need.SUPERVISION);
  private static final Set<Need> WITH_KEYS = Set.of(Need.SUPERVISION, Need.DIGITS);

  private final ConfigurationSnapshot configuration;
  private final IncomingCall call;
  private final Caller caller;
  private final WaysOut ways;
  private final Predicate<DeviceName> registered;
  private final Instant now;

  /** What is known of a destination's number before it is decided whether it rings. */
  private record Way(CallerIdentity shown, List<TrunkRoute> routes, Optional<DontRing> objection) {}

  DestinationRules(
      ConfigurationSnapshot configuration,
      IncomingCall call,
      Caller caller,
      WaysOut ways,
      Predicate<DeviceName> registered,
      Instant now) {
    this.configuration = configuration;
    this.call = call;
    this.caller = caller;
    this.ways = ways;
    this.registered = registered;
    this.now = now;
  }

  /** A leg of a call that comes. */
  LegPlan leg(RemoteDestination destination, User user, Line line) {
    return leg(
        destination,
        user,
        line,
        destination.timers().delayBeforeRinging(),
        mobilityEnabled(user)
            .or(() -> reachSwitchedOn(destination))
            .or(() -> sharesTheLine(destination, user, line))
            .or(() -> notTheCaller(destination))
            .or(() -> insideRingSchedule(destination))
            .or(() -> callerAllowed(destination))
            .or(() -> objectionUnless(call.audio(), Why.NO_AUDIO)));
  }

  /**
   * A leg to which its user sends a call that stands (figure 21-20; D9): the user wants it to ring,
   * so neither schedule nor access list is asked, and it rings at once.
   *
   * @param inCall whether the user talks there already
   */
  LegPlan moved(RemoteDestination destination, User user, Line line, boolean inCall) {
    return leg(
        destination,
        user,
        line,
        Duration.ZERO,
        mobilityEnabled(user)
            .or(() -> objectionUnless(destination.mobilePhone(), Why.NOT_A_MOBILE_PHONE))
            .or(() -> objectionUnless(!inCall, Why.IS_IN_THE_CALL))
            .or(() -> sharesTheLine(destination, user, line))
            .or(() -> notTheCaller(destination)));
  }

  /**
   * A leg of a call from inside to a destination's own number: neither its filters nor its delay
   * are asked (design guide, "Intelligent Session Control").
   *
   * @param dialled whether it is the destination that was called
   */
  LegPlan rerouted(RemoteDestination destination, User user, Line line, boolean dialled) {
    return leg(
        destination,
        user,
        line,
        Duration.ZERO,
        mobilityEnabled(user)
            .or(() -> dialled ? Optional.empty() : reachSwitchedOn(destination))
            .or(() -> sharesTheLine(destination, user, line))
            .or(() -> notTheCaller(destination))
            .or(() -> objectionUnless(call.audio(), Why.NO_AUDIO)));
  }

  private LegPlan leg(
      RemoteDestination destination, User user, Line line, Duration after, Optional<Why> why) {
    Optional<DontRing> objection = why.map(DontRing::new);
    Optional<UserControl> control = configuration.reach().userControlOf(destination);
    Way way =
        objection.isPresent()
            ? new Way(caller.presented(), List.of(), objection)
            : wayTo(destination, user, line, control.isPresent() ? WITH_KEYS : WITHOUT_KEYS);
    LegPlan leg =
        new LegPlan(
            new LegTarget.Destination(
                user.id(), destination.name(), destination.number(), way.routes()),
            way.objection().<LegDecision>map(dont -> dont).orElseGet(() -> new Ring(after)),
            way.shown(),
            line.did().map(did -> new Diversion(did, Diversion.Reason.FOLLOW_ME)).stream().toList(),
            control.isPresent() ? Optional.empty() : Optional.of(window(destination.timers())),
            false,
            control);
    return leg.keyed(MidCall.of(configuration.reach(), user));
  }

  private static AnswerWindow window(ReachTimers timers) {
    return new AnswerWindow(
        timers.answerTooSoon(),
        timers.answerTooLate().isZero() ? ReachTimers.LONGEST_TOO_LATE : timers.answerTooLate());
  }

  private static Optional<Why> mobilityEnabled(User user) {
    return objectionUnless(user.mobility(), Why.MOBILITY_DISABLED);
  }

  private static Optional<Why> reachSwitchedOn(RemoteDestination destination) {
    return objectionUnless(destination.singleNumberReach(), Why.REACH_SWITCHED_OFF);
  }

  private Optional<Why> sharesTheLine(RemoteDestination destination, User user, Line line) {
    return switch (destination.attachment()) {
      case RemoteDestination.ToProfile() ->
          user.profile().isEmpty()
              ? Optional.of(Why.NO_PROFILE)
              : objectionUnless(user.profile().get().shares(line.number()), Why.LINE_NOT_SHARED);
      case RemoteDestination.ToDevice(var device) ->
          objectionUnless(line.devices().contains(device), Why.LINE_NOT_SHARED)
              .or(() -> objectionUnless(!registered.test(device), Why.DEVICE_REGISTERED));
    };
  }

  private Optional<Why> notTheCaller(RemoteDestination destination) {
    DestinationIndex index = configuration.destinations();
    String number = destination.number().value();
    if (caller.numbers().stream().anyMatch(known -> index.same(number, known))) {
      return Optional.of(Why.CALLER_IS_THE_DESTINATION);
    }
    return objectionUnless(
        call.divertedBy().stream().noneMatch(diverting -> index.same(number, diverting)),
        Why.DIVERTED_BY_THE_DESTINATION);
  }

  private Optional<Why> insideRingSchedule(RemoteDestination destination) {
    boolean inside = destination.ringSchedule().map(schedule -> schedule.ringsAt(now)).orElse(true);
    return objectionUnless(inside, Why.OUTSIDE_RING_SCHEDULE);
  }

  private Optional<Why> callerAllowed(RemoteDestination destination) {
    boolean allowed =
        destination
            .accessList()
            .map(list -> list.lets(caller.numbers(), caller.inside().isPrivate()))
            .orElse(true);
    return objectionUnless(allowed, Why.CALLER_NOT_ALLOWED);
  }

  private Way wayTo(RemoteDestination destination, User user, Line line, Set<Need> needs) {
    Resolution means =
        ways.destination(
            destination.number().value(), Spaces.rerouting(configuration, user.profile()));
    return switch (means) {
      case Resolution.Route emergency when Routing.isEmergency(emergency) ->
          without(Why.NOT_DIALABLE, "EMERGENCY");
      case Resolution.Route route -> {
        WaysOut.Ways found = ways.by(route, line.did(), needs);
        yield new Way(
            found.shown(),
            found.routes(),
            found.routes().isEmpty()
                ? Optional.of(new DontRing(found.objection(), found.objections()))
                : Optional.empty());
      }
      case Resolution.Line inside -> without(Why.INTERNAL_NUMBER, inside.number().digits());
      case Resolution.HuntGroup group -> without(Why.INTERNAL_NUMBER, group.number().digits());
      case Resolution.Park park -> without(Why.INTERNAL_NUMBER, park.number().digits());
      case Resolution.Voicemail pilot -> without(Why.INTERNAL_NUMBER, pilot.pilot().digits());
      case Resolution.Blocked(var cause) -> without(Why.BLOCKED_BY_DIAL_PLAN, cause.name());
      case Resolution.NoMatch none ->
          without(configuration.defaultTrunk().isEmpty() ? Why.NO_TRUNK : Why.NOT_DIALABLE, "");
      case Resolution.Incomplete incomplete -> without(Why.NOT_DIALABLE, "INCOMPLETE");
    };
  }

  private Way without(Why why, String detail) {
    return new Way(caller.presented(), List.of(), Optional.of(new DontRing(why, detail)));
  }

  private static Optional<Why> objectionUnless(boolean condition, Why why) {
    return condition ? Optional.empty() : Optional.of(why);
  }
}
