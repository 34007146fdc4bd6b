package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.Mutations;
import org.ringspan.sip.wire.Sample;
import org.ringspan.sip.wire.TortureMessages;
import org.ringspan.sip.wire.WireLimits;
import org.ringspan.sip.wire.WireStatistics;

/** The seed is printed; give another one by {@code -Dringspan.fuzz.seed}. */
@DisplayName("10,000 spoilt messages")
@Timeout(900)
class MutationTest {

  private static final String SERVER = "127.0.12.9";
  private static final int MESSAGES = 10_000;
  private static final int BATCH = 50;
  private static final int STREAM_MESSAGES = 1_000;

  private static BareStack stack;
  private static List<byte[]> sources;
  private static long seed;

  @BeforeAll
  static void start() throws Exception {
    seed = Long.getLong("ringspan.fuzz.seed", 4475);
    System.out.println("ringspan.fuzz.seed=" + seed);
    stack =
        new BareStack(
            // On a busy machine the last connection comes before the first one's end is noticed.
            WireLimits.defaults()
                .withUdpReceivers(2)
                .withStreamWorkers(2)
                .withConnections(2 * STREAM_MESSAGES, 2 * STREAM_MESSAGES),
            SERVER,
            "5060/udp",
            "5060/tcp");
    sources = new ArrayList<>(TortureMessages.readIfThere().values());
    for (String sample : List.of(Sample.INVITE, Sample.OK, Sample.REGISTER)) {
      sources.add(sample.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @DisplayName("over UDP kill no thread, leave the memory bounded, and every answer is sound")
  void overUdp() throws Exception {
    Mutations mutations = new Mutations(seed, sources);
    long before = usedMemory();
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    WireStatistics statistics = stack.statistics();
    long startIn = statistics.messagesIn();
    try (DatagramSocket flood = new DatagramSocket(5060, InetAddress.getByName("127.0.12.2"));
        UdpPeer peer = new UdpPeer("127.0.12.6", 5062, SERVER, 5060)) {
      Thread reader = Thread.ofPlatform().daemon().start(() -> collect(flood, answers));
      for (int i = 0; i < MESSAGES; i++) {
        byte[] message = mutations.next();
        flood.send(
            new DatagramPacket(message, message.length, InetAddress.getByName(SERVER), 5060));
        if (i % BATCH == 0) {
          // Keeps step with the receivers, so that no datagram is lost in the socket's buffer.
          assertThat(peer.receivedUntilProbe()).isEmpty();
        }
      }
      assertThat(peer.receivedUntilProbe()).isEmpty();
      flood.close();
      reader.join();
    }
    long judged =
        statistics.messagesIn()
            - startIn
            + statistics.droppedByReason().getOrDefault(DropReason.KEEP_ALIVE, 0L);
    assertThat(judged).isGreaterThan(MESSAGES);
    assertThat(statistics.receiverRestarts()).isZero();
    assertThat(statistics.processingFailures()).isZero();
    assertThat(statistics.rejected()).isGreaterThan(MESSAGES / 4);
    assertThat(answers).isNotEmpty().allSatisfy(MutationTest::isSound);
    assertThat(usedMemory() - before).isLessThan(64L << 20);
    System.out.println(
        MESSAGES
            + " messages: "
            + statistics.rejectedByStatus()
            + " "
            + statistics.droppedByReason());
  }

  @Test
  @DisplayName("over TCP end at most their own connection")
  void overTcp() throws Exception {
    Mutations mutations = new Mutations(seed + 1, sources);
    for (int i = 0; i < STREAM_MESSAGES; i++) {
      try (StreamPeer peer = new StreamPeer("127.0.12.2", SERVER, 5060)) {
        peer.send(mutations.next());
      } catch (IOException e) {
        assertThat(e).isInstanceOf(java.net.SocketException.class);
      }
    }
    try (StreamPeer peer = new StreamPeer("127.0.12.2", SERVER, 5060)) {
      peer.send(Requests.options("TCP", "127.0.12.2", 5060, "afterwards"));
      assertThat(peer.receive())
          .as("the answer; dropped so far: %s", stack.statistics().droppedByReason())
          .isNotNull()
          .startsWith("SIP/2.0 200");
    }
    assertThat(stack.statistics().processingFailures()).isZero();
    assertThat(stack.statistics().receiverRestarts()).isZero();
  }

  private static void collect(DatagramSocket socket, Queue<String> answers) {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    while (true) {
      try {
        packet.setLength(65_535);
        socket.receive(packet);
      } catch (IOException closed) {
        return;
      }
      answers.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
    }
  }

  /** Answers of the validation are wholly ours; those of the application are the stack's. */
  private static void isSound(String answer) {
    if (!answer.startsWith("SIP/2.0 200")) {
      AnswerCheck.isSound(answer);
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
