package org.ringspan.reach;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;

/**
 * Whether a remote destination rings with its user's line. The first rule that objects gives the
 * reason:
 *
 * <ol>
 *   <li>the user is enabled for mobility (design guide page 21-50, note);
 *   <li>single number reach is switched on for the destination (same note);
 *   <li>the destination is not the telephone that calls;
 *   <li>now is inside the destination's ring schedule (page 21-58);
 *   <li>the destination's access list lets the caller ring it (page 21-58);
 *   <li>there is a trunk to reach it by.
 * </ol>
 *
 * It then rings after its delay before ringing, counted from the arrival of the call, and its
 * answer counts inside its window only (page 21-57).
 */
final class DestinationRules {
  private DestinationRules() {}

  static LegPlan leg(
      RemoteDestination destination,
      User user,
      Line line,
      List<TrunkRoute> routes,
      CallerIdentity callerInside,
      CallerIdentity callerOutside,
      Instant now) {
    Optional<Why> objection =
        mobilityEnabled(user)
            .or(() -> reachSwitchedOn(destination))
            .or(() -> notTheCaller(destination, callerOutside))
            .or(() -> insideRingSchedule(destination, now))
            .or(() -> callerAllowed(destination, callerInside))
            .or(() -> routeThere(routes));
    return new LegPlan(
        new LegTarget.Destination(user.id(), destination.name(), destination.number(), routes),
        objection
            .<LegDecision>map(DontRing::new)
            .orElseGet(() -> new Ring(destination.timers().delayBeforeRinging())),
        callerOutside,
        line.did().map(did -> new Diversion(did, Diversion.Reason.FOLLOW_ME)).stream().toList(),
        Optional.of(window(destination.timers())));
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

  private static Optional<Why> notTheCaller(RemoteDestination destination, CallerIdentity caller) {
    boolean same = caller.number().filter(destination.number().value()::equals).isPresent();
    return objectionUnless(!same, Why.CALLER_IS_THE_DESTINATION);
  }

  private static Optional<Why> insideRingSchedule(RemoteDestination destination, Instant now) {
    boolean inside = destination.ringSchedule().map(schedule -> schedule.ringsAt(now)).orElse(true);
    return objectionUnless(inside, Why.OUTSIDE_RING_SCHEDULE);
  }

  private static Optional<Why> callerAllowed(RemoteDestination destination, CallerIdentity caller) {
    boolean allowed =
        destination
            .accessList()
            .map(list -> list.lets(caller.number().stream().toList(), caller.isPrivate()))
            .orElse(true);
    return objectionUnless(allowed, Why.CALLER_NOT_ALLOWED);
  }

  private static Optional<Why> routeThere(List<TrunkRoute> routes) {
    return objectionUnless(!routes.isEmpty(), Why.NO_TRUNK);
  }

  private static Optional<Why> objectionUnless(boolean condition, Why why) {
    return condition ? Optional.empty() : Optional.of(why);
  }
}
