package org.ringspan.voice;

import java.time.Duration;

/**
 * Which digits a dialogue waits for. They are complete with {@code #}, which isn't one of them,
 * with the last of the most, or when no further one comes.
 *
 * @param most 1 to 64
 * @param terminated whether {@code #} ends them; otherwise it is a key like others
 * @param first how long the first is waited for after the prompts, positive
 * @param next how long each further one is waited for, positive
 */
public record DigitsWanted(int most, boolean terminated, Duration first, Duration next) {
  private static final String KEYS = "0123456789*#ABCD";
  private static final int MOST = 64;

  /**
   * @throws IllegalArgumentException for what is out of its range
   */
  public DigitsWanted {
    if (most < 1 || most > MOST || !first.isPositive() || !next.isPositive()) {
      throw new IllegalArgumentException("1 to 64 digits, in positive times");
    }
  }

  /** One key of a menu, any of them. */
  public static DigitsWanted key(Duration first) {
    return new DigitsWanted(1, false, first, first);
  }

  /** As many as {@code most}, ended by {@code #}. */
  public static DigitsWanted upTo(int most, Duration first, Duration next) {
    return new DigitsWanted(most, true, first, next);
  }

  /** Whether the key ends the digits. */
  public boolean isEnd(char key) {
    return terminated && key == '#';
  }

  /** Whether it is a key of a telephone. */
  public static boolean isKey(char key) {
    return KEYS.indexOf(key) >= 0;
  }
}
