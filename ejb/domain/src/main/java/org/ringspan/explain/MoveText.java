package org.ringspan.explain;

import java.util.List;
import java.util.Optional;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.MoveRules;

/** Why a call doesn't move, in English. */
public final class MoveText {
  private MoveText() {}

  /** One sentence for each telephone that doesn't ring. */
  public static List<String> of(MoveRules.Plan plan) {
    return plan.legs().stream()
        .filter(leg -> leg.decision() instanceof LegDecision.DontRing)
        .map(leg -> LegText.of(PlannedLegs.of(0, 0, false, leg, ""), Optional.empty(), false))
        .toList();
  }
}
