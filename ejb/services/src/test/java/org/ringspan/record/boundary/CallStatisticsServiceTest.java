package org.ringspan.record.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.RecordsUnavailable;

class CallStatisticsServiceTest {
  private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(DAY);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final CallStatisticsService service =
      new CallStatisticsService(
          question -> {
            asked.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.yield();
            atOnce.decrementAndGet();
            return CallStatistics.of(question, List.of());
          },
          new SetClock());

  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Objects.requireNonNull(now.get());
    }
  }

  private CallStatistics ask(int hours) {
    return service.between(DAY, DAY.plus(HOUR.multipliedBy(hours)), HOUR);
  }

  @Test
  @DisplayName("An answer is given for a minute, also to those who ask a few seconds later")
  void kept() {
    CallStatistics first = ask(5);
    now.set(DAY.plusSeconds(59));
    assertThat(service.between(DAY.plusSeconds(3), DAY.plus(HOUR.multipliedBy(5)), HOUR))
        .isSameAs(first);
    assertThat(asked).hasValue(1);

    ask(6);
    assertThat(asked).hasValue(2);
    now.set(DAY.plusSeconds(60));
    assertThat(ask(5)).isEqualTo(first).isNotSameAs(first);
    assertThat(asked).hasValue(3);
  }

  @Test
  @DisplayName("Many dashboards at once: one query each way of asking, one after the other")
  void together() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    try (ExecutorService dashboards = Executors.newFixedThreadPool(16)) {
      List<Future<CallStatistics>> answers =
          IntStream.range(0, 160)
              .mapToObj(
                  i ->
                      dashboards.submit(
                          (Callable<CallStatistics>)
                              () -> {
                                begin.await();
                                return ask(1 + i % 4);
                              }))
              .toList();
      begin.countDown();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().buckets()).hasSize(1 + i % 4);
      }
    }
    assertThat(asked).hasValue(4);
    assertThat(mostAtOnce).hasValue(1);
  }

  @Test
  @DisplayName("However many ways of asking there are, memory doesn't fill")
  void many() {
    IntStream.rangeClosed(1, 190).forEach(this::ask);
    ask(190);
    assertThat(asked).hasValue(190);
    ask(1);
    assertThat(asked).hasValue(191);
  }

  @Test
  @DisplayName("A database that doesn't answer is asked again the next time")
  void failing() {
    AtomicInteger failures = new AtomicInteger();
    CallStatisticsService weak =
        new CallStatisticsService(
            question -> {
              failures.incrementAndGet();
              throw new RecordsUnavailable("away");
            },
            new SetClock());

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> weak.between(DAY, DAY.plus(HOUR), HOUR))
          .isInstanceOf(RecordsUnavailable.class);
    }
    assertThat(failures).hasValue(2);
  }
}
