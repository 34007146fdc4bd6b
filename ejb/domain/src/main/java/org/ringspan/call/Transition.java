package org.ringspan.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an event does to a call.
 *
 * @param state where it stands now
 * @param effects what to do, in order
 * @param ignored whether the event changes nothing in that state; it is logged, since a surprise
 *     may be a defect
 */
public record Transition(CallState state, List<CallEffect> effects, boolean ignored) {
  public Transition {
    effects = List.copyOf(effects);
  }

  /** It goes on in {@code state}. */
  public static Transition to(CallState state, CallEffect... effects) {
    return new Transition(state, Arrays.asList(effects), false);
  }

  /** It goes on in {@code state}. */
  public static Transition to(CallState state, List<CallEffect> effects) {
    return new Transition(state, effects, false);
  }

  /** Nothing changes. */
  public static Transition ignored(CallState state) {
    return new Transition(state, List.of(), true);
  }

  /** These effects first, then those of this transition. */
  public Transition after(List<CallEffect> first) {
    if (first.isEmpty()) {
      return this;
    }
    List<CallEffect> all = new ArrayList<>(first);
    all.addAll(effects);
    return new Transition(state, all, false);
  }
}
