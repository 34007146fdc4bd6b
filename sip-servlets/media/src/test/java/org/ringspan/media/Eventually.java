package org.ringspan.media;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what can only be asked for. */
public final class Eventually {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Eventually() {}

  /**
   * Asks until the answer isn't null and returns it.
   *
   * @throws AssertionError after a minute
   */
  public static <T> T found(String what, Supplier<@Nullable T> question) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("after a minute still not: " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Asks until it is so. */
  public static void holds(String what, BooleanSupplier question) {
    found(what, () -> question.getAsBoolean() ? true : null);
  }
}
