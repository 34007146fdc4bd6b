package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ringspan.sip.wire.TortureMessages;
import org.ringspan.sip.wire.TortureTable;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("RFC 4475: the answer to each message over UDP")
class TortureOverUdpTest {

  private static BareStack stack;
  private static UdpPeer peer;

  @BeforeAll
  static void start() throws Exception {
    // One receiver, so that the answers come in the order of the requests.
    stack = new BareStack(WireLimits.defaults().withUdpReceivers(1), "127.0.12.1", "5060/udp");
    peer = new UdpPeer("127.0.12.2", 5060, "127.0.12.1", 5060);
  }

  @AfterAll
  static void stop() {
    peer.close();
    stack.close();
  }

  @TestFactory
  Stream<DynamicTest> everyMessageGetsItsAnswer() {
    Map<String, byte[]> messages = TortureMessages.readOrSkip();
    return messages.entrySet().stream()
        .map(m -> DynamicTest.dynamicTest(m.getKey(), () -> send(m.getKey(), m.getValue())));
  }

  private static void send(String name, byte[] message) throws Exception {
    int expected = TortureTable.expected(name);
    boolean response = new String(message, 0, 4).equals("SIP/");
    peer.send(message);
    List<String> answers = peer.receivedUntilProbe();
    if (expected == TortureTable.DROP || response) {
      assertThat(answers).isEmpty();
    } else {
      int status = expected == TortureTable.ACCEPT ? 200 : expected;
      assertThat(answers).hasSize(1);
      assertThat(answers.getFirst()).startsWith("SIP/2.0 " + status + " ");
      AnswerCheck.isSound(answers.getFirst());
    }
  }
}
