package org.ringspan.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.trunk.PeerHealth.State.DOWN;
import static org.ringspan.trunk.PeerHealth.State.UNKNOWN;
import static org.ringspan.trunk.PeerHealth.State.UP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.trunk.Observation.Answered;
import org.ringspan.trunk.Observation.Silent;
import org.ringspan.trunk.Observation.Unavailable;
import org.ringspan.trunk.Observation.UnavailableFor;
import org.ringspan.trunk.Observation.Unreachable;

class PeerHealthTest {
  private static final HealthSettings THREE_AND_TWO =
      new HealthSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 2, Duration.ofMinutes(5));

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private PeerHealth health = PeerHealth.UNKNOWN;

  private PeerHealth see(Observation... observations) {
    for (Observation observation : observations) {
      health = health.after(observation, THREE_AND_TWO, now);
    }
    return health;
  }

  @Test
  @DisplayName("A peer of which nothing is known is up at its first answer")
  void firstAnswer() {
    assertThat(see(new Answered()).state()).isEqualTo(UP);
  }

  @Test
  @DisplayName("It is down after three failures in a row, of whatever kind")
  void down() {
    assertThat(see(new Silent(), new Unavailable()).state()).isEqualTo(UNKNOWN);
    assertThat(see(new Unreachable()).state()).isEqualTo(DOWN);
  }

  @Test
  @DisplayName("An answer in between begins the count anew")
  void interrupted() {
    see(new Answered(), new Silent(), new Silent(), new Answered(), new Silent(), new Silent());
    assertThat(health.state()).isEqualTo(UP);
    assertThat(see(new Silent()).state()).isEqualTo(DOWN);
  }

  @Test
  @DisplayName("It is up again after two answers in a row")
  void upAgain() {
    see(new Silent(), new Silent(), new Silent());
    assertThat(see(new Answered()).state()).isEqualTo(DOWN);
    see(new Silent());
    assertThat(see(new Answered()).state()).isEqualTo(DOWN);
    assertThat(see(new Answered()).state()).isEqualTo(UP);
  }

  @Test
  @DisplayName("503 with Retry-After: down at once and left alone until then")
  void retryAfter() {
    see(new Answered(), new UnavailableFor(Duration.ofSeconds(60)));
    assertThat(health.state()).isEqualTo(DOWN);
    assertThat(health.leftAloneAt(now.plusSeconds(59))).isTrue();
    assertThat(health.leftAloneAt(now.plusSeconds(60))).isFalse();
    assertThat(see(new Answered(), new Answered()).state()).isEqualTo(DOWN);
    now = now.plusSeconds(60);
    assertThat(see(new Answered(), new Answered()).state()).isEqualTo(UP);
    assertThat(health.leftAloneUntil()).isEmpty();
  }

  @Test
  @DisplayName("A Retry-After is heeded for five minutes at most")
  void longRetryAfter() {
    see(new UnavailableFor(Duration.ofDays(10_000)));
    assertThat(health.leftAloneAt(now.plusSeconds(299))).isTrue();
    assertThat(health.leftAloneAt(now.plusSeconds(300))).isFalse();
  }

  @Test
  @DisplayName(
      "Whatever is seen, in any order: failures in a row are down, answers in a row are up")
  void anyOrder() {
    List<Observation> all =
        List.of(
            new Answered(),
            new Unavailable(),
            new Silent(),
            new Unreachable(),
            new UnavailableFor(Duration.ofSeconds(3)));
    Random chance = new Random(21);
    for (int round = 0; round < 2_000; round++) {
      for (int step = chance.nextInt(12); step > 0; step--) {
        now = now.plusSeconds(chance.nextInt(3));
        see(all.get(chance.nextInt(all.size())));
      }
      PeerHealth start = health;
      assertThat(see(new Silent(), new Silent(), new Silent()).state()).isEqualTo(DOWN);
      health = start;
      now = now.plusSeconds(3);
      assertThat(see(new Answered(), new Answered()).state()).isEqualTo(UP);
    }
  }

  @Test
  @DisplayName("Settings out of their ranges are refused")
  void settings() {
    assertThatThrownBy(
            () ->
                new HealthSettings(
                    Duration.ZERO, Duration.ofSeconds(5), 2, 1, Duration.ofMinutes(5)))
        .hasMessageContaining("interval");
    assertThatThrownBy(
            () ->
                new HealthSettings(
                    Duration.ofSeconds(30), Duration.ofSeconds(5), 0, 1, Duration.ofMinutes(5)))
        .hasMessageContaining("failuresDown");
  }
}
