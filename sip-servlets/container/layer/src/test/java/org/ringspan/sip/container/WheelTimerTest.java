package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WheelTimerTest {
  private final WheelTimer timer = new WheelTimer();

  @BeforeEach
  @SuppressWarnings("NullAway")
  void start() {
    timer.start(null, new java.util.Properties());
  }

  @AfterEach
  void stop() {
    timer.stop();
  }

  @Test
  void runsATaskOnceAndNeverEarly() throws Exception {
    for (long delay : new long[] {0, 1, 9, 10, 11, 95, 250}) {
      CountDownLatch ran = new CountDownLatch(1);
      long began = System.nanoTime();
      timer.schedule(task(ran::countDown), delay);
      assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(System.nanoTime() - began)
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(delay));
    }
  }

  @Test
  void runsTasksInTheOrderOfTheirTime() throws Exception {
    // Started so slowly that a later one isn't due before an earlier one, they say nothing.
    boolean startedInTime = false;
    while (!startedInTime) {
      Queue<Integer> order = new ConcurrentLinkedQueue<>();
      CountDownLatch ran = new CountDownLatch(3);
      long began = System.nanoTime();
      for (int delay : new int[] {900, 100, 500}) {
        timer.schedule(
            task(
                () -> {
                  order.add(delay);
                  ran.countDown();
                }),
            delay);
      }
      startedInTime = System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(300);
      assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
      if (startedInTime) {
        assertThat(order).containsExactly(100, 500, 900);
      }
    }
  }

  @Test
  void repeatsUntilTheTaskCancelsItself() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    SIPStackTimerTask[] self = new SIPStackTimerTask[1];
    self[0] =
        task(
            () -> {
              if (runs.incrementAndGet() == 3) {
                timer.cancel(self[0]);
                third.countDown();
              }
            });
    timer.scheduleWithFixedDelay(self[0], 10, 20);
    assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
    runAfter(200);
    assertThat(runs).hasValue(3);
  }

  @Test
  void aCancelledTaskDoesNotRun() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger cleaned = new AtomicInteger();
    SIPStackTimerTask task =
        new SIPStackTimerTask() {
          @Override
          public void runTask() {
            runs.incrementAndGet();
          }

          @Override
          public void cleanUpBeforeCancel() {
            cleaned.incrementAndGet();
          }

          @Override
          public @Nullable Object getThreadHash() {
            return null;
          }
        };
    // On the timer's thread, so that the task can't run before it is cancelled.
    Queue<Boolean> cancelled = new ConcurrentLinkedQueue<>();
    timer.schedule(
        task(
            () -> {
              timer.schedule(task, 50);
              cancelled.add(timer.cancel(task));
              cancelled.add(timer.cancel(task));
            }),
        0);
    runAfter(200);
    assertThat(cancelled).containsExactly(true, false);
    assertThat(runs).hasValue(0);
    assertThat(cleaned).hasValue(1);
  }

  @Test
  void aFailingTaskStopsNeitherItselfNorOthers() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    timer.scheduleWithFixedDelay(
        task(
            () -> {
              twice.countDown();
              throw new AssertionError("on purpose");
            }),
        10,
        10);
    assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
    runAfter(20);
  }

  @Test
  void waitsForMoreThanOneRoundOfTheWheel() throws Exception {
    // 41 s are one round: such a task must still stand there when its slot comes by the first time.
    AtomicInteger runs = new AtomicInteger();
    timer.schedule(task(runs::incrementAndGet), 40_960 + 100);
    runAfter(400);
    assertThat(runs).hasValue(0);
  }

  @Test
  void takesTasksFromManyThreads() throws Exception {
    int each = 5_000;
    CountDownLatch ran = new CountDownLatch(4 * each);
    Thread[] starters = new Thread[4];
    for (int i = 0; i < starters.length; i++) {
      starters[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < each; n++) {
                      timer.schedule(task(ran::countDown), n % 70);
                    }
                  });
    }
    for (Thread starter : starters) {
      starter.join();
    }
    assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesNothingWhenStopped() {
    timer.stop();
    assertThat(timer.isStarted()).isFalse();
    assertThatThrownBy(() -> timer.schedule(task(() -> {}), 10))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Waits by the timer itself: tasks run in the order of their time on one thread. */
  private void runAfter(long milliseconds) throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(task(ran::countDown), milliseconds);
    assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static SIPStackTimerTask task(Runnable what) {
    return new SIPStackTimerTask() {
      @Override
      public void runTask() {
        what.run();
      }

      @Override
      public @Nullable Object getThreadHash() {
        return null;
      }
    };
  }
}
