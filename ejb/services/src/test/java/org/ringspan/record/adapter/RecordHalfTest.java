package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;

/** What of a call travels, and what doesn't pass. */
class RecordHalfTest {
  @Test
  @DisplayName("Texts from the wire are cut and cleaned of what a database refuses")
  void cleaned() {
    CallerIdentity caller =
        new CallerIdentity("A\u0000B\uD800", Optional.of("9".repeat(300)), false);
    ReachPlan plan =
        new ReachPlan("1\n2", Optional.empty(), caller, List.of(), ForwardPlan.nowhere());

    RecordHalf half = RecordHalf.of(new CallStarted(new CallId("c"), Instant.EPOCH, plan));

    assertThat(half)
        .isInstanceOfSatisfying(
            RecordHalf.Start.class,
            start -> {
              assertThat(start.callerName()).isEqualTo("A\uFFFDB\uFFFD");
              assertThat(start.callerNumber()).contains("9".repeat(255));
              assertThat(start.called()).isEqualTo("1\uFFFD2");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"version\":2,\"node\":\"n\",\"run\":1,\"halves\":[]}",
        "{\"version\":1,\"node\":\"n\",\"run\":1.5,\"halves\":[]}",
        "{\"version\":1,\"node\":\"n\",\"run\":1,\"halves\":[1]}",
        "{\"version\":1,\"node\":\"n\",\"run\":1,\"halves\":[{\"type\":\"middle\"}]}",
        "{\"version\":1,\"node\":\"n\",\"run\":1,\"halves\":[{\"type\":\"end\",\"call\":\"c\"}]}"
      })
  @DisplayName("A message of another version or shape is unreadable")
  void unreadable(String text) {
    assertThatExceptionOfType(RecordJson.Unreadable.class)
        .isThrownBy(() -> RecordJson.read(text.getBytes(StandardCharsets.UTF_8)));
  }
}
