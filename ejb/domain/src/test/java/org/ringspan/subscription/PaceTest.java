package org.ringspan.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.subscription.Pace.Nothing;
import org.ringspan.subscription.Pace.Stepped;
import org.ringspan.subscription.Pace.Tell;
import org.ringspan.subscription.Pace.Wait;

/** One NOTIFY at a time, not too fast, and the last change is always told. */
class PaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  @DisplayName("Five changes in 50 ms after a NOTIFY make one more, a second after the first")
  void batches() {
    Stepped first = Pace.of(SECOND).changed(T);
    assertThat(first.step()).isEqualTo(new Tell());
    Pace pace = first.pace().told(T.plusMillis(5)).pace();
    Stepped next = pace.changed(T.plusMillis(10));
    assertThat(next.step()).isEqualTo(new Wait(Duration.ofMillis(990)));
    for (int millis = 20; millis <= 50; millis += 10) {
      next = next.pace().changed(T.plusMillis(millis));
      assertThat(next.step()).isEqualTo(new Nothing());
    }
    assertThat(next.pace().due(T.plus(SECOND)).step()).isEqualTo(new Tell());
  }

  @Test
  @DisplayName("What changes while a NOTIFY is on its way is told after its answer")
  void trailing() {
    Pace pace = Pace.of(Duration.ZERO).changed(T).pace();
    Stepped meanwhile = pace.changed(T);
    assertThat(meanwhile.step()).isEqualTo(new Nothing());
    Stepped told = meanwhile.pace().told(T.plusMillis(1));
    assertThat(told.step()).isEqualTo(new Tell());
    assertThat(told.pace().told(T.plusMillis(2)).step()).isEqualTo(new Nothing());
  }

  @Test
  @DisplayName("A telephone that asks is told at once; the time that was waited for means nothing")
  void asked() {
    Pace waiting = Pace.of(SECOND).changed(T).pace().told(T).pace().changed(T.plusMillis(1)).pace();
    Stepped asked = waiting.asked(T.plusMillis(2));
    assertThat(asked.step()).isEqualTo(new Tell());
    assertThat(asked.pace().due(T.plus(SECOND)).step()).isEqualTo(new Nothing());
  }

  @Test
  @DisplayName("What can't be found out is tried again; a time that runs out early is waited on")
  void failed() {
    Stepped failed = Pace.of(SECOND).changed(T).pace().failed(Duration.ofSeconds(10));
    assertThat(failed.step()).isEqualTo(new Wait(Duration.ofSeconds(10)));
    assertThat(failed.pace().changed(T.plusSeconds(2)).step()).isEqualTo(new Nothing());
    assertThat(failed.pace().due(T.plusMillis(400)).step())
        .isEqualTo(new Wait(Duration.ofMillis(600)));
    assertThat(failed.pace().due(T.plusSeconds(10)).step()).isEqualTo(new Tell());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("Whatever happens: never two at once, never too fast, and the last is told")
  void anything(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      new Telephone(random).live();
    }
  }

  /**
   * A telephone that is told of a number which grows, by a shell that does as {@link Pace} says.
   */
  private static final class Telephone {
    private final Random random;
    private final List<Instant> timers = new ArrayList<>();
    private Pace pace = Pace.of(SECOND);
    private Instant now = T;
    private Optional<Instant> last = Optional.empty();
    private boolean onItsWay;
    private int number;
    private int known;

    Telephone(Random random) {
      this.random = random;
    }

    void live() {
      for (int i = 0; i < 60; i++) {
        now = now.plusMillis(random.nextInt(400));
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            number++;
            carryOut(pace.changed(now), false);
          }
          case 2 -> {
            if (random.nextInt(4) == 0) {
              carryOut(pace.asked(now), true);
            }
          }
          case 3 -> answer();
          default -> runOut();
        }
      }
      while (onItsWay || !timers.isEmpty()) {
        now = now.plusMillis(300);
        answer();
        runOut();
      }
      assertThat(known).isEqualTo(number);
    }

    private void answer() {
      if (onItsWay) {
        onItsWay = false;
        carryOut(pace.told(now), false);
      }
    }

    private void runOut() {
      if (!timers.isEmpty() && !timers.getFirst().isAfter(now)) {
        timers.removeFirst();
        carryOut(pace.due(now), false);
      }
    }

    private void carryOut(Stepped stepped, boolean wished) {
      pace = stepped.pace();
      switch (stepped.step()) {
        case Tell tell -> {
          assertThat(onItsWay).isFalse();
          onItsWay = true;
          if (!wished && last.isPresent()) {
            assertThat(Duration.between(last.get(), now)).isGreaterThanOrEqualTo(SECOND);
          }
          last = Optional.of(now);
          known = number;
        }
        case Wait(var time) -> {
          assertThat(time).isPositive();
          timers.add(now.plus(time));
          timers.sort(null);
        }
        case Nothing nothing -> {}
      }
    }
  }
}
