package org.ringspan.call.transfer;

import java.util.Optional;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;

/**
 * A call moves to where one of the two sends the other: it rings there, and the two talk on.
 *
 * @param beneath the call that moves, with or without the media engine
 * @param from who sends the other there
 * @param first the number of the first leg there; all from there are such
 * @param left whether that one has hung up meanwhile: then there is nobody to go back to
 * @param rang whether it is told that it rings
 * @param refusal how a leg there has refused, the first that says something of the person
 */
public record Transferring(
    CallState.FeatureState beneath,
    LegId from,
    int first,
    boolean left,
    boolean rang,
    Optional<Integer> refusal)
    implements CallState.FeatureState {
  Transferring with(CallState.FeatureState changed) {
    return new Transferring(changed, from, first, left, rang, refusal);
  }

  Transferring leaving(CallState.FeatureState changed) {
    return new Transferring(changed, from, first, true, rang, refusal);
  }

  Transferring ringing() {
    return new Transferring(beneath, from, first, left, true, refusal);
  }

  Transferring refused(int status) {
    return new Transferring(
        beneath, from, first, left, rang, refusal.or(() -> Optional.of(status)));
  }

  boolean isTo(LegId leg) {
    return leg.number() >= first;
  }
}
