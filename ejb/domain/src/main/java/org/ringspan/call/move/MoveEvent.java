package org.ringspan.call.move;

import java.time.Duration;
import java.util.List;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegPlan;

/** What only a move knows. */
public sealed interface MoveEvent extends CallEvent.FeatureEvent {
  /**
   * One of the two has asked by keys for another telephone, and none can ring.
   *
   * @param reasons why, one sentence a telephone
   */
  record MoveImpossible(LegId from, List<String> reasons) implements MoveEvent {
    public MoveImpossible {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One of the two wants to go on at another telephone.
   *
   * @param from who talks now
   * @param to whom it rings; the first that answers has the call
   * @param claims what was reserved for them
   * @param ringing how long they ring
   */
  record MoveRequested(LegId from, List<LegPlan> to, Claims claims, Duration ringing)
      implements MoveEvent {
    public MoveRequested {
      to = List.copyOf(to);
    }
  }
}
