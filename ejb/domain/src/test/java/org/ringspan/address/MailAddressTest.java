package org.ringspan.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a@b", "alice.adams+phone@mail.example.com", "o'neil@example.com", "x_1@1.de"})
  @DisplayName("Addresses of people")
  void addresses(String text) {
    assertThat(MailAddress.in(text).orElseThrow().value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "@example.com",
        "alice@",
        "a b@example.com",
        "alice@example.com, bob@example.com",
        "Alice <alice@example.com>",
        "alice@example.com\r\nBcc: x@example.com",
        "\"a b\"@example.com",
        "alice@[127.0.0.1]",
        ".alice@example.com",
        "alice..a@example.com",
        "alice@-example.com",
        "alice@example..com",
        "alic\u00e9@example.com"
      })
  @DisplayName("What is none")
  void others(String text) {
    assertThat(MailAddress.in(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new MailAddress(text));
  }

  @Test
  @DisplayName("Lengths are those of RFC 5321, and a long text takes no long time")
  void lengths() {
    String domain = ("x".repeat(60) + ".").repeat(3) + "com";
    assertThat(MailAddress.in("a".repeat(64) + "@" + domain)).isPresent();
    assertThat(MailAddress.in("a".repeat(65) + "@" + domain)).isEmpty();
    assertThat(MailAddress.in("a".repeat(60) + "@" + domain + ".example.com")).isEmpty();
    assertThat(MailAddress.in("a.".repeat(100_000))).isEmpty();
    assertThat(new MailAddress("alice@example.com").domain()).isEqualTo("example.com");
  }
}
