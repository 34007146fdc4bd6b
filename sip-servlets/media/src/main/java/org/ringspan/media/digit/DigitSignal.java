package org.ringspan.media.digit;

import java.time.Duration;

/** What a receiver of digits has noticed. */
public sealed interface DigitSignal {

  /** The digit. */
  Digit digit();

  /** A key went down. */
  record Started(Digit digit) implements DigitSignal {}

  /**
   * A key went up, or nothing was heard of it any more.
   *
   * @param duration how long it was down
   */
  record Ended(Digit digit, Duration duration) implements DigitSignal {}
}
