package org.ringspan.journal.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a decided branch beyond the ledger, until a restart. With the ledger's lock. */
final class RunState {

  /** A thread is carrying it out. */
  boolean isRunning;

  /** Calls of commit that are under way; the worker leaves it to them. */
  int commits;

  /**
   * The transaction manager hasn't asked for its commit before, and prepared it in this process.
   */
  boolean isFresh;

  /**
   * Any of its intents may have been carried out before: it was read from the files, or reopened.
   */
  boolean isUncertain;

  /** It was read from the files, so that an attempt may be what ended the process. */
  boolean isRecovered;

  /** The intent that may have been carried out without our knowing, or -1. */
  int uncertainIntent = -1;

  /** Attempts since something was carried out last. */
  int failures;

  /** Intents that were settled or parked. */
  int settled;

  /** When it is tried again. */
  Instant notBefore = Instant.EPOCH;

  /** Why it doesn't go on. */
  @Nullable String waitsFor;

  /** Whether it is worth waiting for. */
  boolean isGoing() {
    return isRunning || commits > 0;
  }

  boolean mayHaveRun(int ordinal) {
    return isUncertain || uncertainIntent == ordinal;
  }
}
