package org.ringspan.call;

import java.util.Set;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;

/** The rules of the two who talk, which hold on beneath the features. */
public interface Pair {
  /** What an event does to them. */
  Transition on(Talking state, CallEvent event);

  /**
   * The call ends.
   *
   * @param left who has left already, and isn't sent away any more
   */
  Transition end(Talking state, Ending ending, Set<LegId> left);
}
