package org.ringspan.e2e.server;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Several things at the same time, each on a thread of its own: a pool for all may have one thread
 * only, and the things wait for each other's turn.
 */
public final class AtOnce {
  private AtOnce() {}

  /** Does them all; the first that fails makes it fail, when all have ended. */
  public static void all(Runnable... deeds) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              Arrays.stream(deeds)
                  .map(deed -> CompletableFuture.runAsync(deed, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
  }
}
