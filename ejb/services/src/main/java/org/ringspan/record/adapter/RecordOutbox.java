package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.ringspan.outbox.BatchQueue;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;
import org.ringspan.record.boundary.CallRecords;

/** The beginning of a record's way: the queue in memory and the thread that empties it. */
@ApplicationScoped
public class RecordOutbox implements CallRecords {
  private static final int ROOM = 20_000;
  private static final int LARGEST_BATCH = 200;
  // At 100 calls/s fifty halves share two transactions; a crash loses what is younger than this.
  private static final Duration LINGER = Duration.ofMillis(250);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final long CLOSE_AGAIN_MINUTES = 10;
  private static final String NAME = "org.ringspan:type=CallRecords";

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  // Flattened on the sending thread: calls only hand over what they have.
  private final BatchQueue<Supplier<RecordHalf>> queue;
  private final CallRecordWriter writer;
  private @Nullable ScheduledFuture<?> closing;

  @Inject
  @SuppressWarnings("NullAway.Init")
  public RecordOutbox(RecordSender sender, CallRecordWriter writer) {
    this.queue =
        new BatchQueue<>(
            "call records",
            halves -> sender.send(halves.stream().map(Supplier::get).toList()),
            ROOM,
            LARGEST_BATCH,
            LINGER);
    this.writer = writer;
  }

  /** For the container's proxy only. */
  @SuppressWarnings({"NullAway", "NullAway.Init"})
  protected RecordOutbox() {
    this.queue = null;
    this.writer = null;
  }

  /**
   * Begins to send. First goes the word that this run has begun: it closes records that an earlier
   * run left open, and stands in the message queue behind what that run had sent. It is repeated,
   * because a message that was rolled back comes after younger ones.
   */
  public void start() {
    queue.offer(RecordHalf.RunBegan::new);
    threads.newThread(queue).start();
    closing =
        scheduler.scheduleAtFixedRate(
            () -> queue.offer(RecordHalf.RunBegan::new),
            CLOSE_AGAIN_MINUTES,
            CLOSE_AGAIN_MINUTES,
            TimeUnit.MINUTES);
    registerFigures();
  }

  /** Sends what waits, within 10 seconds. */
  public void stop() {
    ScheduledFuture<?> repeated = closing;
    if (repeated != null) {
      repeated.cancel(false);
    }
    queue.stop(STOP_WITHIN);
    unregisterFigures();
  }

  @Override
  public void started(CallStarted half) {
    queue.offer(() -> RecordHalf.of(half));
  }

  @Override
  public void ended(CallEnded half) {
    queue.offer(() -> RecordHalf.of(half));
  }

  private void registerFigures() {
    RecordOutboxMXBean figures =
        new RecordOutboxMXBean() {
          @Override
          public long getDropped() {
            return queue.dropped();
          }

          @Override
          public int getWaiting() {
            return queue.waiting();
          }

          @Override
          public long getFailedBatches() {
            return queue.failed();
          }

          @Override
          public long getParked() {
            return writer.parkedSoFar();
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, RecordOutboxMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of call records can't be shown", e);
    }
  }

  private static void unregisterFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of call records can't be removed", e);
    }
  }
}
