package org.ringspan.e2e.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a state that can only be asked for. */
public final class Eventually {
  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private Eventually() {}

  /**
   * Asks until the answer is as wanted and returns it.
   *
   * @throws AssertionError with the last answer when {@code patience} is over
   */
  public static <T> T until(
      String wanted, Duration patience, Supplier<T> question, Predicate<T> satisfied) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      T answer = question.get();
      if (satisfied.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "after %d ms still not %s: %s".formatted(patience.toMillis(), wanted, answer));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
