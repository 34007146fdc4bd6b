package org.ringspan.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a node is trusted.
 *
 * @param pulse from one sign of life to the next
 * @param lost a node that gave no sign for so long, by the database's clock, is lost: others may
 *     take what it held
 * @param trusted a node that hasn't reached the database for so long, by its own clock, gives up
 *     what it held. Shorter than {@code lost}: it has stopped before others begin
 */
public record LeaseTimes(Duration pulse, Duration lost, Duration trusted) {
  /** 2 s, 10 s and 8 s. */
  public static final LeaseTimes DEFAULT =
      new LeaseTimes(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(8));

  /**
   * @throws IllegalArgumentException unless 0 &lt; pulse &lt; trusted &lt; lost
   */
  public LeaseTimes {
    if (!pulse.isPositive() || pulse.compareTo(trusted) >= 0 || trusted.compareTo(lost) >= 0) {
      throw new IllegalArgumentException("0 < pulse < trusted < lost");
    }
  }

  /** Whether a node that was seen last at {@code seen} is lost; both by the database's clock. */
  public boolean isLost(Instant seen, Instant now) {
    return seen.plus(lost).isBefore(now);
  }
}
