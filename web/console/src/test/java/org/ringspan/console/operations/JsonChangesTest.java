package org.ringspan.console.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonChangesTest {
  private static String changes(Optional<String> before, Optional<String> after) {
    return JsonChanges.between(before, after).stream()
        .map(it -> it.pointer() + " " + it.before() + ">" + it.after())
        .reduce("", (one, other) -> one + other + "\n");
  }

  @Test
  @DisplayName("Only fields that differ are told, with where they are")
  void differing() {
    assertThat(
            changes(
                Optional.of("{\"name\":\"Ann\",\"lines\":[{\"number\":\"1\"}],\"mobility\":true}"),
                Optional.of("{\"name\":\"Ann\",\"lines\":[{\"number\":\"2\"}],\"role\":\"user\"}")))
        .isEqualTo("/lines/0/number 1>2\n/mobility true>\n/role >user\n");
  }

  @Test
  @DisplayName("What was made has nothing before, what was removed nothing after")
  void madeAndRemoved() {
    assertThat(changes(Optional.empty(), Optional.of("{\"name\":\"a\"}"))).isEqualTo("/name >a\n");
    assertThat(changes(Optional.of("{\"name\":\"a\"}"), Optional.empty())).isEqualTo("/name a>\n");
    assertThat(changes(Optional.empty(), Optional.empty())).isEmpty();
  }
}
