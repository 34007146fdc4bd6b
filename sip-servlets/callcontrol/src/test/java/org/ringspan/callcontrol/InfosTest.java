package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfosTest {
  private static Optional<Character> digit(String type, String body) {
    return Infos.digitIn(type, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "application/dtmf-relay,'Signal=5\r\nDuration=160\r\n',5",
    "Application/DTMF-Relay;x=y,'Duration=160\nSignal = #\n',#",
    "application/dtmf-relay,Signal=d,D",
    "application/dtmf,' * ',*",
    "application/dtmf,7,7"
  })
  @DisplayName("A key by INFO is read as gateways write it")
  void keys(String type, String body, char expected) {
    assertThat(digit(type, body)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "application/dtmf-relay,Signal=12",
    "application/dtmf-relay,Signal=",
    "application/dtmf-relay,XSignal=5",
    "application/dtmf,55",
    "application/dtmf,x",
    "text/plain,5",
    "application/media_control+xml,Signal=5"
  })
  @DisplayName("What tells of no key, or of several, is none")
  void others(String type, String body) {
    assertThat(digit(type, body)).isEmpty();
  }

  @Test
  @DisplayName("Nothing, and too much, is no key")
  void sizes() {
    assertThat(Infos.digitIn(null, new byte[1])).isEmpty();
    assertThat(Infos.digitIn("application/dtmf", null)).isEmpty();
    assertThat(digit("application/dtmf", "5" + " ".repeat(300))).isEmpty();
  }
}
