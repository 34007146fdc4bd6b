package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InstanceHealthTest {

  @Test
  @DisplayName("it is up after an answer, until three commands in a row have none")
  void untilThreeAreMissed() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      InstanceHealth health = InstanceHealth.UNKNOWN;
      boolean everAnswered = false;
      int missed = 0;
      for (int i = 0; i < 50; i++) {
        boolean answers = random.nextInt(3) == 0;
        health = answers ? health.answered() : health.missedOnce();
        everAnswered |= answers;
        missed = answers ? 0 : missed + 1;
        assertThat(health.up()).as("seed %d", seed).isEqualTo(everAnswered && missed < 3);
      }
    }
  }
}
