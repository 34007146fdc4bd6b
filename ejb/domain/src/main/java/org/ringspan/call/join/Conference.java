package org.ringspan.call.join;

import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.Anchored;

/**
 * Three hear each other: the two of this call, and the other call.
 *
 * @param two the user and who was asked back, as if they talked alone
 * @param link the other call
 */
public record Conference(Anchored two, LegId link) implements CallState.FeatureState {
  Conference with(Anchored changed) {
    return new Conference(changed, link);
  }
}
