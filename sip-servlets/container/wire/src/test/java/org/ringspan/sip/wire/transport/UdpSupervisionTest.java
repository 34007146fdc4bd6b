package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("UDP receivers survive")
@Timeout(300)
class UdpSupervisionTest {

  private BareStack stack;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    stack = new BareStack(WireLimits.defaults().withUdpReceivers(1), "127.0.12.3", "5060/udp");
    peer = new UdpPeer("127.0.12.2", 5061, "127.0.12.3", 5060);
  }

  @AfterEach
  void stop() {
    peer.close();
    stack.close();
  }

  @Test
  @DisplayName("a stack overflow and a lack of memory while one message is processed")
  void errorsOfOneMessage() throws Exception {
    for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError("test"))) {
      String callId = "fatal-" + error.getClass().getSimpleName();
      stack.onRequest(
          callId,
          () -> {
            throw error;
          });
      peer.send(Requests.options("127.0.12.2", peer.port(), callId));
      assertThat(peer.receivedUntilProbe()).isEmpty();
    }
    assertThat(stack.statistics().processingFailures()).isEqualTo(2);
    assertThat(stack.statistics().receiverRestarts()).isZero();
  }

  @Test
  @DisplayName("a real endless recursion")
  void endlessRecursion() throws Exception {
    stack.onRequest("endless", () -> descend(0));
    peer.send(Requests.options("127.0.12.2", peer.port(), "endless"));
    assertThat(peer.receivedUntilProbe()).isEmpty();
    assertThat(stack.statistics().processingFailures()).isEqualTo(1);
  }

  private static int descend(int depth) {
    return depth < 0 ? 0 : descend(depth + 1) + 1;
  }

  @Test
  @DisplayName("an error outside of any message: the thread is replaced and counted")
  void deadThreadIsReplaced() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    Handler failing =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (broken.getAndSet(false)) {
              throw new StackOverflowError("the log fails");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("org.ringspan.sip.wire");
    logger.addHandler(failing);
    try {
      stack.onRequest(
          "kills-the-thread",
          () -> {
            // Logging this failure fails in turn, which nothing in the receiver catches.
            throw new StackOverflowError("test");
          });
      peer.send(Requests.options("127.0.12.2", peer.port(), "kills-the-thread"));
      assertThat(peer.receivedUntilProbe()).isEmpty();
    } finally {
      logger.removeHandler(failing);
    }
    assertThat(stack.statistics().receiverRestarts()).isEqualTo(1);
  }

  @Test
  @DisplayName("a socket that is closed under them: it is opened again")
  void closedSocketIsOpenedAgain() throws Exception {
    Field field = UdpProcessor.class.getDeclaredField("socket");
    field.setAccessible(true);
    var point = (gov.nist.javax.sip.ListeningPointImpl) stack.stack().getListeningPoints().next();
    DatagramSocket socket = (DatagramSocket) field.get(point.getMessageProcessor());
    socket.close();
    Eventually.counts("restarts", 1, stack.statistics()::receiverRestarts);
    assertThat(peer.receivedUntilProbe()).isEmpty();
  }

  @Test
  @DisplayName("what the stack's parser throws on RAck, RSeq, MIME-Version and Server")
  void parserFailures() throws Exception {
    for (String header : List.of("RAck: (", "RSeq: (", "MIME-Version: (", "Server: http://")) {
      peer.send(
          Requests.options("127.0.12.2", peer.port(), "parser-" + header.hashCode())
              .replace("Max-Forwards", header + "\r\nMax-Forwards"));
      List<String> answers = peer.receivedUntilProbe();
      assertThat(answers).hasSize(1);
      assertThat(answers.getFirst()).matches("(?s)SIP/2.0 (400 Bad Request|200 OK)\r\n.*");
    }
    assertThat(stack.statistics().rejectedByStatus()).containsKey(400);
    assertThat(stack.statistics().processingFailures()).isZero();
  }

  @Test
  @DisplayName("counters: in, out, rejected by status, dropped by reason")
  void counters() throws Exception {
    String options = Requests.options("127.0.12.2", peer.port(), "counted");
    peer.send(options.replace("SIP/2.0\r\nVia", "SIP/4.0\r\nVia"));
    peer.send(options.replace("Max-Forwards: 70", "Max-Forwards: 0"));
    peer.send("hello\r\n\r\n");
    peer.send("\r\n\r\n");
    assertThat(peer.receivedUntilProbe()).hasSize(2);
    assertThat(stack.statistics().messagesIn()).isEqualTo(4);
    // An answer is counted behind its sending, so it can be here before it is counted.
    Eventually.counts("sent", 3, stack.statistics()::messagesOut);
    assertThat(stack.statistics().rejected()).isEqualTo(2);
    assertThat(stack.statistics().rejectedByStatus()).containsOnlyKeys(483, 505);
    assertThat(stack.statistics().dropped()).isEqualTo(1);
    assertThat(stack.statistics().droppedByReason())
        .containsOnlyKeys(DropReason.KEEP_ALIVE, DropReason.NOT_SIP);
  }

  @Test
  @DisplayName("whereas the stack's own UDP thread of 2017 ends by an error, and its port with it")
  void stockThreadDies() throws Exception {
    Properties stock = new Properties();
    stock.setProperty(
        "gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY",
        "gov.nist.javax.sip.stack.OIOMessageProcessorFactory");
    stock.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
    try (BareStack plain = new BareStack(WireLimits.defaults(), "127.0.12.4", stock, "5060/udp");
        UdpPeer other = new UdpPeer("127.0.12.2", 5062, "127.0.12.4", 5060)) {
      Thread worker = threadNamed("UDPMessageChannelThread-0");
      plain.onRequest(
          "fatal",
          () -> {
            throw new StackOverflowError();
          });
      other.send(Requests.options("127.0.12.2", 5062, "fatal"));
      worker.join();
    }
  }

  private static Thread threadNamed(String part) {
    return Eventually.found(
        "a thread " + part,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(part) && thread.isAlive())
                .findAny()
                .orElse(null));
  }
}
