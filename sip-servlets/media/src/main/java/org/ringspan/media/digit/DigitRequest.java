package org.ringspan.media.digit;

import java.time.Duration;
import java.util.Set;

/**
 * Which digits are to be collected.
 *
 * @param most number of digits that complete it, 1 to 64
 * @param terminators digits that complete it earlier and aren't part of the result; may be empty
 * @param firstTimeout how long the first digit is waited for after the prompt has ended, or from
 *     the beginning when none is playing
 * @param betweenTimeout how long each further digit is waited for
 * @param talkTimeout how long the whole may take from the beginning, prompt included: who talks
 *     instead of pressing a key, as a voicemail does, is given up then
 * @param bargeIn whether a digit stops the prompt and counts; otherwise digits during the prompt
 *     are ignored
 */
public record DigitRequest(
    int most,
    Set<Digit> terminators,
    Duration firstTimeout,
    Duration betweenTimeout,
    Duration talkTimeout,
    boolean bargeIn) {

  private static final int MOST = 64;

  /**
   * A request.
   *
   * @throws IllegalArgumentException for a number or time out of range
   */
  public DigitRequest {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("digits to collect: " + most);
    }
    requirePositive(firstTimeout);
    requirePositive(betweenTimeout);
    requirePositive(talkTimeout);
    terminators = Set.copyOf(terminators);
  }

  private static void requirePositive(Duration timeout) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("a time-out of " + timeout);
    }
  }

  /** One digit within a time, with barge-in: "press 1 to take the call". */
  public static DigitRequest one(Duration timeout, Duration talkTimeout) {
    return new DigitRequest(1, Set.of(), timeout, timeout, talkTimeout, true);
  }
}
