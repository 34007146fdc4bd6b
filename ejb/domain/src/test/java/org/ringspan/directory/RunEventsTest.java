package org.ringspan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.directory.DirectoryEvent.Kind;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Phase;

/** HD4: what a run leaves among the events. */
class RunEventsTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

  private static DirectoryRun run(DirectoryRun.Kind kind, Phase phase, boolean dryRun) {
    return new DirectoryRun(
        "run-1",
        kind,
        "admin",
        dryRun,
        phase,
        9,
        new Counts(1, 2, 3, 4, 5, 6, 7, 8),
        Optional.of("because"),
        AT,
        Optional.of(AT.plusSeconds(9)));
  }

  private static RunLine line(int number, RunLine.Action action) {
    return new RunLine(number, action, "u" + number, "CN=u" + number, List.of(), "");
  }

  private static List<Kind> kinds(List<DirectoryEvent> events) {
    return events.stream().map(DirectoryEvent::kind).toList();
  }

  @Test
  @DisplayName("Each person who was changed, refused or deactivated has an event, then the run")
  void people() {
    List<RunLine> report = new ArrayList<>();
    for (RunLine.Action action : RunLine.Action.values()) {
      report.add(line(report.size() + 1, action));
    }
    List<DirectoryEvent> events =
        RunEvents.of(run(DirectoryRun.Kind.FULL, Phase.DONE, false), report);
    assertThat(kinds(events))
        .containsExactly(
            Kind.CREATED, Kind.UPDATED, Kind.DEACTIVATED, Kind.REACTIVATED, Kind.REFUSED, Kind.RUN);
    assertThat(events.getFirst().login()).contains("u1");
    assertThat(events.getLast().text())
        .contains("9 people", "1 new", "3 deactivated", "8 written", "because");
    assertThat(events).extracting(DirectoryEvent::at).containsOnly(AT.plusSeconds(9));
  }

  @Test
  @DisplayName("A trial run, and one that changed nothing, tell of nobody")
  void nobody() {
    List<RunLine> report = List.of(line(1, RunLine.Action.DEACTIVATE));
    assertThat(kinds(RunEvents.of(run(DirectoryRun.Kind.FULL, Phase.DONE, true), report)))
        .containsExactly(Kind.RUN);
    assertThat(
            kinds(RunEvents.of(run(DirectoryRun.Kind.CHANGES, Phase.NEEDS_CONSENT, false), report)))
        .containsExactly(Kind.BRAKE);
    assertThat(kinds(RunEvents.of(run(DirectoryRun.Kind.FULL, Phase.FAILED, false), report)))
        .containsExactly(Kind.FAILED);
  }

  @Test
  @DisplayName("A first run of thousands doesn't push everything else out")
  void bounded() {
    List<RunLine> report = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      report.add(line(i, RunLine.Action.CREATE));
    }
    List<DirectoryEvent> events =
        RunEvents.of(run(DirectoryRun.Kind.FULL, Phase.DONE, false), report);
    assertThat(events).hasSize(RunEvents.MOST_PEOPLE + 2);
    assertThat(events.get(RunEvents.MOST_PEOPLE).text()).startsWith("500 more people");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("However a run ends, it is told")
  void everyPhase(Phase phase) {
    for (DirectoryRun.Kind kind : DirectoryRun.Kind.values()) {
      assertThat(RunEvents.of(run(kind, phase, false), List.of())).hasSize(1);
    }
    assertThat(RunEvents.begun(run(DirectoryRun.Kind.FULL, phase, false)).text())
        .contains("admin", "run-1");
  }

  @Test
  @DisplayName("Texts and questions have bounds")
  void bounds() {
    assertThat(DirectoryEvent.of(AT, Kind.RUN, "x".repeat(5000)).text())
        .hasSize(DirectoryEvent.LONGEST_TEXT);
    assertThatIllegalArgumentException().isThrownBy(() -> EventQuestion.newest(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventQuestion.newest(EventQuestion.LARGEST + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EventQuestion(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("x".repeat(256)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DirectorySettings.Groups(List.of(), true));
  }
}
