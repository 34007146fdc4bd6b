package org.ringspan.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what can only be asked for. */
public final class Eventually {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Eventually() {}

  /**
   * Asks until it is so.
   *
   * @throws AssertionError after a minute
   */
  public static void holds(String what, BooleanSupplier question) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after a minute still not: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
