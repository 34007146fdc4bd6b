package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.media.MediaException;

@DisplayName("ADR 88: other ways for media whose own are lost")
@Timeout(60)
class MediaWaysTest {
  private static final int WAITING = 20;

  private final CountDownLatch answers = new CountDownLatch(1);
  private final Set<Thread> waited = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final MediaWays ways = new MediaWays(Thread::new, WAITING);

  @AfterEach
  void close() {
    ways.close();
  }

  /** An rtpengine that doesn't answer yet. */
  private void silent() {
    waited.add(Thread.currentThread());
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void open(String call) {
    ways.open(this::silent, () -> told.add(call + " opened"), why -> told.add(call + " failed"));
  }

  @Test
  @DisplayName(
      "nobody who asks waits, only so many wait for an rtpengine, and all get their answer")
  void nobodyWaits() throws Exception {
    int all = MediaWays.THREADS + WAITING;
    // Were one of them carried out here, the test would end by its time-out.
    for (int i = 0; i < MediaWays.THREADS; i++) {
      open("call " + i);
    }
    for (int i = MediaWays.THREADS; i < all; i++) {
      open("call " + i);
    }
    assertThat(told).isEmpty();
    answers.countDown();
    List<String> heard = new CopyOnWriteArrayList<>();
    for (int i = 0; i < all; i++) {
      heard.add(told.poll(30, TimeUnit.SECONDS));
    }
    assertThat(heard).doesNotContainNull().doesNotHaveDuplicates().hasSize(all);
    assertThat(heard).allMatch(answer -> answer.endsWith(" opened"));
    assertThat(waited).hasSizeBetween(1, MediaWays.THREADS).doesNotContain(Thread.currentThread());
  }

  @Test
  @DisplayName("more than may wait are refused at once")
  void bound() {
    for (int i = 0; i < MediaWays.THREADS + WAITING; i++) {
      open("call " + i);
    }
    assertThatThrownBy(() -> open("one more"))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.OVERLOADED));
    answers.countDown();
  }

  @Test
  @DisplayName("who gets none is told once, and the next is served all the same")
  void failure() throws Exception {
    MediaException refusal =
        new MediaException(MediaException.Reason.UNREACHABLE, "nobody answers");
    ways.open(
        () -> {
          throw refusal;
        },
        () -> told.add("opened"),
        why -> told.add("failed: " + why.getMessage()));
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("failed: nobody answers");
    answers.countDown();
    open("next");
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("next opened");
    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("a server that stops waits for none, and takes no more")
  void stops() throws Exception {
    open("one");
    ways.close();
    assertThatThrownBy(() -> open("another"))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.CLOSED));
    for (Thread thread : waited) {
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    }
  }
}
