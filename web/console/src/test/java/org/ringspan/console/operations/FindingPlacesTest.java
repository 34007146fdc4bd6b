package org.ringspan.console.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ResourceKind;

class FindingPlacesTest {
  private static boolean isAboutAlice(String where) {
    return FindingPlaces.isAbout(
        new Finding(Finding.Severity.WARNING, where, "rings too short", ""),
        ResourceKind.USER,
        "alice");
  }

  @Test
  @DisplayName("A finding about a user's destination is one about the user, and nobody else's is")
  void parts() {
    assertThat(isAboutAlice("user alice")).isTrue();
    assertThat(isAboutAlice("user alice, destination +14085557890")).isTrue();
    assertThat(isAboutAlice("user alice2")).isFalse();
    assertThat(isAboutAlice("user alice2, destination +14085557890")).isFalse();
    assertThat(isAboutAlice("device alice")).isFalse();
  }
}
