package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  @DisplayName("Objects, arrays, texts, numbers and words are read")
  void everything() {
    var text =
        """
        {"a": [1, -2.5e3, true, false], "b": {}, "c": [], "d": "q\\"\\u00e9\\n\\\\"}
        """;

    assertThat(Json.object(text))
        .isEqualTo(
            Map.of(
                "a", List.of(BigDecimal.ONE, new BigDecimal("-2.5e3"), true, false),
                "b", Map.of(),
                "c", List.of(),
                "d", "q\"é\n\\"));
  }

  @ParameterizedTest
  @DisplayName("What isn't JSON is refused with its position")
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"b",
        "{} x",
        "{\"a\":tru}",
        "{\"a\":\"\\u00\"}",
        "{\"a\":1 2}"
      })
  void malformed(String text) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageMatching("The seed document isn't JSON: at character \\d+ there should be .+");
  }
}
