package org.ringspan.call.transfer;

import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;

/** What only calls do that are transferred. */
public sealed interface TransferEffect extends CallEffect.FeatureEffect {
  /**
   * Tells who transfers how far it is (RFC 3515 section 2.4.4).
   *
   * @param status what the new leg is like: 180, or a final one, which is the last that is told
   */
  record TellTransferor(LegId from, int status) implements TransferEffect {
    /** Whether nothing more comes. */
    public boolean isLast() {
      return status >= 200;
    }
  }

  @Override
  default Optional<CallEvent> failure() {
    // Who can't be told any more has no need of it.
    return Optional.empty();
  }
}
