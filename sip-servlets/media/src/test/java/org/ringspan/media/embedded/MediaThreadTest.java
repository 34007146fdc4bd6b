package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.DropReason;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaException;

@DisplayName("A media thread")
class MediaThreadTest {

  private final Counters counters = new Counters();
  private final FailureLog log = new FailureLog();
  private final MediaThread media;
  private final List<MediaEvent> events = new CopyOnWriteArrayList<>();

  MediaThreadTest() throws Exception {
    PortPool ports = new PortPool(InetAddress.getByName("127.0.30.1"), 23_000, 23_001);
    media = new MediaThread(ports, counters, log);
  }

  @Test
  @DisplayName(
      "refuses commands when too many wait, releases never, and carries all others out in order")
  void overloaded() throws Exception {
    List<Integer> done = new ArrayList<>();
    int asked = 0;
    MediaException refusal = null;
    while (refusal == null) {
      int number = asked;
      try {
        media.ask(() -> done.add(number));
        asked++;
      } catch (MediaException e) {
        refusal = e;
      }
    }
    assertThat(refusal.reason()).isEqualTo(MediaException.Reason.OVERLOADED);
    assertThat(asked).isEqualTo(16_384);
    assertThat(media.insist(media::stop)).isTrue();
    Thread.ofPlatform().start(media).join();
    assertThat(done).hasSize(asked).isSorted();
  }

  @Test
  @DisplayName("goes on when a command or a call's beat fails, and counts it")
  void failures() throws Exception {
    Thread thread = Thread.ofPlatform().start(media);
    media.ask(
        () -> {
          throw new IllegalStateException("a command that fails");
        });
    Eventually.holds(
        "counted", () -> counters.droppedByReason().getOrDefault(DropReason.FAILED, 0L) == 1);
    List<String> done = new CopyOnWriteArrayList<>();
    media.ask(() -> done.add("next"));
    Eventually.holds("goes on", () -> done.size() == 1);
    media.stop();
    thread.join();
  }

  @Test
  @DisplayName("that dies by an error tells its calls, says that it is dead and takes nothing more")
  void dies() throws Exception {
    Thread thread = Thread.ofPlatform().start(media);
    EventDelivery delivery = new EventDelivery(events::add, Runnable::run, counters, log);
    media.open(new CallMedia(media, delivery));
    media.ask(
        () -> {
          throw new StackOverflowError("an error");
        });
    thread.join();
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            MediaEvent.CallLost.class, lost -> assertThat(lost.reason()).contains("an error"));
    assertThat(media.isAlive()).isFalse();
    assertThat(media.load()).isZero();
    assertThatThrownBy(() -> media.ask(() -> {}))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.CLOSED));
    assertThat(media.insist(() -> {})).isFalse();
  }
}
