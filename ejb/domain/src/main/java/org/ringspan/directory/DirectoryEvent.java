package org.ringspan.directory;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the connector did or met.
 *
 * @param number grows with each; 0 while it isn't kept
 * @param login whom it is about; empty: nobody in particular
 * @param text what has happened, a sentence without its end
 */
public record DirectoryEvent(
    long number, Instant at, Kind kind, Optional<String> login, String text) {
  /** The longest text, in characters. */
  public static final int LONGEST_TEXT = 2000;

  public DirectoryEvent {
    text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
  }

  /** What it is about. */
  public enum Kind {
    /** A run of everything began or ended. */
    RUN,
    /** Changes of the directory were taken. */
    CHANGES,
    /** A person became a user. */
    CREATED,
    /** A user was changed. */
    UPDATED,
    /** A user can't log in any more. */
    DEACTIVATED,
    /** A user can log in again. */
    REACTIVATED,
    /** The telephone system doesn't take a person as the directory has it. */
    REFUSED,
    /** Too many users would have been deactivated. */
    BRAKE,
    /** Changes failed too often and were left out. */
    PARKED,
    /** The directory refused a write. */
    WRITE_REFUSED,
    /** A run or changes failed. */
    FAILED,
    /** A picture can't be used. */
    PICTURE,
    /** Another controller than the preferred one was taken. */
    FAIL_OVER,
    /** A controller was lost, or a login refused. */
    CONNECTION,
    /** The settings were changed. */
    SETTINGS
  }

  /** One that isn't kept yet. */
  public static DirectoryEvent of(Instant at, Kind kind, String text) {
    return new DirectoryEvent(0, at, kind, Optional.empty(), text);
  }

  /** One about a person that isn't kept yet. */
  public static DirectoryEvent of(Instant at, Kind kind, String login, String text) {
    return new DirectoryEvent(0, at, kind, Optional.of(login).filter(it -> !it.isEmpty()), text);
  }
}
