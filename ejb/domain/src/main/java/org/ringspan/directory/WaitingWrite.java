package org.ringspan.directory;

import java.time.Instant;

/**
 * A write to the directory that was decided and refused, and waits for an administrator.
 *
 * @param key its name
 * @param object whom it is about
 * @param description what is to be written
 * @param reason why it waits
 * @param since since when
 * @param overtaken whether a later write to the same object was made since: trying this one again
 *     may undo it
 */
public record WaitingWrite(
    String key,
    String object,
    String description,
    String reason,
    Instant since,
    boolean overtaken) {
  /** What an administrator says of it. */
  public enum Remedy {
    /** The reason is gone. */
    RETRY,
    /** It isn't wanted any more. */
    DISCARD,
    /** Somebody has done it by hand. */
    DONE
  }
}
