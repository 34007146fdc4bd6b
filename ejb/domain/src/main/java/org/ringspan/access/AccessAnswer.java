package org.ringspan.access;

import java.util.Optional;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;

/** What the rules say to an {@link AccessQuestion}. */
public sealed interface AccessAnswer extends Answer {
  /** Whose number it is; nobody's when no destination, or more than one, has it. */
  record Known(Optional<Person> person) implements AccessAnswer {}

  /** What became of a PIN. */
  record Checked(Verdict verdict) implements AccessAnswer {
    /** Whether it is right. */
    public enum Verdict {
      /** It is. */
      RIGHT,
      /** It isn't, or there is none. */
      WRONG,
      /** It wasn't looked at: too many were wrong. */
      LOCKED
    }
  }

  /** How the number is called; not at all when it is blocked, or nobody's. */
  record Routed(Optional<ReachPlan> plan) implements AccessAnswer {}

  /** Whether reach was switched: there may be no such destination. */
  record Switched(boolean done) implements AccessAnswer {}
}
