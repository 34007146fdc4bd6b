package org.ringspan.server;

import jakarta.transaction.HeuristicMixedException;
import org.jspecify.annotations.Nullable;

/**
 * A transaction over several systems was committed, and one of them refused its part afterwards
 * (D24): the others have done theirs, and the refused part waits for an administrator.
 */
public final class HeuristicOutcome {
  /** What is said of it. */
  public static final String SENTENCE =
      "the users are changed; the directory refused some of what was to be written, which waits for an"
          + " administrator among the parked writes";

  private HeuristicOutcome() {}

  /** Whether it is the reason of an exception. */
  public static boolean isReasonOf(Throwable exception) {
    for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof HeuristicMixedException) {
        return true;
      }
    }
    return false;
  }
}
