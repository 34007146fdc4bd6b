package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.DropReason;
import org.ringspan.media.EndpointId;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.digit.CollectionOutcome;

@DisplayName("Events of a call")
class EventDeliveryTest {

  private static final EndpointId ID = new EndpointId("a");

  private final Counters counters = new Counters();
  private final List<MediaEvent> heard = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private static MediaEvent silent(long millis) {
    return new MediaEvent.MediaSilent(ID, Duration.ofMillis(millis));
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  @DisplayName("come in order, and a listener that fails gets the next one all the same")
  void order() {
    EventDelivery delivery =
        new EventDelivery(
            event -> {
              heard.add(event);
              throw new IllegalStateException("no good listener");
            },
            tasks::add,
            counters,
            new FailureLog());
    for (int i = 0; i < 10; i++) {
      delivery.emit(silent(i));
    }
    assertThat(heard).isEmpty();
    assertThat(tasks).hasSize(1);
    runAll();
    assertThat(heard).hasSize(10);
    assertThat(heard.get(9)).isEqualTo(silent(9));
  }

  @Test
  @DisplayName(
      "that the remote side can cause are dropped and counted when too many wait, answers never")
  void bounded() {
    EventDelivery delivery = new EventDelivery(heard::add, tasks::add, counters, new FailureLog());
    MediaEvent answer = new MediaEvent.DigitsCollected(ID, "", CollectionOutcome.NO_DIGIT);
    for (int i = 0; i < 1000; i++) {
      delivery.emit(silent(i));
    }
    delivery.emit(answer);
    runAll();
    assertThat(heard).hasSize(EventDelivery.MOST_WAITING + 1).endsWith(answer);
    assertThat(counters.droppedByReason())
        .containsEntry(DropReason.SLOW_LISTENER, 1000L - EventDelivery.MOST_WAITING);
    delivery.emit(silent(7));
    runAll();
    assertThat(heard).endsWith(silent(7));
  }

  @Test
  @DisplayName("that an executor refuses come with the next one")
  void refusing() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    EventDelivery delivery =
        new EventDelivery(
            heard::add,
            task -> {
              if (refuses.get()) {
                throw new RejectedExecutionException("full");
              }
              tasks.add(task);
            },
            counters,
            new FailureLog());
    delivery.emit(silent(1));
    refuses.set(false);
    delivery.emit(silent(2));
    runAll();
    assertThat(heard).containsExactly(silent(1), silent(2));
  }

  @Test
  @DisplayName("are told one at a time, none is lost, whichever threads they come from")
  void threads() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    int each = 20_000;
    CountDownLatch begin = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      EventDelivery delivery =
          new EventDelivery(
              event -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                told.incrementAndGet();
                inside.decrementAndGet();
              },
              executor,
              counters,
              new FailureLog());
      List<Thread> emitters = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        emitters.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      awaitBegin(begin);
                      for (int k = 0; k < each; k++) {
                        delivery.emit(new MediaEvent.CallLost("n" + k));
                      }
                    }));
      }
      begin.countDown();
      for (Thread emitter : emitters) {
        emitter.join();
      }
      Eventually.holds("all told", () -> told.get() == 2 * each);
    }
    assertThat(most).hasValue(1);
  }

  private static void awaitBegin(CountDownLatch begin) {
    try {
      begin.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
