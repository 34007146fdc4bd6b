package org.ringspan.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How changes of the directory are followed.
 *
 * @param bookmark how far they were read, for the directory to understand; empty: not at all yet
 * @param fullRunWanted whether everything is to be read, since single changes don't tell enough
 * @param paused why no changes are taken until an administrator has let a run deactivate users
 * @param lastChange when something was taken last
 */
public record Following(
    String bookmark, boolean fullRunWanted, Optional<String> paused, Optional<Instant> lastChange) {
  /** Nothing was read yet. */
  public static final Following NOT_YET =
      new Following("", false, Optional.empty(), Optional.empty());

  /** After so long everything is read again, if that has failed. */
  private static final Duration AGAIN = Duration.ofMinutes(30);

  /** Changes were read so far, and nothing was taken. */
  public Following readTo(String mark) {
    return new Following(mark, fullRunWanted, paused, lastChange);
  }

  /** Changes were read so far and taken. */
  public Following takenTo(String mark, Instant now) {
    return new Following(mark, fullRunWanted, paused, Optional.of(now));
  }

  /** Single changes don't tell enough. */
  public Following wantingFullRun() {
    return new Following(bookmark, true, paused, lastChange);
  }

  /** Too many users would be deactivated. */
  public Following pausedFor(String why) {
    return new Following(bookmark, false, Optional.of(why), lastChange);
  }

  /**
   * Whether everything is to be read now.
   *
   * @param lastRun when everything was read last, or should have been
   */
  public boolean isFullRunDue(Optional<Instant> lastRun, Instant now) {
    return fullRunWanted
        && paused.isEmpty()
        && lastRun.map(last -> !now.isBefore(last.plus(AGAIN))).orElse(true);
  }
}
