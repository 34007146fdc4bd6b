package org.ringspan.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;
import org.ringspan.record.LegCourse;

/** A plan's legs as they are kept and told: flat, and with the facts behind each reason. */
public final class PlannedLegs {
  private PlannedLegs() {}

  /**
   * The legs of a plan, in its order.
   *
   * @param configuration what it was planned with
   * @param at when the call came
   */
  public static List<LegCourse> of(
      ReachPlan plan, ConfigurationSnapshot configuration, Instant at) {
    List<LegCourse> legs = new ArrayList<>(plan.legs().size());
    for (LegPlan leg : plan.legs()) {
      legs.add(of(legs.size() + 1, 0, false, leg, detail(leg, plan, configuration, at)));
    }
    return List.copyOf(legs);
  }

  static LegCourse of(int number, int attempt, boolean forwarded, LegPlan plan, String detail) {
    return new LegCourse(
        number,
        attempt,
        forwarded,
        kind(plan.target()),
        target(plan.target()),
        plan.target() instanceof LegTarget.Destination destination ? destination.name() : "",
        plan.decision() instanceof LegDecision.Ring(var after)
            ? OptionalLong.of(after.toMillis())
            : OptionalLong.empty(),
        plan.decision() instanceof LegDecision.DontRing(var why, var fact)
            ? Optional.of(why.name())
            : Optional.empty(),
        detail,
        plan.window()
            .filter(window -> !window.tooSoon().isZero())
            .map(window -> OptionalLong.of(window.tooSoon().toMillis()))
            .orElseGet(OptionalLong::empty),
        plan.window()
            .map(window -> OptionalLong.of(window.tooLate().toMillis()))
            .orElseGet(OptionalLong::empty),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "");
  }

  private static LegCourse.Kind kind(LegTarget target) {
    return switch (target) {
      case LegTarget.RegisteredDevice device -> LegCourse.Kind.DEVICE;
      case LegTarget.SilentDevice device -> LegCourse.Kind.DEVICE;
      case LegTarget.Destination destination -> LegCourse.Kind.DESTINATION;
      case LegTarget.OutsideNumber number -> LegCourse.Kind.OUTSIDE;
      case LegTarget.Mailbox mailbox -> LegCourse.Kind.MAILBOX;
      case LegTarget.OwnMailbox mailbox -> LegCourse.Kind.MAILBOX;
    };
  }

  private static String target(LegTarget target) {
    return switch (target) {
      case LegTarget.RegisteredDevice device -> device.device().value();
      case LegTarget.SilentDevice device -> device.device().value();
      case LegTarget.Destination destination -> destination.number().value();
      case LegTarget.OutsideNumber outside -> outside.number();
      case LegTarget.Mailbox mailbox -> mailbox.number().value();
      case LegTarget.OwnMailbox mailbox -> mailbox.owner().value();
    };
  }

  private static String detail(
      LegPlan leg, ReachPlan plan, ConfigurationSnapshot configuration, Instant at) {
    String seat = leg.seat().map(HuntSeat::words).orElse("");
    if (!(leg.decision() instanceof LegDecision.DontRing(var why, var fact))) {
      return seat;
    }
    String facts = factsOf(leg, why, fact, plan, configuration, at);
    return seat.isEmpty() || facts.isEmpty() ? seat + facts : seat + ": " + facts;
  }

  private static String factsOf(
      LegPlan leg,
      LegDecision.Why why,
      String fact,
      ReachPlan plan,
      ConfigurationSnapshot configuration,
      Instant at) {
    if (!fact.isEmpty() || !(leg.target() instanceof LegTarget.Destination target)) {
      return fact;
    }
    return configuration
        .user(target.user())
        .map(User::remoteDestinations)
        .flatMap(all -> all.stream().filter(d -> d.number().equals(target.number())).findFirst())
        .map(destination -> factsOf(why, destination, plan, at))
        .orElse("");
  }

  private static String factsOf(
      LegDecision.Why why, RemoteDestination destination, ReachPlan plan, Instant at) {
    return switch (why) {
      case OUTSIDE_RING_SCHEDULE ->
          destination
              .ringSchedule()
              .map(
                  schedule ->
                      ScheduleText.of(schedule)
                          + ", the call came "
                          + ScheduleText.moment(schedule, at))
              .orElse("");
      case CALLER_NOT_ALLOWED ->
          destination.accessList().map(list -> CallerText.onList(list, plan.caller())).orElse("");
      default -> "";
    };
  }
}
