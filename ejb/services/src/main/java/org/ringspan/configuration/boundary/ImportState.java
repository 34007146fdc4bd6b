package org.ringspan.configuration.boundary;

import java.time.Instant;
import java.util.Optional;

/**
 * How far an import has come.
 *
 * @param dryRun whether it only tells what it would do
 * @param lines how many the table has, without the header; 0 until it is read
 * @param looked how many were looked at
 * @param created how many users are new
 * @param updated how many lines change a user that is there
 * @param unchanged how many lines change nothing
 * @param refused how many are left out
 * @param failure why it has failed as a whole, and has changed nothing; or what went wrong after it
 *     was done
 * @param ended when it was over
 */
public record ImportState(
    String id,
    boolean dryRun,
    Phase phase,
    int lines,
    int looked,
    int created,
    int updated,
    int unchanged,
    int refused,
    Optional<String> failure,
    Instant started,
    Optional<Instant> ended) {
  /** Where it is. */
  public enum Phase {
    /** Lines are looked at; it can be cancelled. */
    LOOKING,
    /** What they say is being written, whole or not at all. */
    WRITING,
    /** It is over and did what its report says. */
    DONE,
    /** It is over and has changed nothing. */
    FAILED,
    /** It was cancelled and has changed nothing. */
    CANCELLED;

    public boolean isOver() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }
}
