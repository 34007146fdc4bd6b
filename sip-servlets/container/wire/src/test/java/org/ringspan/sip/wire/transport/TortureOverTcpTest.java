package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ringspan.sip.wire.TortureMessages;
import org.ringspan.sip.wire.TortureTable;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("RFC 4475: the answer to each message over TCP")
class TortureOverTcpTest {

  /** They never end by their own Content-Length, so the connection is closed in the end. */
  private static final Set<String> NEVER_COMPLETE = Set.of("TC_BADDN_I", "TC_CLERR_I");

  /** On a stream nobody can say where these end, so they get 400 and the connection is closed. */
  private static final Set<String> UNFRAMED = Set.of("TC_INV2543_I", "TC_NCL_I", "TC_MCL01_I");

  private static BareStack stack;
  private static BareStack impatient;

  @BeforeAll
  static void start() throws Exception {
    WireLimits limits = WireLimits.defaults().withStreamWorkers(1);
    stack = new BareStack(limits, "127.0.12.1", "5070/tcp");
    impatient =
        new BareStack(
            limits.withTimeouts(Duration.ofMillis(700), limits.idleTimeout()),
            "127.0.12.1",
            "5071/tcp");
  }

  @AfterAll
  static void stop() {
    stack.close();
    impatient.close();
  }

  @TestFactory
  Stream<DynamicTest> everyMessageGetsItsAnswer() {
    Map<String, byte[]> messages = TortureMessages.readOrSkip();
    return messages.entrySet().stream()
        .map(m -> DynamicTest.dynamicTest(m.getKey(), () -> send(m.getKey(), m.getValue())));
  }

  private static void send(String name, byte[] message) throws Exception {
    int expected = UNFRAMED.contains(name) ? 400 : TortureTable.expected(name);
    boolean response = new String(message, 0, 4, StandardCharsets.US_ASCII).equals("SIP/");
    List<String> answers = new ArrayList<>();
    boolean closed = false;
    int port = NEVER_COMPLETE.contains(name) ? 5071 : 5070;
    try (StreamPeer peer = new StreamPeer("127.0.12.2", "127.0.12.1", port)) {
      peer.send(message);
      if (!NEVER_COMPLETE.contains(name)) {
        peer.send(Requests.options("TCP", "127.0.12.2", 5060, name));
      }
      String probe = "Call-ID: " + name + "\r\n";
      String answer = peer.receive();
      while (answer != null && !answer.contains(probe)) {
        answers.add(answer);
        answer = peer.receive();
      }
      closed = answer == null;
    }
    // The second message of TC_DBLREQ is longer than its Content-Length says, which a stream shows.
    boolean twice = name.equals("TC_DBLREQ");
    assertThat(closed).isEqualTo(NEVER_COMPLETE.contains(name) || UNFRAMED.contains(name) || twice);
    if (NEVER_COMPLETE.contains(name) || expected == TortureTable.DROP || response) {
      assertThat(answers).isEmpty();
      return;
    }
    int status = expected == TortureTable.ACCEPT ? 200 : expected;
    List<String> statuses = answers.stream().map(answer -> answer.substring(8, 11)).toList();
    // That second message is an INVITE without Contact.
    assertThat(statuses)
        .containsExactlyInAnyOrderElementsOf(twice ? List.of("200", "400") : List.of("" + status));
    for (String answer : answers) {
      AnswerCheck.isSound(Objects.requireNonNull(answer));
    }
  }
}
