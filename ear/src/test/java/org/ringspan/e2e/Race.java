package org.ringspan.e2e;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Two things done at nearly the same instant. Each is put off by up to a given time, drawn from a
 * generator of a fixed seed, so that over the repetitions sometimes one comes first and sometimes
 * the other.
 */
final class Race implements AutoCloseable {
  private static final int SEED = 4475;

  private final Random random = new Random(SEED);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final long spreadNanos;

  /**
   * @param spread the longest either side is put off
   */
  Race(Duration spread) {
    spreadNanos = spread.toNanos();
  }

  /** What the two sides returned. */
  record Finish<A, B>(A first, B second) {}

  /** Runs both and waits for both. */
  <A, B> Finish<A, B> run(Callable<A> first, Callable<B> second) {
    var barrier = new CyclicBarrier(2);
    long firstDelay = random.nextLong(spreadNanos);
    long secondDelay = random.nextLong(spreadNanos);
    var one = threads.submit(() -> afterDelay(barrier, firstDelay, first));
    var two = threads.submit(() -> afterDelay(barrier, secondDelay, second));
    try {
      return new Finish<>(one.get(60, TimeUnit.SECONDS), two.get(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw new AssertionError("one side of the race failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("the race didn't end", e);
    }
  }

  private static <T> T afterDelay(CyclicBarrier barrier, long delay, Callable<T> action)
      throws Exception {
    barrier.await(60, TimeUnit.SECONDS);
    long start = System.nanoTime();
    while (System.nanoTime() - start < delay) {
      Thread.onSpinWait();
    }
    return action.call();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
