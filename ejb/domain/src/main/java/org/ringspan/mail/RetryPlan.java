package org.ringspan.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a letter that couldn't be sent is tried again: after a pause that doubles up to an hour, and
 * not after its time (RFC 5321 section 4.5.4.1 asks for growing pauses, too).
 *
 * @param firstPause positive, at most {@link #LONGEST_PAUSE}
 */
public record RetryPlan(Duration firstPause) {
  public static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** How long a letter is tried. */
  public static final Duration PATIENCE = Duration.ofDays(1);

  /** What is longer than all pauses. */
  private static final int MOST_DOUBLINGS = 12;

  /**
   * @throws IllegalArgumentException when the pause is out of its range
   */
  public RetryPlan {
    if (firstPause.isNegative() || firstPause.isZero() || firstPause.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException("the first pause is at most an hour");
    }
  }

  /**
   * When it is tried again; empty: no more.
   *
   * @param failed how many attempts have failed, at least 1
   * @param until when the letter is given up
   */
  public Optional<Instant> next(int failed, Instant now, Instant until) {
    Duration doubled =
        firstPause.multipliedBy(1L << Math.min(Math.max(failed, 1) - 1, MOST_DOUBLINGS));
    Instant next = now.plus(doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled);
    return next.isAfter(until) ? Optional.empty() : Optional.of(next);
  }
}
