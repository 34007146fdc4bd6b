package org.ringspan.call.transfer;

import java.time.Duration;
import java.util.List;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegPlan;

/** What only a transfer knows. */
public sealed interface TransferEvent extends CallEvent.FeatureEvent {
  /**
   * One of the two sends the other to a number.
   *
   * @param from who sends, and has the call until somebody answers there
   * @param by whose telephone that is: what the new leg may do and what it costs is this user's
   * @param number as it was asked for
   * @param to whom it rings there; the first that answers has the call
   * @param claims what was reserved for them
   * @param ringing how long they ring
   */
  record TransferRequested(
      LegId from, UserId by, String number, List<LegPlan> to, Claims claims, Duration ringing)
      implements TransferEvent {
    public TransferRequested {
      to = List.copyOf(to);
    }
  }
}
