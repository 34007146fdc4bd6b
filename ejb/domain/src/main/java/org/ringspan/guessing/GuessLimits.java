package org.ringspan.guessing;

import java.time.Duration;

/**
 * When somebody is taken to be guessing.
 *
 * @param wrongForDevice how many wrong answers of one source for one device begin a refusal, at
 *     least 1
 * @param wrongForSource how many wrong answers of one source for any devices begin a refusal of the
 *     whole source, at least 1
 * @param within the time in which they are counted, positive
 * @param firstRefusal how long the first refusal lasts, positive; each next one twice as long
 * @param longestRefusal no refusal lasts longer; after as long a time without a wrong answer or a
 *     refusal the next one is the first again
 * @param remembered how many sources, and pairs of source and device, are remembered; the one that
 *     has been silent for longest is forgotten first
 */
public record GuessLimits(
    int wrongForDevice,
    int wrongForSource,
    Duration within,
    Duration firstRefusal,
    Duration longestRefusal,
    int remembered) {
  /** 10 for a device and 50 for a source in 5 minutes; 1 minute to 1 hour; 10,000 of each. */
  public static final GuessLimits DEFAULT =
      new GuessLimits(
          10, 50, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1), 10_000);

  /**
   * @throws IllegalArgumentException when a limit has no meaning
   */
  public GuessLimits {
    if (wrongForDevice < 1
        || wrongForSource < 1
        || !within.isPositive()
        || !firstRefusal.isPositive()
        || longestRefusal.compareTo(firstRefusal) < 0
        || remembered < 1) {
      throw new IllegalArgumentException(
          "counts and times are positive, the longest refusal isn't shorter than the first");
    }
  }
}
