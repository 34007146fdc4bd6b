package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ringspan.address.E164Number;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;

/**
 * Where a phone's 3xx leads: to whatever that phone itself may call. A leg out shows the number of
 * the phone's line, on whose behalf the call leaves; a phone of ours shows who really calls.
 */
@ApplicationScoped
public class Redirects {
  @Inject private ReachService reach;

  /** Whom {@code target} rings; nobody when the rules refuse it. */
  List<LegPlan> route(LegPlan by, String target) {
    if (!(by.target() instanceof LegTarget.RegisteredDevice phone)) {
      return List.of();
    }
    IncomingCall call =
        new IncomingCall(new CallOrigin.FromDevice(phone.device()), target, by.shown());
    return switch (reach.redirect(call)) {
      case RoutingDecision.Place(var plan) ->
          plan.legs().stream().map(leg -> redirected(leg, by)).toList();
      case RoutingDecision.Refuse refused -> List.of();
      // A telephone sends a call to people, and not to where nobody knows of it.
      case RoutingDecision.Retrieve never -> List.of();
      case RoutingDecision.ParkAt never -> List.of();
      case RoutingDecision.Access never -> List.of();
    };
  }

  private static LegPlan redirected(LegPlan leg, LegPlan by) {
    List<Diversion> onBehalf =
        leg.target().routes().stream()
            .findFirst()
            .flatMap(route -> route.shown().number())
            .flatMap(E164Number::in)
            .map(number -> new Diversion(number, Diversion.Reason.UNCONDITIONAL))
            .stream()
            .toList();
    return new LegPlan(
            leg.target(),
            leg.decision(),
            by.shown(),
            leg.diversions(),
            leg.window(),
            leg.declinesEverywhere(),
            leg.userControl())
        .divertedBy(onBehalf);
  }
}
