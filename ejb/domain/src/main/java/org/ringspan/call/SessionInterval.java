package org.ringspan.call;

import java.time.Duration;

/**
 * What was agreed for one dialog: how long its session lives without being refreshed (RFC 4028).
 *
 * @param length a second and up
 * @param weRefresh whether it is for us to refresh it
 */
public record SessionInterval(Duration length, boolean weRefresh) {
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(32);

  public SessionInterval {
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a session lives for a second at least");
    }
  }

  /**
   * When we refresh, counted from the last refresh.
   *
   * <p>rfc4028#section-7.2: "It is RECOMMENDED that this refresh be sent once half the session
   * interval has elapsed."
   */
  Duration refreshedAfter() {
    return length.dividedBy(2);
  }

  /**
   * When the session is given up, counted from the last refresh.
   *
   * <p>rfc4028#section-10: "the minimum of 32 seconds and one third of the session interval" before
   * it expires, a BYE is sent.
   */
  Duration endedAfter() {
    Duration third = length.dividedBy(3);
    return length.minus(third.compareTo(LONGEST_MARGIN) < 0 ? third : LONGEST_MARGIN);
  }
}
