package org.ringspan.reach;

import java.util.List;
import org.ringspan.address.E164Number;

/**
 * The plan of a call that a phone of ours sends elsewhere. A phone there shows who is sent; a trunk
 * shows the number of the phone that sends, on whose behalf and at whose cost it leaves.
 */
final class Transferred {
  private Transferred() {}

  static ReachPlan of(ReachPlan plan, CallerIdentity sent) {
    return new ReachPlan(
        plan.called(),
        plan.user(),
        sent,
        plan.legs().stream().filter(Transferred::isForPeople).map(leg -> of(leg, sent)).toList(),
        ForwardPlan.nowhere(),
        plan.anchoring(),
        plan.claims());
  }

  /** A mailbox would answer at once, and the call could not come back. */
  private static boolean isForPeople(LegPlan leg) {
    return !(leg.target() instanceof LegTarget.OwnMailbox)
        && !(leg.target() instanceof LegTarget.Mailbox);
  }

  private static LegPlan of(LegPlan leg, CallerIdentity sent) {
    List<Diversion> onBehalf =
        leg.target().routes().stream()
            .findFirst()
            .flatMap(route -> route.shown().number())
            .flatMap(E164Number::in)
            .map(number -> new Diversion(number, Diversion.Reason.UNCONDITIONAL))
            .stream()
            .toList();
    return leg.showing(sent).divertedBy(onBehalf);
  }
}
