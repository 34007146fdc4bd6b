package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes down the steps of a search, or doesn't: one search serves calls and explanations. */
final class Trace {
  private final boolean on;
  private final List<Step> steps;

  private Trace(boolean on) {
    this.on = on;
    this.steps = on ? new ArrayList<>() : List.of();
  }

  static Trace off() {
    return new Trace(false);
  }

  static Trace on() {
    return new Trace(true);
  }

  boolean isOn() {
    return on;
  }

  void add(Supplier<Step> step) {
    if (on) {
      steps.add(step.get());
    }
  }

  List<Step> steps() {
    return steps;
  }
}
