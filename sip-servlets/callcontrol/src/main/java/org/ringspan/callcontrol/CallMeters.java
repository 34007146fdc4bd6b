package org.ringspan.callcontrol;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringspan.metrics.boundary.Meters;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;

/** Counts what becomes of calls and their legs, and how late timers are. */
@ApplicationScoped
public class CallMeters {
  private static final String RINGS = "RINGS";

  /** What became of a leg that was invited. */
  enum Result {
    ANSWERED,
    /** It refused by itself. */
    REFUSED,
    /** We cleared it, or its caller left. */
    CLEARED
  }

  private final Meters meters;
  private final Map<CallOutcome, Counter> outcomes = new EnumMap<>(CallOutcome.class);
  private final Map<RoutingDecision.Why, Counter> refusals =
      new EnumMap<>(RoutingDecision.Why.class);
  private final Map<LegCourse.Kind, Map<Result, Counter>> legs =
      new EnumMap<>(LegCourse.Kind.class);
  // Reasons are the names of values of the domain: there are few.
  private final Map<String, Counter> decisions = new ConcurrentHashMap<>();
  private final Timer ringing;
  private final Timer lateness;

  @Inject
  public CallMeters(Meters meters) {
    this.meters = meters;
    for (CallOutcome outcome : CallOutcome.values()) {
      outcomes.put(
          outcome,
          meters.counter("ringspan.calls.ended", "Calls that are over", "outcome", outcome.name()));
    }
    for (RoutingDecision.Why why : RoutingDecision.Why.values()) {
      refusals.put(
          why,
          meters.counter(
              "ringspan.calls.refused", "Calls that were not taken in", "reason", why.name()));
    }
    for (LegCourse.Kind kind : LegCourse.Kind.values()) {
      Map<Result, Counter> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(
            result,
            meters.counter(
                "ringspan.legs",
                "Legs that were invited",
                "kind",
                kind.name(),
                "result",
                result.name()));
      }
      legs.put(kind, results);
    }
    decisions.put(RINGS, decision(RINGS));
    ringing =
        meters.histogram(
            "ringspan.calls.ringing",
            "Time from a call's INVITE until its caller is told that it rings",
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    lateness =
        meters.histogram(
            "ringspan.call.timer.lateness",
            "How much later than wanted a timer of a call ran out",
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(1000));
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected CallMeters() {
    this.meters = null;
    this.ringing = null;
    this.lateness = null;
  }

  private Counter decision(String reason) {
    return meters.counter(
        "ringspan.decisions", "Planned legs, by whether they ring and why not", "reason", reason);
  }

  void refused(RoutingDecision.Why why) {
    increment(refusals.get(why));
  }

  void started(CallStarted call) {
    for (LegCourse leg : call.legs()) {
      String reason = leg.silent().orElse(RINGS);
      Counter known = decisions.get(reason);
      increment(known != null ? known : decisions.computeIfAbsent(reason, this::decision));
    }
  }

  void ended(CallEnded call) {
    increment(outcomes.get(call.outcome()));
    for (LegCourse leg : call.legs()) {
      if (leg.invited().isPresent()) {
        Map<Result, Counter> results = legs.get(leg.kind());
        increment(results == null ? null : results.get(result(leg)));
      }
    }
  }

  /** The caller of a call was told that it rings. */
  void rings(Duration after) {
    ringing.record(after);
  }

  /** A timer ran out. */
  void expired(Duration late) {
    lateness.record(late);
  }

  private static Result result(LegCourse leg) {
    if (leg.answered().isPresent()) {
      return Result.ANSWERED;
    }
    return leg.ending().isEmpty() && leg.status().orElse(0) >= 300
        ? Result.REFUSED
        : Result.CLEARED;
  }

  private static void increment(@org.jspecify.annotations.Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
