package org.ringspan.call.join;

import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.voice.Conversing;

/**
 * The user has left while others ring: the other call waits for them, in the place of the caller.
 *
 * @param voice the call as it would be with its caller
 * @param link the other call; what happens to the caller in {@code voice} happens to it
 * @param leaving the real caller: BYE sent, awaiting its answer
 */
public record OnBehalf(Conversing voice, LegId link, Legs leaving)
    implements CallState.FeatureState {
  OnBehalf with(Legs changed) {
    return new OnBehalf(voice, link, changed);
  }
}
