package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text for logs")
class PrintableTest {

  @Test
  @DisplayName("stays on its line and shows what it holds")
  void escapes() {
    assertThat(Printable.escape("a\r\nb\tc\\d\u001b[31m\u2028\u202e\0"))
        .isEqualTo("a\\r\\nb\\tc\\\\d\\u001b[31m\\u2028\\u202e\\u0000");
    assertThat(Printable.escape("Zoë €")).isEqualTo("Zoë €");
  }

  @Test
  @DisplayName("is cut with the number of characters left out")
  void cuts() {
    assertThat(Printable.escape("abcdef", 2)).isEqualTo("ab… (4 more)");
    assertThat(Printable.escape("x".repeat(1000))).hasSizeLessThan(220).endsWith("(800 more)");
  }

  @Test
  @DisplayName("octets above ASCII are escaped")
  void octets() {
    byte[] octets = "aé\r".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Printable.escape(octets, 0, 3, 10)).isEqualTo("a\\u00e9\\r");
  }
}
