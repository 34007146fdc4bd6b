package org.ringspan.event.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.event.CallNews;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStarted;
import org.ringspan.record.Ladder;
import org.ringspan.record.LegCourse;

/** Every event is what its documented schema says. */
class EventJsonTest {
  private static final CallId CALL = new CallId("0a1b-2c");
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static JsonSchema schema;

  @BeforeAll
  static void read() throws IOException {
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../../docs/schemas/call-event.schema.json")));
  }

  private static LegCourse leg(LegCourse.Kind kind, boolean rings, boolean over) {
    OptionalLong none = OptionalLong.empty();
    return new LegCourse(
        1,
        0,
        false,
        kind,
        "+14085557890",
        kind == LegCourse.Kind.DESTINATION ? "mobile \"M\"" : "",
        rings ? OptionalLong.of(4000) : none,
        rings ? Optional.empty() : Optional.of("OUTSIDE_RING_SCHEDULE"),
        rings ? "" : "Mon-Fri 08:00-18:00",
        none,
        none,
        over ? Optional.of("pstn") : Optional.empty(),
        over ? Optional.of("14085557890") : Optional.empty(),
        over ? OptionalLong.of(1) : none,
        over ? OptionalLong.of(2) : none,
        over ? OptionalLong.of(3) : none,
        over ? OptionalLong.of(4) : none,
        over ? OptionalInt.of(200) : OptionalInt.empty(),
        over ? "Hung up" : "");
  }

  static Stream<CallNews> news() {
    List<LegCourse> legs =
        Stream.of(LegCourse.Kind.values())
            .flatMap(
                kind ->
                    Stream.of(
                        leg(kind, true, true), leg(kind, true, false), leg(kind, false, false)))
            .toList();
    return Stream.of(
        new CallNews.Started(
            new CallStarted(
                CALL,
                AT,
                new CallOrigin.FromTrunk(new TrunkName("pstn")),
                Optional.empty(),
                new CallerIdentity("Z\"\u0007<", Optional.of("+1408"), true),
                "+14085551234",
                Optional.of(new UserId("alice")),
                legs)),
        new CallNews.Started(
            new CallStarted(
                CALL,
                AT,
                new CallOrigin.FromDevice(new DeviceName("bob-desk")),
                Optional.of(new UserId("bob")),
                new CallerIdentity("", Optional.empty(), false),
                "112",
                Optional.empty(),
                List.of())),
        new CallNews.Ringing(CALL, AT, legs),
        new CallNews.Answered(CALL, AT, "alice-desk"),
        new CallNews.Explained(CALL, AT, legs, List.of("It rang.", "It ended.")),
        ended(CallOutcome.ANSWERED, Optional.of(AT)));
  }

  private static CallNews ended(CallOutcome outcome, Optional<Instant> answered) {
    return new CallNews.Ended(
        new CallEnded(
            CALL,
            AT,
            outcome,
            answered,
            answered,
            answered.map(at -> "alice-desk"),
            480,
            "because",
            List.of(),
            new Ladder()));
  }

  @ParameterizedTest
  @MethodSource("news")
  @DisplayName("Every kind of event is valid")
  void valid(CallNews news) {
    assertThat(schema.validate(EventJson.write(news), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every way to end is valid")
  void outcomes(CallOutcome outcome) {
    assertThat(schema.validate(EventJson.write(ended(outcome, Optional.empty())), InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":1,\"type\":\"answered\",\"call\":\"c\",\"at\":\"2026-11-20T12:00:00Z\"}",
        "{\"version\":2,\"type\":\"answered\",\"call\":\"c\",\"at\":\"2026-11-20T12:00:00Z\",\"answeredBy\":\"a\"}",
        "{\"version\":1,\"type\":\"answered\",\"call\":\"c d\",\"at\":\"2026-11-20T12:00:00Z\",\"answeredBy\":\"a\"}",
        "{\"version\":1,\"type\":\"answered\",\"call\":\"c\",\"at\":\"2026-11-20T12:00:00+01:00\",\"answeredBy\":\"a\"}",
        "{\"version\":1,\"type\":\"ringing\",\"call\":\"c\",\"at\":\"2026-11-20T12:00:00Z\",\"legs\":[{\"leg\":1,\"kind\":\"device\",\"target\":\"d\",\"rings\":false,\"delay\":1}]}"
      })
  @DisplayName("The schema refuses what is no event")
  void invalid(String text) {
    assertThat(schema.validate(text, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  @DisplayName("The form itself: what integrators read")
  void form() {
    assertThat(EventJson.write(new CallNews.Answered(CALL, AT, "alice-desk")))
        .isEqualTo(
            "{\"version\":1,\"type\":\"answered\",\"call\":\"0a1b-2c\","
                + "\"at\":\"2026-11-20T12:00:00.123Z\",\"answeredBy\":\"alice-desk\"}");
  }

  @Test
  @DisplayName("Settings: on unless switched off, nothing else is understood")
  void settings() {
    assertThat(EventSettings.of(new Properties())).isEqualTo(new EventSettings(true, true));
    Properties off = new Properties();
    off.setProperty("ringspan.events.enabled", "false");
    assertThat(EventSettings.of(off)).isEqualTo(new EventSettings(false, true));
    off.setProperty("ringspan.events.queue.enabled", "no");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSettings.of(off))
        .withMessageContaining("ringspan.events.queue.enabled");
  }
}
