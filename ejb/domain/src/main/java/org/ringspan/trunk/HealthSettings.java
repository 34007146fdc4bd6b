package org.ringspan.trunk;

import java.time.Duration;

/**
 * When a peer is taken to be down and up.
 *
 * @param interval between the end of one probe and the next (default 30 s, 1 s to 1 h)
 * @param timeout how long a probe may stay without an answer (default 5 s, 100 ms to 32 s)
 * @param failuresDown after so many failures in a row a peer is down (default 2, 1 to 100)
 * @param successesUp after so many answers in a row it is up again (default 1, 1 to 100)
 * @param longestRetryAfter a Retry-After is heeded up to this (default 5 min): a peer must not take
 *     itself away for a day by one wrong number
 */
public record HealthSettings(
    Duration interval,
    Duration timeout,
    int failuresDown,
    int successesUp,
    Duration longestRetryAfter) {
  /** The defaults. */
  public static final HealthSettings DEFAULT =
      new HealthSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(5), 2, 1, Duration.ofMinutes(5));

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public HealthSettings {
    require(interval, Duration.ofSeconds(1), Duration.ofHours(1), "interval");
    require(timeout, Duration.ofMillis(100), Duration.ofSeconds(32), "timeout");
    require(longestRetryAfter, Duration.ZERO, Duration.ofHours(1), "longestRetryAfter");
    if (failuresDown < 1 || failuresDown > 100 || successesUp < 1 || successesUp > 100) {
      throw new IllegalArgumentException("failuresDown and successesUp are 1-100");
    }
  }

  private static void require(Duration value, Duration least, Duration most, String what) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(what + " is out of its range");
    }
  }
}
