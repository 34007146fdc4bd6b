package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time peers are charged for")
class PeerClockTest {

  private static final long STEP = PeerClock.STEP_NANOS;

  private final PeerClock clock = new PeerClock(-7);

  @Test
  @DisplayName("passes with the real one, never ahead of it")
  void passes() {
    long start = clock.now();
    clock.move(-7 + STEP / 2);
    clock.move(-7 + STEP);
    assertThat(clock.now() - start).isEqualTo(STEP);
  }

  @Test
  @DisplayName("stands still while the machine does: a pause counts as one step")
  void pause() {
    long start = clock.now();
    clock.move(1000 * STEP);
    assertThat(clock.now() - start).isEqualTo(STEP);
  }

  @Test
  @DisplayName("a time that begins within a step isn't over early")
  void neverEarly() {
    // Begins just before the clock is moved on.
    long end = clock.in(Duration.ofNanos(2 * STEP));
    clock.move(-7 + STEP);
    clock.move(-7 + 2 * STEP);
    assertThat(clock.now()).isLessThan(end);
    clock.move(-7 + 3 * STEP);
    assertThat(clock.now()).isGreaterThanOrEqualTo(end);
  }
}
