package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  @Test
  @DisplayName("A failed deployment is explained by its innermost cause, in one line")
  void rootCause() {
    var failure =
        """
        "{\\"WFLYCTL0080: Failed services\\" => {\\"x\\" => \\"Failed to start service
            Caused by: org.example.Outer: it failed
            Caused by: org.example.Inner: no bean \\\\\\"clock\\\\\\"\\"},
          at injection point
        """;

    assertThat(Readiness.rootCause(failure)).isEqualTo(" (org.example.Inner: no bean \"clock\")");
  }

  @Test
  @DisplayName("A failure without a cause is not guessed at")
  void noCause() {
    assertThat(Readiness.rootCause("\"WFLYSRV0999: something\"")).isEmpty();
  }
}
