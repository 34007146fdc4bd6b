package org.ringspan.configuration;

import java.time.Duration;

/**
 * The timers of a remote destination (design guide pages 21-56 and 21-57). This is the one place
 * where their ranges are checked.
 *
 * @param delayBeforeRinging how long after the call arrived the destination begins to ring: 0 to
 *     30000 ms (default 4000 ms)
 * @param answerTooSoon an answer within this time after our INVITE is a mailbox, not a person: 0 to
 *     10000 ms (default 1500 ms); zero switches it off
 * @param answerTooLate the leg is cleared when it has not answered within this time after our
 *     INVITE: 1000 to 300000 ms (default 19000 ms); zero switches it off
 */
public record ReachTimers(
    Duration delayBeforeRinging, Duration answerTooSoon, Duration answerTooLate) {
  public static final Duration LONGEST_DELAY = Duration.ofMillis(30_000);
  public static final Duration LONGEST_TOO_SOON = Duration.ofMillis(10_000);
  public static final Duration SHORTEST_TOO_LATE = Duration.ofMillis(1000);
  public static final Duration LONGEST_TOO_LATE = Duration.ofMillis(300_000);

  /** The guide's defaults. */
  public static final ReachTimers DEFAULT =
      new ReachTimers(Duration.ofMillis(4000), Duration.ofMillis(1500), Duration.ofMillis(19000));

  /**
   * @throws IllegalArgumentException when a timer is outside its range, or nobody could answer
   */
  public ReachTimers {
    require(delayBeforeRinging, LONGEST_DELAY, "delayBeforeRinging is 0-30000 ms");
    require(answerTooSoon, LONGEST_TOO_SOON, "answerTooSoon is 0-10000 ms; 0: off");
    require(answerTooLate, LONGEST_TOO_LATE, "answerTooLate is 1000-300000 ms; 0: off");
    if (!answerTooLate.isZero()) {
      if (answerTooLate.compareTo(SHORTEST_TOO_LATE) < 0) {
        throw new IllegalArgumentException("answerTooLate is 1000-300000 ms; 0: off");
      }
      if (answerTooLate.compareTo(answerTooSoon) <= 0) {
        throw new IllegalArgumentException(
            "answerTooLate must be longer than answerTooSoon, or nobody can answer");
      }
    }
  }

  private static void require(Duration timer, Duration longest, String range) {
    if (timer.isNegative() || timer.compareTo(longest) > 0) {
      throw new IllegalArgumentException(range);
    }
  }
}
