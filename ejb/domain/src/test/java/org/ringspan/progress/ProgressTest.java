package org.ringspan.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  @DisplayName("HD4: the rest takes as long as it has taken so far, step by step")
  void pace() {
    assertThat(new Progress(250, 1000, TEN).left()).contains(Duration.ofSeconds(30));
    assertThat(new Progress(1000, 1000, TEN).left()).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("HD4: no estimate while nothing is known, and none when more came than expected")
  void unknown() {
    assertThat(new Progress(0, 1000, TEN).left()).isEmpty();
    assertThat(new Progress(10, 1000, Duration.ofMillis(999)).left()).isEmpty();
    assertThat(new Progress(10, 0, TEN).left()).isEmpty();
    assertThat(new Progress(1001, 1000, TEN).left()).isEmpty();
    assertThat(new Progress(10, 1000, TEN.negated()).left()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Progress(-1, 0, TEN));
  }

  @Test
  @DisplayName("HD4: at an even pace the estimates come true at every step")
  void comesTrue() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      int of = 1001 + random.nextInt(200_000);
      int done = 1000 + random.nextInt(of - 1000);
      Duration step = Duration.ofMillis(1 + random.nextInt(50));
      assertThat(new Progress(done, of, step.multipliedBy(done)).left())
          .contains(step.multipliedBy(of - done));
    }
  }
}
