package org.ringspan.registration;

import java.time.Duration;

/**
 * How long and how often a device may be registered.
 *
 * @param shortest a shorter time is refused with 423
 * @param longest a longer time is cut to it
 * @param normal the time for contacts that ask for none
 * @param contacts how many places a device may be registered at, at least 1
 */
public record RegistrationLimits(
    Duration shortest, Duration longest, Duration normal, int contacts) {
  /** 60 s, one hour, one hour, 5 places. */
  public static final RegistrationLimits DEFAULT =
      new RegistrationLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(3600), Duration.ofSeconds(3600), 5);

  public RegistrationLimits {
    if (shortest.isNegative()
        || shortest.compareTo(normal) > 0
        || normal.compareTo(longest) > 0
        || contacts < 1) {
      throw new IllegalArgumentException("0 <= shortest <= normal <= longest, contacts >= 1");
    }
  }
}
