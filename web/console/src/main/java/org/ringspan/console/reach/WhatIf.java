package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.explain.ExplanationText;
import org.ringspan.explain.PlannedLegs;
import org.ringspan.explain.ReasonText;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.Occupied;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;
import org.ringspan.record.LegCourse;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Registrations;

/** Asks the rules what would become of a call, as calls do; nothing is called. */
@RequestScoped
public class WhatIf {
  @Inject private ReachService reach;
  @Inject private ConfigurationSource configuration;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public WhatIf() {}

  /**
   * What would become of a call.
   *
   * @param placed whether it is taken
   * @param sentences the same in words
   */
  public record Answer(boolean placed, List<Leg> legs, List<String> sentences) {
    public boolean isPlaced() {
      return placed;
    }

    public List<Leg> getLegs() {
      return legs;
    }

    public List<String> getSentences() {
      return sentences;
    }
  }

  /**
   * A telephone that rings, or doesn't.
   *
   * @param target its name or number
   * @param name what its user calls it; empty: nothing
   * @param afterMillis when it rings after the call came; negative: it doesn't
   * @param reason why it doesn't; empty: it does
   */
  public record Leg(String target, String name, long afterMillis, String reason) {
    public String getTarget() {
      return target;
    }

    public String getName() {
      return name;
    }

    public boolean isRings() {
      return afterMillis >= 0;
    }

    public String getAfter() {
      return afterMillis <= 0 ? "at once" : "after " + afterMillis / 1000.0 + " s";
    }

    public String getReason() {
      return reason;
    }
  }

  /**
   * Asks.
   *
   * @param at when the call would come
   * @param registered which telephones are registered then; empty: those that are now
   */
  public Answer ask(IncomingCall call, Instant at, Optional<Predicate<DeviceName>> registered) {
    ConfigurationSnapshot now = configuration.current();
    RoutingDecision decision =
        reach.explain(call, at, registered.map(WhatIf::registrations), Occupied.NOBODY);
    return switch (decision) {
      case RoutingDecision.Place(var plan) ->
          new Answer(
              true,
              legs(plan.legs()),
              ExplanationText.sentences(decision, PlannedLegs.of(plan, now, at)));
      case RoutingDecision.Retrieve retrieve ->
          new Answer(true, List.of(), ExplanationText.sentences(decision, List.<LegCourse>of()));
      case RoutingDecision.ParkAt park ->
          new Answer(true, List.of(), ExplanationText.sentences(decision, List.<LegCourse>of()));
      case RoutingDecision.Access access -> {
        List<LegCourse> none = List.of();
        yield new Answer(true, List.of(), ExplanationText.sentences(decision, none));
      }
      case RoutingDecision.Refuse refused -> {
        List<LegCourse> none = List.of();
        yield new Answer(
            false, legs(refused.considered()), ExplanationText.sentences(decision, none));
      }
    };
  }

  private static List<Leg> legs(List<LegPlan> plans) {
    List<Leg> legs = new ArrayList<>();
    for (LegPlan plan : plans) {
      Leg leg = leg(plan);
      // A telephone may be registered at several places; here it is one.
      if (legs.stream().noneMatch(other -> other.target().equals(leg.target()))) {
        legs.add(leg);
      }
    }
    return legs;
  }

  private static Leg leg(LegPlan plan) {
    String name = "";
    String target =
        switch (plan.target()) {
          case LegTarget.RegisteredDevice phone -> phone.device().value();
          case LegTarget.SilentDevice(var device, var media) -> device.value();
          case LegTarget.Destination destination -> {
            name = destination.name();
            yield destination.number().value();
          }
          case LegTarget.OutsideNumber(var number, var routes) -> number;
          case LegTarget.Mailbox(var number, var routes) -> number.value();
          case LegTarget.OwnMailbox mailbox -> mailbox.owner().value();
        };
    return switch (plan.decision()) {
      case LegDecision.Ring(var after) -> new Leg(target, name, after.toMillis(), "");
      case LegDecision.DontRing(var why, var detail) ->
          new Leg(
              target,
              name,
              -1,
              detail.isEmpty() ? ReasonText.of(why) : ReasonText.of(why) + " (" + detail + ")");
    };
  }

  /** Telephones that pass the test are registered, each at one place, and no others. */
  private static Registrations registrations(Predicate<DeviceName> registered) {
    return (device, now) ->
        registered.test(device)
            ? List.of(
                new Binding(
                    device,
                    "sip:" + device + "@192.0.2.1",
                    new Flow(Transport.UDP, "192.0.2.1", 5060),
                    "what-if",
                    1,
                    now.plusSeconds(3600)))
            : List.of();
  }
}
