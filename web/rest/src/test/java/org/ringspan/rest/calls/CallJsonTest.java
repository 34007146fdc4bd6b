package org.ringspan.rest.calls;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.json.SharedJson;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;

/** Calls as programs read them. */
class CallJsonTest {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");

  private static CallHistory.Entry entry(boolean isPrivate) {
    return new CallHistory.Entry(
        new CallId("a-1"),
        AT,
        Optional.of("+14085550100"),
        "Bob \"the\" caller",
        isPrivate,
        Optional.of(new UserId("bob")),
        "51234",
        Optional.of(new UserId("alice")),
        Optional.of(CallOutcome.NOT_ANSWERED),
        Optional.of("alice-desk"),
        Optional.of(Duration.ofMillis(1234)));
  }

  private static String written(CallHistory.Entry entry, boolean forCompany) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = SharedJson.createGeneratorFactory(Map.of()).createGenerator(text)) {
      CallJson.write(json, entry, forCompany);
    }
    return text.toString();
  }

  @Test
  @DisplayName("A line of the history says everything that is known of a call")
  void whole() {
    assertThat(written(entry(false), false))
        .isEqualTo(
            "{\"call\":\"a-1\",\"at\":\"2026-01-31T12:00:00.123Z\",\"caller\":{\"private\":false,"
                + "\"number\":\"+14085550100\",\"name\":\"Bob \\\"the\\\" caller\",\"user\":\"bob\"},"
                + "\"called\":{\"number\":\"51234\",\"user\":\"alice\"},\"outcome\":\"not-answered\","
                + "\"answeredBy\":\"alice-desk\",\"talked\":1234}");
  }

  @Test
  @DisplayName("What a private caller withholds is for the company only")
  void withheld() {
    assertThat(written(entry(true), true)).contains("+14085550100", "Bob", "\"user\":\"bob\"");
    assertThat(written(entry(true), false))
        .contains("\"caller\":{\"private\":true},")
        .doesNotContain("+14085550100", "Bob", "bob");
  }

  @Test
  @DisplayName("CC7: a member sees which group's call it was and who took it, not at which number")
  void ofGroup() {
    CallHistory.Entry one = entry(false);
    CallHistory.Entry entry =
        new CallHistory.Entry(
            one.call(),
            one.at(),
            one.caller(),
            one.callerName(),
            false,
            one.callingUser(),
            one.called(),
            Optional.empty(),
            Optional.of(CallOutcome.ANSWERED),
            Optional.of("+14085557890"),
            one.talked(),
            Optional.of(new CallHistory.GroupPart("sales", Optional.of(new UserId("carol")))));
    assertThat(written(entry, false))
        .contains("\"group\":{\"name\":\"sales\",\"answeredBy\":\"carol\"}")
        .doesNotContain("+14085557890");
    assertThat(written(entry, true)).contains("+14085557890");
  }

  @Test
  @DisplayName("What isn't known is left out")
  void unknown() {
    CallHistory.Entry lives =
        new CallHistory.Entry(
            new CallId("a-2"),
            AT,
            Optional.empty(),
            "",
            false,
            Optional.empty(),
            "51234",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(written(lives, true))
        .isEqualTo(
            "{\"call\":\"a-2\",\"at\":\"2026-01-31T12:00:00.123Z\",\"caller\":{\"private\":false,"
                + "\"name\":\"\"},\"called\":{\"number\":\"51234\"}}");
  }
}
