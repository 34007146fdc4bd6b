package org.ringspan.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes things from the threads that handle calls and hands them on in batches, in their order. A
 * failed batch is tried again with growing pauses, so nothing is lost while the queue has room;
 * when it has none, what comes is dropped, counted and complained about.
 *
 * @param <T> what it takes
 */
public final class BatchQueue<T> implements Runnable {
  private static final Logger LOG = Logger.getLogger(BatchQueue.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final long COMPLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final BlockingQueue<T> waiting;
  private final String what;
  private final Consumer<List<T>> sender;
  private final int largestBatch;
  private final Duration linger;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lastComplaint = new AtomicLong(System.nanoTime() - COMPLAIN_EVERY_NANOS);
  private final AtomicLong failed = new AtomicLong();
  private long lastFailure = System.nanoTime() - COMPLAIN_EVERY_NANOS;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  /**
   * @param what the things in words, for the log
   * @param sender hands a batch on; throws any runtime exception when it can't, and gets the same
   *     batch again
   * @param room how many wait at most
   * @param largestBatch how many are handed on together at most
   * @param linger how long the first of a batch waits for others: what a crash can lose
   */
  public BatchQueue(
      String what, Consumer<List<T>> sender, int room, int largestBatch, Duration linger) {
    this.waiting = new ArrayBlockingQueue<>(room);
    this.what = what;
    this.sender = sender;
    this.largestBatch = largestBatch;
    this.linger = linger;
  }

  /** Takes a thing, or drops it when there is no room. Never waits, never throws. */
  public void offer(T thing) {
    if (!waiting.offer(thing)) {
      drop(1);
    }
  }

  /** How many were dropped. */
  public long dropped() {
    return dropped.get();
  }

  /** How many attempts to hand a batch on have failed. */
  public long failed() {
    return failed.get();
  }

  /** How many wait. */
  public int waiting() {
    return waiting.size();
  }

  private void drop(int count) {
    long total = dropped.addAndGet(count);
    long now = System.nanoTime();
    long last = lastComplaint.get();
    if (now - last >= COMPLAIN_EVERY_NANOS && lastComplaint.compareAndSet(last, now)) {
      LOG.errorf("%s are being lost, %d so far: messaging doesn't keep up", what, total);
    }
  }

  @Override
  public void run() {
    Thread.currentThread().setName("ringspan-" + what.replace(' ', '-'));
    try {
      while (!isStopping() || !waiting.isEmpty()) {
        List<T> batch = nextBatch();
        if (!batch.isEmpty() && !send(batch)) {
          drop(batch.size() + waiting.size());
          LOG.errorf(
              "%d %s are lost: messaging didn't take them before the stop",
              batch.size() + waiting.size(), what);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  /** Hands on what waits and ends; a batch that fails now is not tried again. */
  public void stop(Duration within) {
    stopRequested.countDown();
    try {
      if (!finished.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.errorf("%d %s are still waiting at the stop", waiting.size(), what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopRequested.getCount() == 0;
  }

  private List<T> nextBatch() throws InterruptedException {
    List<T> batch = new ArrayList<>();
    T first = waiting.poll(linger.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    long deadline = System.nanoTime() + linger.toNanos();
    while (batch.size() < largestBatch && !isStopping()) {
      // Asleep rather than woken by every half: that costs more than sending it.
      if (waiting.drainTo(batch, largestBatch - batch.size()) == 0 || batch.size() < largestBatch) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || stopRequested.await(left, TimeUnit.NANOSECONDS)) {
          break;
        }
      }
    }
    waiting.drainTo(batch, largestBatch - batch.size());
    return batch;
  }

  /** Whether it has been sent; false only when the queue stops. */
  private boolean send(List<T> batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        sender.accept(batch);
        return true;
      } catch (RuntimeException e) {
        complain(e, batch.size());
        if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return lastAttempt(batch);
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  /** Once at the first failure, then at most every ten seconds: a broker may be away for long. */
  private void complain(RuntimeException why, int size) {
    failed.incrementAndGet();
    long now = System.nanoTime();
    if (now - lastFailure >= COMPLAIN_EVERY_NANOS) {
      lastFailure = now;
      LOG.errorf(why, "%d %s can't be handed on now; they are kept and tried again", size, what);
    }
  }

  private boolean lastAttempt(List<T> batch) {
    try {
      sender.accept(batch);
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Messaging refuses %s at the stop", what);
      return false;
    }
  }
}
