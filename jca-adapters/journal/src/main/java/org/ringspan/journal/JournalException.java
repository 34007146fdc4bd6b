package org.ringspan.journal;

import org.jspecify.annotations.Nullable;

/** A journal can't be opened or written. Its message says what to do about it. */
public final class JournalException extends Exception {

  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Reason {
    /** Another process, or another part of this one, has the directory. */
    IN_USE,
    /** No room on the disk for the journal's files. */
    DISK_FULL,
    /** The directory or its files can't be used. */
    UNUSABLE,
    /** The journal holds as many open and parked intents as it may. */
    FULL,
    /** The journal is closed. */
    CLOSED
  }

  private final Reason reason;

  /**
   * An exception.
   *
   * @param reason what is wrong
   * @param message the same in words
   * @param cause what was thrown below, if anything
   */
  public JournalException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
