package org.ringspan.registration;

import java.time.Duration;

/**
 * How long and how often a device may be registered, and what proxies on the way may do.
 *
 * @param shortest a shorter time is refused with 423
 * @param longest a longer time is cut to it
 * @param normal the time for contacts that ask for none
 * @param contacts how many places a device may be registered at, at least 1; the flows of one phone
 *     are one place
 * @param flows how many flows one phone may keep (RFC 5626), at least 1
 * @param pathMustBeSupported whether proxies may stay on the way only to phones that say they know
 *     it (RFC 3327); the others are refused with 421 then
 */
public record RegistrationLimits(
    Duration shortest,
    Duration longest,
    Duration normal,
    int contacts,
    int flows,
    boolean pathMustBeSupported) {
  /** 60 s, one hour, one hour, 5 places, 4 flows; Path is taken for any phone. */
  public static final RegistrationLimits DEFAULT =
      new RegistrationLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(3600), Duration.ofSeconds(3600), 5, 4, false);

  /**
   * @throws IllegalArgumentException when a limit allows nothing or contradicts another
   */
  public RegistrationLimits {
    if (shortest.isNegative()
        || shortest.compareTo(normal) > 0
        || normal.compareTo(longest) > 0
        || contacts < 1
        || flows < 1) {
      throw new IllegalArgumentException(
          "0 <= shortest <= normal <= longest, contacts >= 1, flows >= 1");
    }
  }
}
