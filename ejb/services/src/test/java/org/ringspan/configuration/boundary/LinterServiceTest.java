package org.ringspan.configuration.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.User;
import org.ringspan.trunk.Trunks;

/** The linter looks at the configuration that is in force when it is asked. */
class LinterServiceTest {
  private ConfigurationSnapshot current = ConfigurationSnapshot.empty("ringspan.test");
  private final LinterService linter = new LinterService(() -> current);

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
}
