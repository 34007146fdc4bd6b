package org.ringspan.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue between calls and messaging. */
@Timeout(300)
class BatchQueueTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  private static List<String> things(int count) {
    return IntStream.range(0, count).mapToObj(number -> "thing " + number).toList();
  }

  @Test
  @DisplayName("Everything that was taken before the stop is sent, in order, in batches")
  void flushed() {
    AtomicInteger largest = new AtomicInteger();
    BatchQueue<String> queue =
        new BatchQueue<>(
            "things",
            batch -> {
              largest.accumulateAndGet(batch.size(), Math::max);
              sent.addAll(batch);
            },
            1000,
            20,
            Duration.ofMillis(5));
    things(500).forEach(queue::offer);
    Thread.ofPlatform().start(queue);
    queue.stop(SOON);

    assertThat(sent).isEqualTo(things(500));
    assertThat(largest).hasValueLessThanOrEqualTo(20);
    assertThat(queue.dropped()).isZero();
  }

  @Test
  @DisplayName("A batch that messaging refuses is sent again, before what came later")
  void retried() throws InterruptedException {
    AtomicInteger attempts = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    BatchQueue<String> queue =
        new BatchQueue<>(
            "things",
            batch -> {
              if (attempts.incrementAndGet() <= 2) {
                throw new IllegalStateException("messaging is down");
              }
              sent.addAll(batch);
              if (sent.size() == 10) {
                done.countDown();
              }
            },
            100,
            5,
            Duration.ofMillis(5));
    things(10).forEach(queue::offer);
    Thread.ofPlatform().start(queue);

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(sent).isEqualTo(things(10));
    assertThat(queue.dropped()).isZero();
    queue.stop(SOON);
  }

  @Test
  @DisplayName("Without room things are dropped and counted, and the caller goes on")
  void full() {
    BatchQueue<String> queue =
        new BatchQueue<>("things", sent::addAll, 10, 5, Duration.ofMillis(5));

    things(25).forEach(queue::offer);

    assertThat(queue.dropped()).isEqualTo(15);
    assertThat(queue.waiting()).isEqualTo(10);
  }

  @Test
  @DisplayName("What messaging refuses to the end is counted as lost at the stop")
  void stoppedWhileDown() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(1);
    BatchQueue<String> queue =
        new BatchQueue<>(
            "things",
            batch -> {
              tried.countDown();
              throw new IllegalStateException("messaging is down");
            },
            100,
            5,
            Duration.ofMillis(5));
    things(12).forEach(queue::offer);
    Thread.ofPlatform().start(queue);
    assertThat(tried.await(60, TimeUnit.SECONDS)).isTrue();
    queue.stop(SOON);

    assertThat(queue.dropped()).isEqualTo(12);
  }
}
