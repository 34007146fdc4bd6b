package org.ringspan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  @DisplayName("Pauses double from a minute to an hour, and end after a day")
  void pauses() {
    RetryPlan plan = new RetryPlan(Duration.ofMinutes(1));
    List<Long> pauses = new ArrayList<>();
    Instant now = NOON;
    Instant until = NOON.plus(RetryPlan.PATIENCE);
    Optional<Instant> next = plan.next(1, now, until);
    while (next.isPresent()) {
      pauses.add(Duration.between(now, next.get()).toMinutes());
      now = next.get();
      next = plan.next(pauses.size() + 1, now, until);
    }
    assertThat(pauses.subList(0, 8)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(now).isAfter(until.minus(Duration.ofHours(1))).isBeforeOrEqualTo(until);
    assertThat(pauses).hasSize(28);
  }

  @Test
  @DisplayName("Any number of attempts has a pause")
  void many() {
    RetryPlan plan = new RetryPlan(Duration.ofHours(1));
    assertThat(plan.next(Integer.MAX_VALUE, NOON, NOON.plus(RetryPlan.PATIENCE)))
        .contains(NOON.plus(Duration.ofHours(1)));
    assertThat(plan.next(0, NOON, NOON.plus(RetryPlan.PATIENCE)))
        .contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  @DisplayName("A first pause is more than nothing and an hour at most")
  void range() {
    assertThatThrownBy(() -> new RetryPlan(Duration.ZERO)).hasMessageContaining("hour");
    assertThatThrownBy(() -> new RetryPlan(Duration.ofMinutes(61))).hasMessageContaining("hour");
  }
}
