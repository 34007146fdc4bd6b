package org.ringspan.progress;

import java.time.Duration;
import java.util.Optional;

/**
 * How far work is whose steps are alike.
 *
 * @param done how many steps are, 0 or more
 * @param of how many there are, or are expected; 0: nobody knows
 * @param elapsed since the first began; a clock that was put back counts as none
 */
public record Progress(int done, int of, Duration elapsed) {
  /** What is told after less is mostly wrong. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  public Progress {
    if (done < 0 || of < 0) {
      throw new IllegalArgumentException("nothing is less than nothing");
    }
    elapsed = elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  /**
   * How long the rest takes at the pace until now. Nothing when that can't be told: at the
   * beginning, when the number of steps isn't known, and when there were more than expected.
   */
  public Optional<Duration> left() {
    return done == 0 || of < done || elapsed.compareTo(LEAST) < 0
        ? Optional.empty()
        : Optional.of(elapsed.multipliedBy(of - done).dividedBy(done));
  }
}
