package org.ringspan.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.CallStatistics.Sum;

class CallStatisticsTest {
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @Test
  @DisplayName("Both ends are moved outwards to whole slots, so that alike questions are equal")
  void slots() {
    Question question =
        new Question(
            EIGHT.plusSeconds(1), EIGHT.plusSeconds(3_601).plusNanos(1), Duration.ofMinutes(5));

    assertThat(question)
        .isEqualTo(new Question(EIGHT, EIGHT.plusSeconds(3_900), Duration.ofMinutes(5)));
    assertThat(question.size()).isEqualTo(13);
    assertThat(CallStatistics.slotOf(Instant.ofEpochSecond(-1)))
        .isEqualTo(Instant.ofEpochSecond(-300));
  }

  @Test
  @DisplayName("Buckets without calls are there; the last may be shorter")
  void buckets() {
    CallStatistics statistics =
        CallStatistics.of(new Question(EIGHT, EIGHT.plusSeconds(2_100), QUARTER), List.of());

    assertThat(statistics.buckets())
        .extracting(CallStatistics.Bucket::from)
        .containsExactly(EIGHT, EIGHT.plusSeconds(900), EIGHT.plusSeconds(1_800));
    assertThat(statistics.buckets().getLast().until()).isEqualTo(EIGHT.plusSeconds(2_100));
    assertThat(statistics.totals()).isEqualTo(CallCounts.NONE);
    assertThat(statistics.totals().calls()).isZero();
  }

  @Test
  @DisplayName("Calls by outcome and by the place of the answer, for each bucket and together")
  void counts() {
    CallStatistics statistics =
        CallStatistics.of(
            new Question(EIGHT, EIGHT.plusSeconds(1_800), QUARTER),
            List.of(
                sum(0, CallOutcome.ANSWERED, LegCourse.Kind.DEVICE, 10),
                sum(1, CallOutcome.ANSWERED, LegCourse.Kind.DEVICE, 1),
                sum(0, CallOutcome.ANSWERED, LegCourse.Kind.DESTINATION, 5),
                sum(1, CallOutcome.FORWARDED, LegCourse.Kind.OUTSIDE, 2),
                sum(1, CallOutcome.FORWARDED, LegCourse.Kind.MAILBOX, 3),
                sum(1, CallOutcome.INTERRUPTED, LegCourse.Kind.DESTINATION, 1),
                new Sum(1, CallOutcome.CANCELLED, Optional.empty(), 4)));

    CallCounts first = statistics.buckets().getFirst().counts();
    assertThat(first.calls()).isEqualTo(15);
    assertThat(first.calls(CallOutcome.ANSWERED)).isEqualTo(15);
    assertThat(first.calls(CallOutcome.CANCELLED)).isZero();
    CallCounts totals = statistics.totals();
    assertThat(totals.calls()).isEqualTo(26);
    assertThat(totals.calls(CallOutcome.FORWARDED)).isEqualTo(5);
    assertThat(totals.answeredByDevice()).isEqualTo(11);
    assertThat(totals.answeredElsewhere()).isEqualTo(8);
    assertThat(totals.takenByMailbox()).isEqualTo(3);
    assertThat(totals.voicemailAvoided()).isEqualTo(6);
  }

  private static Sum sum(int bucket, CallOutcome outcome, LegCourse.Kind place, long calls) {
    return new Sum(bucket, outcome, Optional.of(place), calls);
  }

  @Test
  @DisplayName("A month in two hundred buckets is the most; buckets are whole slots")
  void refused() {
    Instant end = EIGHT.plus(Question.LONGEST);
    assertThat(new Question(EIGHT, end, Duration.ofHours(4)).size()).isEqualTo(186);

    refused(EIGHT, end.plusSeconds(1), Duration.ofHours(4));
    refused(EIGHT, end, Duration.ofHours(3));
    refused(EIGHT, EIGHT, QUARTER);
    refused(end, EIGHT, QUARTER);
    refused(EIGHT, end, Duration.ZERO);
    refused(EIGHT, end, Duration.ofHours(-4));
    refused(EIGHT, EIGHT.plusSeconds(60), Duration.ofMinutes(1));
    refused(EIGHT, EIGHT.plusSeconds(60), QUARTER.plusMillis(1));
  }

  private static void refused(Instant from, Instant until, Duration bucket) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Question(from, until, bucket));
  }
}
