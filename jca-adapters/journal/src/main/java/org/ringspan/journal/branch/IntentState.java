package org.ringspan.journal.branch;

import java.time.Instant;
import org.ringspan.journal.ParkedIntent.Why;

/** How far an intent is. */
public sealed interface IntentState {

  /**
   * To be carried out when its branch is committed.
   *
   * @param attempts those that failed by an exception or ended the process
   * @param overtaken whether a later intent on the same object was carried out while it was parked
   */
  record Pending(int attempts, boolean overtaken) implements IntentState {}

  /** Nothing is left to do. */
  record Settled(How how) implements IntentState {}

  /** Waits for an administrator. */
  record Parked(Why why, String reason, int attempts, Instant at, boolean overtaken)
      implements IntentState {}

  /** How an intent was settled. */
  enum How {
    /** We have made the change. */
    DONE,
    /** It was so. */
    ALREADY_AS_WISHED,
    /** An administrator has given it up. */
    DISCARDED,
    /** An administrator has done it. */
    MARKED_AS_DONE
  }
}
