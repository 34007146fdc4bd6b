package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.SipMessage;

/**
 * The torture messages of RFC 4475, byte by byte, and the answers that its text asks for. A dozen
 * of them share one branch, so that they also tell transactions apart by sender and method.
 */
@RingspanTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc4475IT {
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofMillis(250);

  private final TortureSocket socket = new TortureSocket(Network.address(Network.TORTURE));

  @AfterAll
  void close() {
    socket.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(TortureMessage.class)
  @DisplayName("RFC 4475 section 3")
  void answered(TortureMessage row, TestServer server) throws IOException {
    byte[] bytes = row.bytes();
    String marker = row.marker(new String(bytes, StandardCharsets.ISO_8859_1));
    Optional<SipMessage> answer =
        socket.ask(row.wire(), server, bytes, marker, row.isAnswered() ? ANSWER : SILENCE);
    if (!row.isAnswered()) {
      assertThat(answer).isEmpty();
    } else {
      assertThat(answer).as("an answer").isPresent();
      assertThat(answer.get().status()).as("%s", answer.get()).satisfies(row::requireAllowed);
      assertThat(answer.get().reasonPhrase()).matches("[\\x20-\\x7e]*");
    }
    assertThat(socket.ping(server)).as("the server answers OPTIONS afterwards").isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = TortureMessage.class, names = "BEXT01")
  @DisplayName("RFC 4475 section 3.3.5: the extensions that aren't supported are named")
  void unsupported(TortureMessage row, TestServer server) throws IOException {
    byte[] bytes = row.bytes();
    var answer = socket.ask(row.wire(), server, bytes, "bext01", ANSWER);
    assertThat(answer.orElseThrow().required("Unsupported")).contains("nothingSupportsThis");
  }
}
