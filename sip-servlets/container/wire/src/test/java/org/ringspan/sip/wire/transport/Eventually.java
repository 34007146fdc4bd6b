package org.ringspan.sip.wire.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what can only be asked for. */
final class Eventually {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Eventually() {}

  /**
   * Asks until the answer isn't null and returns it.
   *
   * @throws AssertionError after a minute
   */
  static <T> T found(String what, Supplier<@Nullable T> question) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("after a minute still not: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Asks until the count is this. */
  static void counts(String what, long wanted, Supplier<Long> question) {
    found(what + " " + wanted, () -> question.get() >= wanted ? true : null);
  }
}
