package org.ringspan.callcontrol;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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

  private static final double NANOS = 1e9;

  private final Map<CallOutcome, CounterDataPoint> outcomes = new EnumMap<>(CallOutcome.class);
  private final Map<RoutingDecision.Why, CounterDataPoint> refusals =
      new EnumMap<>(RoutingDecision.Why.class);
  private final Map<LegCourse.Kind, Map<Result, CounterDataPoint>> legs =
      new EnumMap<>(LegCourse.Kind.class);
  // Reasons are the names of values of the domain: there are few.
  private final Map<String, CounterDataPoint> decisions = new ConcurrentHashMap<>();
  private final Counter decided;
  private final DistributionDataPoint ringing;
  private final DistributionDataPoint lateness;

  @Inject
  public CallMeters(Meters meters) {
    Counter ended = meters.counter("ringspan_calls_ended", "Calls that are over", "outcome");
    for (CallOutcome outcome : CallOutcome.values()) {
      outcomes.put(outcome, ended.labelValues(outcome.name()));
    }
    Counter refused =
        meters.counter("ringspan_calls_refused", "Calls that were not taken in", "reason");
    for (RoutingDecision.Why why : RoutingDecision.Why.values()) {
      refusals.put(why, refused.labelValues(why.name()));
    }
    Counter invited = meters.counter("ringspan_legs", "Legs that were invited", "kind", "result");
    for (LegCourse.Kind kind : LegCourse.Kind.values()) {
      Map<Result, CounterDataPoint> results = new EnumMap<>(Result.class);
      for (Result result : Result.values()) {
        results.put(result, invited.labelValues(kind.name(), result.name()));
      }
      legs.put(kind, results);
    }
    decided =
        meters.counter(
            "ringspan_decisions", "Planned legs, by whether they ring and why not", "reason");
    decisions.put(RINGS, decided.labelValues(RINGS));
    ringing =
        meters.histogram(
            "ringspan_calls_ringing_seconds",
            "Time from a call's INVITE until its caller is told that it rings",
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2,
            5,
            10);
    lateness =
        meters.histogram(
            "ringspan_call_timer_lateness_seconds",
            "How much later than wanted a timer of a call ran out",
            0.001,
            0.002,
            0.005,
            0.01,
            0.02,
            0.05,
            0.1,
            0.25,
            1);
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected CallMeters() {
    this.decided = null;
    this.ringing = null;
    this.lateness = null;
  }

  void refused(RoutingDecision.Why why) {
    increment(refusals.get(why));
  }

  void started(CallStarted call) {
    for (LegCourse leg : call.legs()) {
      String reason = leg.silent().orElse(RINGS);
      CounterDataPoint known = decisions.get(reason);
      increment(known != null ? known : decisions.computeIfAbsent(reason, decided::labelValues));
    }
  }

  void ended(CallEnded call) {
    increment(outcomes.get(call.outcome()));
    for (LegCourse leg : call.legs()) {
      if (leg.invited().isPresent()) {
        Map<Result, CounterDataPoint> results = legs.get(leg.kind());
        increment(results == null ? null : results.get(result(leg)));
      }
    }
  }

  /** The caller of a call was told that it rings. */
  void rings(Duration after) {
    ringing.observe(after.toNanos() / NANOS);
  }

  /** A timer ran out. */
  void expired(long lateNanos) {
    lateness.observe(lateNanos / NANOS);
  }

  private static Result result(LegCourse leg) {
    if (leg.answered().isPresent()) {
      return Result.ANSWERED;
    }
    return leg.ending().isEmpty() && leg.status().orElse(0) >= 300
        ? Result.REFUSED
        : Result.CLEARED;
  }

  private static void increment(@Nullable CounterDataPoint counter) {
    if (counter != null) {
      counter.inc();
    }
  }
}
