package org.ringspan.configuration.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.MailWishes;
import org.ringspan.configuration.User;
import org.ringspan.trunk.Trunks;
import org.ringspan.voice.boundary.SpokenRecordings;

/** The linter looks at the configuration that is in force when it is asked. */
class LinterServiceTest {
  private ConfigurationSnapshot current = ConfigurationSnapshot.empty("ringspan.test");
  private final SpokenRecordings recordings = new SpokenRecordings();
  private final LinterService linter = new LinterService(() -> current, recordings);

  @Test
  @DisplayName("Findings follow the configuration")
  void current() {
    assertThat(linter.findings()).isEmpty();

    current =
        new ConfigurationSnapshot(
            1,
            "ringspan.test",
            List.of(new User(new UserId("alice"), "Alice", true, List.of())),
            List.of(),
            List.of(),
            Trunks.none(),
            Optional.empty());

    assertThat(linter.findings())
        .extracting(Finding::where, Finding::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("user alice", Finding.Severity.NOTE));
  }

  @Test
  @DisplayName(
      "Recordings that a spoken language lacks are named, and those that can't be played; others aren't")
  void recordings() {
    recordings.read(
        new SpokenRecordings.Found(
            Map.of(Language.GERMAN, List.of("access_pin", "number_7")),
            Map.of("de/confirm.wav", "no WAV file")));
    assertThat(linter.findings())
        .extracting(Finding::where)
        .as("nobody hears German")
        .containsExactly("recording de/confirm.wav");
    current =
        new ConfigurationSnapshot(
            1,
            "ringspan.test",
            List.of(
                new User(
                    new UserId("alice"),
                    "Alice",
                    false,
                    false,
                    Optional.empty(),
                    List.of(),
                    User.USUAL_PICKUP,
                    true,
                    MailWishes.USUAL,
                    Optional.of(Language.GERMAN))),
            List.of(),
            List.of(),
            Trunks.none(),
            Optional.empty());
    assertThat(linter.findings())
        .filteredOn(finding -> finding.where().equals("language de"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.sentence())
                    .contains("English is heard instead: access_pin, number_7"));
  }
}
