package org.ringspan.guessing;

import java.time.Duration;
import java.time.Instant;

/**
 * What is remembered of one source's wrong answers. Immutable.
 *
 * @param wrong how many since {@code since}
 * @param since when the first of them came
 * @param refusals how many refusals they have led to
 * @param refusedUntil the end of the last refusal; before {@code since} when there is none
 * @param last when the last wrong answer came
 */
record Guesses(int wrong, Instant since, int refusals, Instant refusedUntil, Instant last) {
  private static final int LARGEST_SHIFT = 30;

  /** Nothing wrong yet. */
  static Guesses none(Instant now) {
    return new Guesses(0, now, 0, Instant.MIN, now);
  }

  /**
   * After one more wrong answer:
   *
   * <ol>
   *   <li>who has been silent for as long as the longest refusal begins anew;
   *   <li>wrong answers count for the time of the limits;
   *   <li>the last one allowed begins a refusal, each twice as long as the one before.
   * </ol>
   */
  Guesses andOneWrong(Instant now, int allowed, GuessLimits limits) {
    Instant silentSince = refusedUntil.isAfter(last) ? refusedUntil : last;
    boolean forgotten = !silentSince.plus(limits.longestRefusal()).isAfter(now);
    int before = forgotten ? 0 : refusals;
    boolean anew = forgotten || !since.plus(limits.within()).isAfter(now);
    int count = anew ? 1 : wrong + 1;
    Instant from = anew ? now : since;
    return count < allowed
        ? new Guesses(count, from, before, refusedUntil, now)
        : new Guesses(0, now, before + 1, now.plus(lasting(before, limits)), now);
  }

  private static Duration lasting(int before, GuessLimits limits) {
    Duration longest = limits.longestRefusal();
    // Doubled so often it would be longer than any limit.
    if (before >= LARGEST_SHIFT) {
      return longest;
    }
    Duration doubled = limits.firstRefusal().multipliedBy(1L << before);
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  boolean isRefused(Instant now) {
    return refusedUntil.isAfter(now);
  }

  /** How much of the refusal is left. */
  Duration left(Instant now) {
    return isRefused(now) ? Duration.between(now, refusedUntil) : Duration.ZERO;
  }
}
