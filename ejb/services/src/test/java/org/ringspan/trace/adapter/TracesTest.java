package org.ringspan.trace.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.trace.TraceFilter;
import org.ringspan.trace.boundary.TraceService;

/** Traces with a clock that stands, written when the test says so. */
class TracesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

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
      return now;
    }
  }

  @TempDir private Path folder;
  private final Hand clock = new Hand();
  private final List<Traces.Recorded> waiting = new ArrayList<>();
  private final List<Boolean> wanted = new ArrayList<>();
  private Traces traces;

  @BeforeEach
  void make() {
    traces =
        new Traces(
            new TraceSettings(folder.resolve("traces"), Duration.ofDays(7), 2000),
            clock,
            waiting::add);
    traces.connect(wanted::add);
  }

  private String start(String person) {
    return traces.start(person, TraceFilter.ofPeople(Set.of(person)), HOUR);
  }

  private void pass(String call, String from, String to) {
    String message =
        "INVITE sip:%s@x SIP/2.0\r\nCall-ID: %s\r\nFrom: <sip:%s@y>\r\nAuthorization: secret\r\n\r\n"
            .formatted(to, call, from);
    traces.passed(true, "UDP", "127.0.0.3", 5062, message.getBytes(StandardCharsets.UTF_8));
  }

  private String written(String id) {
    traces.write(List.copyOf(waiting));
    waiting.clear();
    return traces.read(id).orElseThrow();
  }

  @Test
  @DisplayName("Messages of the subject are kept, others aren't, secrets never")
  void keeps() throws Exception {
    String id = start("alice");
    pass("one", "bob", "alice");
    pass("two", "bob", "carol");

    assertThat(written(id))
        .startsWith("alice\n")
        .contains("--- 2026-01-02T03:04:05Z to UDP 127.0.0.3:5062\nINVITE sip:alice@x SIP/2.0\n")
        .contains("Authorization: [removed]")
        .doesNotContain("carol", "secret");
    try (var files = Files.list(folder.resolve("traces"))) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  @DisplayName("Messages are wanted from the first trace to the end of the last")
  void wanted() {
    String first = start("alice");
    String second = start("bob");
    traces.stop(first);
    assertThat(wanted).containsExactly(false, true, true);
    traces.stop(second);
    assertThat(wanted).containsExactly(false, true, true, false);
    pass("one", "bob", "alice");
    assertThat(waiting).isEmpty();
  }

  @Test
  @DisplayName("A trace ends with its time, and when it is full; what comes later isn't kept")
  void limits() {
    String id = start("alice");
    for (int i = 0; i < 50; i++) {
      pass("call" + i, "bob", "alice");
    }
    assertThat(written(id)).endsWith("--- full\n").hasSizeLessThan(2200);
    assertThat(traces.traces().getFirst().running()).isFalse();

    String timed = start("alice");
    clock.now = clock.now.plus(HOUR);
    pass("late", "bob", "alice");
    assertThat(waiting).isEmpty();
    traces.tidy();
    assertThat(traces.runningNow()).isZero();
    assertThat(written(timed)).isEqualTo("alice\n");
  }

  @Test
  @DisplayName("Traces are deleted when they were kept long enough, also those of an earlier start")
  void retention() {
    String id = start("alice");
    clock.now = clock.now.plus(Duration.ofDays(6));
    traces.tidy();
    assertThat(traces.read(id)).isPresent();
    clock.now = clock.now.plus(Duration.ofDays(2));
    make();
    traces.tidy();
    assertThat(traces.read(id)).isEmpty();
    assertThat(traces.traces()).isEmpty();
  }

  @Test
  @DisplayName("No more than five run, none for longer than a day")
  void most() {
    for (int i = 0; i < TraceService.MOST_RUNNING; i++) {
      start("alice");
    }
    assertThatIllegalStateException().isThrownBy(() -> start("bob"));
    for (Duration no : new Duration[] {Duration.ZERO, Duration.ofHours(25)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> traces.start("x", TraceFilter.ofCall("x"), no));
    }
  }

  @Test
  @DisplayName("An id that leads elsewhere leads nowhere")
  void ids() throws Exception {
    Files.createDirectories(folder.resolve("traces"));
    Path outside = Files.writeString(folder.resolve("outside.trace"), "kept");
    assertThat(traces.read("../outside")).isEmpty();
    assertThat(traces.delete("../outside")).isFalse();
    assertThat(outside).exists();
  }

  @Test
  @DisplayName("Settings that can't be meant are refused by name")
  void settings() {
    Properties properties = new Properties();
    assertThat(TraceSettings.of(properties).kept()).isEqualTo(Duration.ofDays(7));
    assertThat(TraceSettings.of(properties).largest()).isEqualTo(10 << 20);
    for (String value : new String[] {"0", "91", "x", ""}) {
      properties.setProperty("ringspan.trace.retention", value);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TraceSettings.of(properties))
          .withMessageContaining("ringspan.trace.retention");
    }
  }
}
