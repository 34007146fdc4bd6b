package org.ringspan.provisioning.adapter;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells a run, from another thread, to end where it is; whoever waits for something is woken. */
final class Halt {
  private final CompletableFuture<Void> called = new CompletableFuture<>();

  /** The run is to end. */
  void call() {
    called.complete(null);
  }

  boolean isCalled() {
    return called.isDone();
  }

  /** Has something done when the run is to end; at once when that is so. */
  void whenCalled(Runnable deed) {
    var unused = called.thenRun(deed);
  }

  /**
   * Waits for it.
   *
   * @return whether the run is to end; false: the time is over
   */
  boolean isCalledWithin(Duration time) throws InterruptedException {
    try {
      called.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is only ever completed well", e);
    }
  }
}
