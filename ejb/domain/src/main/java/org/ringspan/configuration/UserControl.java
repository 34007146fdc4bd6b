package org.ringspan.configuration;

import java.time.Duration;

/**
 * When a person who answers at a remote destination is asked to press a key (design guide page
 * 21-58, "User Control Mobile Voicemail Avoidance").
 *
 * @param promptAfter how long after the answer the prompt begins: 0 to 10000 ms (default 1000 ms);
 *     a key that is pressed before counts, too
 * @param confirmWithin how long after its beginning a key is waited for: 1000 to 60000 ms (default
 *     5000 ms), not counting what is said of the caller
 * @param announceCaller whether the prompt says first who calls (default false)
 */
public record UserControl(Duration promptAfter, Duration confirmWithin, boolean announceCaller) {
  public static final Duration LONGEST_PAUSE = Duration.ofMillis(10_000);
  public static final Duration SHORTEST_WAIT = Duration.ofMillis(1000);
  public static final Duration LONGEST_WAIT = Duration.ofMillis(60_000);

  /** The guide's defaults. */
  public static final UserControl DEFAULT =
      new UserControl(Duration.ofMillis(1000), Duration.ofMillis(5000));

  /** Nothing is said of the caller. */
  public UserControl(Duration promptAfter, Duration confirmWithin) {
    this(promptAfter, confirmWithin, false);
  }

  /**
   * @throws IllegalArgumentException when a time is outside its range
   */
  public UserControl {
    if (promptAfter.isNegative() || promptAfter.compareTo(LONGEST_PAUSE) > 0) {
      throw new IllegalArgumentException("promptAfter is 0-10000 ms");
    }
    if (confirmWithin.compareTo(SHORTEST_WAIT) < 0 || confirmWithin.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("confirmWithin is 1000-60000 ms");
    }
  }
}
