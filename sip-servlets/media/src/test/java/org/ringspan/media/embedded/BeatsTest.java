package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The beats of a media thread")
class BeatsTest {
  private static final int PLACES = 10;

  private static final long BEGIN = -5;

  private final Beats beats = new Beats(PLACES);
  private final MediaThread thread;

  BeatsTest() throws Exception {
    Counters counters = new Counters();
    FailureLog log = new FailureLog();
    PortPool ports = new PortPool(InetAddress.getByName("127.0.30.1"), 23_000, 23_001);
    thread = new MediaThread(ports, counters, log);
    beats.begin(BEGIN);
  }

  private CallMedia call() {
    Counters counters = new Counters();
    return new CallMedia(
        thread, new EventDelivery(event -> {}, Runnable::run, counters, new FailureLog()));
  }

  @Test
  @DisplayName("each call has one every 20 ms, and never many at once")
  void spread() {
    List<CallMedia> calls = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      calls.add(call());
      beats.add(calls.getLast());
    }
    Map<CallMedia, List<Long>> times = new HashMap<>();
    long now = BEGIN;
    for (int round = 0; round < 50 * PLACES; round++) {
      now += beats.untilNext(now);
      List<CallMedia> due = beats.due(now);
      assertThat(due).hasSizeBetween(2, 3);
      for (CallMedia call : due) {
        times.computeIfAbsent(call, unused -> new ArrayList<>()).add(now);
      }
      assertThat(beats.missed(now)).isFalse();
    }
    assertThat(times).hasSize(25);
    times
        .values()
        .forEach(
            each -> {
              assertThat(each).hasSize(50);
              for (int i = 1; i < each.size(); i++) {
                assertThat(each.get(i) - each.get(i - 1)).isEqualTo(Beats.BEAT);
              }
            });
  }

  @Test
  @DisplayName("a thread with few calls sleeps until one of them is due")
  void few() {
    CallMedia only = call();
    beats.add(only);
    long now = BEGIN + beats.untilNext(BEGIN);
    assertThat(beats.due(now)).containsExactly(only);
    assertThat(beats.untilNext(now)).isEqualTo(Beats.BEAT);
    assertThat(beats.due(now + Beats.BEAT - 1)).isEmpty();
    assertThat(beats.untilNext(now + Beats.BEAT - 1)).isEqualTo(1);
    assertThat(beats.due(now + Beats.BEAT)).containsExactly(only);
  }

  @Test
  @DisplayName("with no call at all it looks every beat")
  void none() {
    long now = BEGIN;
    for (int i = 0; i < 100; i++) {
      assertThat(beats.untilNext(now)).isBetween(1L, Beats.BEAT);
      now += beats.untilNext(now);
      assertThat(beats.due(now)).isEmpty();
      assertThat(beats.missed(now)).isFalse();
    }
  }

  @Test
  @DisplayName("late ones come one place after the other; what is missed by more than one is left")
  void late() {
    for (int i = 0; i < 2 * PLACES; i++) {
      beats.add(call());
    }
    long late = BEGIN + Beats.BEAT / PLACES + Beats.BEAT - 1;
    var heard = new HashSet<CallMedia>();
    for (int i = 0; i < PLACES; i++) {
      assertThat(beats.untilNext(late)).isNotPositive();
      List<CallMedia> due = beats.due(late);
      assertThat(due).hasSize(2);
      heard.addAll(due);
      assertThat(beats.missed(late)).isFalse();
    }
    assertThat(heard).hasSize(2 * PLACES);
    assertThat(beats.due(late)).isEmpty();
    long muchLater = late + 3 * Beats.BEAT;
    assertThat(beats.due(muchLater)).hasSize(2);
    assertThat(beats.missed(muchLater)).isTrue();
    assertThat(beats.untilNext(muchLater)).isZero();
  }

  @Test
  @DisplayName("a call that has gone beats no more, and its place is taken by the next")
  void gone() {
    CallMedia[] calls = new CallMedia[PLACES];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = call();
      beats.add(calls[i]);
    }
    assertThat(beats.remove(calls[3])).isTrue();
    assertThat(beats.remove(calls[3])).isFalse();
    assertThat(beats.all()).hasSize(PLACES - 1).doesNotContain(calls[3]);
    CallMedia next = call();
    beats.add(next);
    long now = BEGIN;
    var seen = new ArrayList<CallMedia>();
    for (int i = 0; i < PLACES; i++) {
      now += Beats.BEAT / PLACES;
      assertThat(beats.due(now)).hasSize(1).allSatisfy(seen::add);
    }
    calls[3] = next;
    assertThat(seen).containsExactlyInAnyOrderElementsOf(Arrays.asList(calls));
  }
}
