package org.ringspan.record.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Takes halves of records from the threads that handle calls and hands them on in batches, in their
 * order. A failed batch is tried again with growing pauses, so nothing is lost while the queue has
 * room; when it has none, halves are dropped, counted and complained about.
 */
final class RecordQueue implements Runnable {
  private static final Logger LOG = Logger.getLogger(RecordQueue.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final long COMPLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final BlockingQueue<RecordHalf> waiting;
  private final RecordSender sender;
  private final int largestBatch;
  private final Duration linger;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong lastComplaint = new AtomicLong(System.nanoTime() - COMPLAIN_EVERY_NANOS);
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  /**
   * @param room how many halves wait at most
   * @param largestBatch how many are handed on together at most
   * @param linger how long the first of a batch waits for others: what a crash can lose
   */
  RecordQueue(RecordSender sender, int room, int largestBatch, Duration linger) {
    this.waiting = new ArrayBlockingQueue<>(room);
    this.sender = sender;
    this.largestBatch = largestBatch;
    this.linger = linger;
  }

  /** Takes a half, or drops it when there is no room. Never waits, never throws. */
  void offer(RecordHalf half) {
    if (!waiting.offer(half)) {
      drop(1);
    }
  }

  /** How many halves were dropped. */
  long dropped() {
    return dropped.get();
  }

  /** How many halves wait. */
  int waiting() {
    return waiting.size();
  }

  private void drop(int count) {
    long total = dropped.addAndGet(count);
    long now = System.nanoTime();
    long last = lastComplaint.get();
    if (now - last >= COMPLAIN_EVERY_NANOS && lastComplaint.compareAndSet(last, now)) {
      LOG.errorf("Call records are being lost, %d halves so far: messaging doesn't keep up", total);
    }
  }

  @Override
  public void run() {
    Thread.currentThread().setName("ringspan-record-sender");
    try {
      while (!isStopping() || !waiting.isEmpty()) {
        List<RecordHalf> batch = nextBatch();
        if (!batch.isEmpty() && !send(batch)) {
          drop(batch.size() + waiting.size());
          LOG.errorf(
              "%d halves of call records are lost: messaging didn't take them before the stop",
              batch.size() + waiting.size());
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
  void stop(Duration within) {
    stopRequested.countDown();
    try {
      if (!finished.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.errorf("%d halves of call records are still waiting at the stop", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopRequested.getCount() == 0;
  }

  private List<RecordHalf> nextBatch() throws InterruptedException {
    List<RecordHalf> batch = new ArrayList<>();
    RecordHalf first = waiting.poll(linger.toMillis(), TimeUnit.MILLISECONDS);
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
  private boolean send(List<RecordHalf> batch) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        sender.send(batch);
        return true;
      } catch (RuntimeException e) {
        LOG.errorf(e, "%d halves of call records can't be sent now", batch.size());
        if (stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return lastAttempt(batch);
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  private boolean lastAttempt(List<RecordHalf> batch) {
    try {
      sender.send(batch);
      return true;
    } catch (RuntimeException e) {
      LOG.error("Messaging refuses call records at the stop", e);
      return false;
    }
  }
}
