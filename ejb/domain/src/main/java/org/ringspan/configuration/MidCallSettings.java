package org.ringspan.configuration;

import java.time.Duration;

/**
 * Whether calls at remote destinations are anchored, so that keys mean something in them and they
 * can be picked up at the desk (design guide pages 21-51 to 21-54).
 *
 * @param on whether they are (default no: their media go through this server then, which must be
 *     reachable for them)
 * @param codes which keys ask for what
 * @param betweenKeys how long the next key of a code is waited for, 500 to 10000 ms (default 2000
 *     ms, D4)
 */
public record MidCallSettings(boolean on, FeatureCodes codes, Duration betweenKeys) {
  public static final Duration SHORTEST = Duration.ofMillis(500);
  public static final Duration LONGEST = Duration.ofMillis(10_000);

  /** Switched off. */
  public static final MidCallSettings DEFAULT =
      new MidCallSettings(false, FeatureCodes.DEFAULT, Duration.ofMillis(2000));

  /**
   * @throws IllegalArgumentException when the time is outside its range
   */
  public MidCallSettings {
    if (betweenKeys.compareTo(SHORTEST) < 0 || betweenKeys.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("betweenKeys is 500-10000 ms");
    }
  }
}
