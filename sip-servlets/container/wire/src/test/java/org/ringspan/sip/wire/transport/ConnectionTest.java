package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.WireLimits;
import org.ringspan.sip.wire.WireStatistics;

@DisplayName("TCP connections")
@Timeout(300)
class ConnectionTest {

  private static final String SERVER = "127.0.12.5";
  private static final String IMPATIENT_SERVER = "127.0.12.11";
  private static final String CLIENT = "127.0.12.2";
  private static final int PER_PEER = 20;

  private static BareStack stack;

  @BeforeAll
  static void start() throws Exception {
    WireLimits limits = WireLimits.defaults().withConnections(100, PER_PEER).withStreamWorkers(4);
    stack = new BareStack(limits, SERVER, "5060/tcp");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static StreamPeer connect() throws IOException {
    return new StreamPeer(CLIENT, SERVER, 5060);
  }

  private static String options(String callId) {
    return Requests.options("TCP", CLIENT, 5060, callId);
  }

  private static long dropped(DropReason reason) {
    return stack.statistics().droppedByReason().getOrDefault(reason, 0L);
  }

  private static void await(BooleanSupplier condition) {
    Eventually.found("what was awaited", () -> condition.getAsBoolean() ? true : null);
  }

  private static BareStack impatient(Duration message, Duration idle) throws Exception {
    return new BareStack(
        WireLimits.defaults().withTimeouts(message, idle), IMPATIENT_SERVER, "5060/tcp");
  }

  private static StreamPeer connectToImpatient() throws IOException {
    return new StreamPeer(CLIENT, IMPATIENT_SERVER, 5060);
  }

  @Test
  @DisplayName("messages cut anywhere and glued together are all answered in order")
  void framing() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      all.append(options("same-call").replace("CSeq: 1", "CSeq: " + (i + 1)));
    }
    String text = all.toString();
    try (StreamPeer peer = connect()) {
      for (int i = 0; i < text.length(); i += 97) {
        peer.send(text.substring(i, Math.min(text.length(), i + 97)));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("CSeq: " + (i + 1) + " ");
      }
    }
  }

  @Test
  @DisplayName("RFC 5626 4.4.1: a double CRLF is answered with a single one")
  void keepAlive() throws Exception {
    try (StreamPeer peer = connect()) {
      peer.send("\r\n\r\n");
      assertThat(peer.read()).isEqualTo('\r');
      assertThat(peer.read()).isEqualTo('\n');
      peer.send("\r\n" + options("after-pong"));
      assertThat(peer.receive()).contains("after-pong");
    }
  }

  @Test
  @DisplayName("a message that trickles in is cut off, however often an octet comes")
  void slowLoris() throws Exception {
    try (BareStack server = impatient(Duration.ofMillis(700), Duration.ofMinutes(30));
        StreamPeer peer = connectToImpatient()) {
      peer.send("OPTIONS sip:a@b SIP/2.0\r\n");
      long begun = System.nanoTime();
      assertThat(peer.read()).isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(600));
      assertThat(server.statistics().droppedByReason()).containsEntry(DropReason.SLOW_PEER, 1L);
    }
  }

  @Test
  @DisplayName("an idle connection stays open beyond the time of a message")
  void idle() throws Exception {
    try (BareStack server = impatient(Duration.ofMillis(700), Duration.ofMinutes(30));
        StreamPeer peer = connectToImpatient()) {
      peer.send("\r\n");
      staysOpen(peer, 1500);
      peer.send(options("after-silence"));
      assertThat(peer.receive()).contains("after-silence");
      assertThat(server.statistics().dropped()).isZero();
    }
  }

  @Test
  @DisplayName("a connection is closed when its peer was silent for the idle time")
  void idleTooLong() throws Exception {
    try (BareStack server = impatient(Duration.ofMinutes(1), Duration.ofMillis(700));
        StreamPeer peer = connectToImpatient()) {
      assertThat(peer.read()).isEqualTo(-1);
      assertThat(server.statistics().dropped()).isZero();
    }
  }

  @Test
  @DisplayName("a peer that waits for our answer isn't idle, however long that takes us")
  void answerOwed() throws Exception {
    CountDownLatch decided = new CountDownLatch(1);
    try (BareStack server = impatient(Duration.ofMinutes(1), Duration.ofMillis(500));
        StreamPeer peer = connectToImpatient()) {
      server.onRequest(
          "thoughtful",
          () -> {
            try {
              decided.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      peer.send(options("thoughtful"));
      staysOpen(peer, 1500);
      decided.countDown();
      assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("thoughtful");
    }
  }

  private static void staysOpen(StreamPeer peer, int millis) throws IOException {
    int patience = peer.socket.getSoTimeout();
    peer.socket.setSoTimeout(millis);
    assertThatThrownBy(peer::read).isInstanceOf(java.net.SocketTimeoutException.class);
    peer.socket.setSoTimeout(patience);
  }

  @Test
  @DisplayName("endless header fields get 513 and the connection ends")
  void endlessHeaders() throws Exception {
    try (StreamPeer peer = connect()) {
      String head = options("endless");
      peer.send(head.substring(0, head.length() - 2));
      String line = "X-Filler: " + "x".repeat(1000) + "\r\n";
      for (int i = 0; i < 40; i++) {
        peer.send(line);
      }
      assertThat(peer.receive()).startsWith("SIP/2.0 513 Message Too Large");
      assertThat(peer.receive()).isNull();
    }
  }

  @Test
  @DisplayName("a body that is announced too long gets 513 before it is read")
  void hugeBody() throws Exception {
    try (StreamPeer peer = connect()) {
      peer.send(options("huge").replace("Length: 0", "Length: 2000000000"));
      assertThat(peer.receive()).startsWith("SIP/2.0 513 ");
      assertThat(peer.receive()).isNull();
    }
  }

  @Test
  @DisplayName("a bad request doesn't end a connection whose framing is sound")
  void badRequestKeepsConnection() throws Exception {
    try (StreamPeer peer = connect()) {
      peer.send(options("bad").replace("To: <", "To: \"<"));
      assertThat(peer.receive()).startsWith("SIP/2.0 400 Malformed To");
      peer.send(options("good"));
      assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }
  }

  @Test
  @DisplayName("two different Content-Length end the connection with 400")
  void twoLengths() throws Exception {
    try (StreamPeer peer = connect()) {
      peer.send(options("two").replace("Content-Length: 0", "Content-Length: 0\r\nl: 5"));
      assertThat(peer.receive()).startsWith("SIP/2.0 400 Duplicate Content-Length");
      assertThat(peer.receive()).isNull();
    }
  }

  @Test
  @DisplayName("a peer that closes its side still gets its answer")
  void halfClose() throws Exception {
    try (StreamPeer peer = connect()) {
      peer.send(options("half"));
      peer.socket.shutdownOutput();
      assertThat(peer.receive()).contains("half");
      assertThat(peer.receive()).isNull();
    }
  }

  @Test
  @DisplayName("one address can't take all connections, and closed ones are forgotten")
  void connectionsPerPeer() throws Exception {
    await(() -> stack.statistics().openConnections() == 0);
    List<StreamPeer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < PER_PEER; i++) {
        StreamPeer peer = connect();
        peers.add(peer);
        peer.send(options("many-" + i));
        assertThat(peer.receive()).isNotNull();
      }
      try (StreamPeer refused = connect()) {
        assertThat(readOrReset(refused.socket)).isEqualTo(-1);
      }
      assertThat(dropped(DropReason.TOO_MANY_CONNECTIONS)).isEqualTo(1);
      try (StreamPeer other = new StreamPeer("127.0.12.6", SERVER, 5060)) {
        other.send(options("another-address"));
        assertThat(other.receive()).isNotNull();
      }
    } finally {
      for (StreamPeer peer : peers) {
        peer.close();
      }
    }
    await(() -> stack.statistics().openConnections() == 0);
  }

  private static int readOrReset(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  @DisplayName("an error in the application neither ends the connection nor its worker")
  void applicationError() throws Exception {
    WireStatistics statistics = stack.statistics();
    long before = statistics.processingFailures();
    try (StreamPeer peer = connect()) {
      stack.onRequest(
          "fatal",
          () -> {
            throw new StackOverflowError();
          });
      peer.send(options("fatal"));
      peer.send(options("next"));
      // Calls are worked off side by side: the second may be answered before the first has failed.
      assertThat(peer.receive()).contains("next");
      await(() -> statistics.processingFailures() > before);
    }
    assertThat(statistics.processingFailures()).isEqualTo(before + 1);
  }
}
