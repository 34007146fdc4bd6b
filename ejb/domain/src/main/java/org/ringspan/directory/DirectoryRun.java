package org.ringspan.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of the connector.
 *
 * @param kind whether it reads everything
 * @param by who began it
 * @param dryRun whether it only tells what the next run would do
 * @param people how many were read
 * @param failure why it failed, in words; of a run that is done: what went wrong afterwards
 * @param ended when it was over
 */
public record DirectoryRun(
    String id,
    Kind kind,
    String by,
    boolean dryRun,
    Phase phase,
    int people,
    Counts counts,
    Optional<String> failure,
    Instant started,
    Optional<Instant> ended) {
  /** What is read. */
  public enum Kind {
    /** All people. */
    FULL,
    /** Those whom the directory tells as changed. */
    CHANGES
  }

  /** How far it is. */
  public enum Phase {
    /** The directory is read; it can be cancelled. */
    READING,
    /** The users are changed, all or none. */
    WRITING,
    /** It has done, or would do, what its report says. */
    DONE,
    /** It would deactivate too many: nothing was changed, an administrator is asked. */
    NEEDS_CONSENT,
    /** Nothing was changed. */
    FAILED,
    /** Nothing was changed. */
    CANCELLED,
    /** The server stopped. Either nothing was changed or everything that the report would say. */
    CUT_OFF;

    public boolean isOver() {
      return this != READING && this != WRITING;
    }
  }

  /**
   * How many there are of each.
   *
   * @param written people of the directory who get numbers from here, whatever else becomes of them
   * @param refused those that the telephone system doesn't take, such as for a number that another
   *     user has
   */
  public record Counts(
      int created,
      int updated,
      int deactivated,
      int reactivated,
      int unchanged,
      int leftOut,
      int refused,
      int written) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);
  }
}
