package org.ringspan.sip.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.WireLimits;

@DisplayName("Datagrams")
@Timeout(300)
class UdpOrderTest {

  private static final String PEER = "127.0.12.2";
  private static final String SERVER = "127.0.12.11";

  private BareStack stack;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    stack = new BareStack(WireLimits.defaults().withUdpReceivers(8), SERVER, "5060/udp");
    peer = new UdpPeer(PEER, 5063, SERVER, 5060);
  }

  @AfterEach
  void stop() {
    peer.close();
    stack.close();
  }

  /** The {@code number}th request of a call. */
  private String request(String callId, int number) {
    return Requests.options(PEER, peer.port(), callId)
        .replace("branch=z9hG4bK", "branch=z9hG4bK" + number)
        .replace("CSeq: 1", "CSeq: " + number);
  }

  @Test
  @DisplayName("of one call are handled in the order they came, of many calls at once")
  void order() throws Exception {
    int calls = 40;
    int each = 25;
    // Never more at once than the sockets' buffers hold.
    for (int number = 1; number <= each; number++) {
      for (int call = 0; call < calls; call++) {
        peer.send(request("in-turn-" + call, number));
      }
      receive(calls);
    }
    for (int call = 0; call < calls; call += 4) {
      for (int number = 1; number <= each; number++) {
        for (int i = 0; i < 4; i++) {
          peer.send(request("at-once-" + (call + i), number));
        }
      }
      receive(4 * each);
    }
    List<Long> inOrder = LongStream.rangeClosed(1, each).boxed().toList();
    assertThat(stack.sequences()).hasSize(2 * calls);
    assertThat(stack.sequences().values())
        .allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
  }

  private void receive(int answers) throws IOException {
    for (int i = 0; i < answers; i++) {
      assertThat(peer.receive()).startsWith("SIP/2.0 200");
    }
  }

  @Test
  @DisplayName("of a call that is stuck wait, up to a limit, while all others are handled")
  void stuck() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    stack.onRequest(
        "stuck",
        () -> {
          begun.countDown();
          await(goOn);
        });
    peer.send(Requests.options(PEER, peer.port(), "stuck"));
    await(begun);
    try (UdpPeer others = new UdpPeer(PEER, 5064, SERVER, 5060)) {
      // The same call over and over, and between them others: far more than there are receivers.
      for (int i = 0; i < 80; i++) {
        peer.send(Requests.options(PEER, peer.port(), "stuck").replace("z9hG4bK", "z9hG4bK" + i));
        assertThat(others.receivedUntilProbe()).isEmpty();
      }
      Eventually.counts("dropped", 80 - 64, this::dropped);
      goOn.countDown();
      for (int i = 0; i < 65; i++) {
        assertThat(peer.receive()).startsWith("SIP/2.0 200").contains("Call-ID: stuck");
      }
      assertThat(others.receivedUntilProbe()).isEmpty();
    }
    assertThat(dropped()).isEqualTo(80 - 64);
    assertThat(stack.statistics().dropped()).isEqualTo(80 - 64);
    // What was dropped is handled when its sender sends it again.
    assertThat(peer.receivedUntilProbe()).isEmpty();
    peer.send(Requests.options(PEER, peer.port(), "stuck").replace("z9hG4bK", "z9hG4bK79"));
    assertThat(peer.receive()).contains("Call-ID: stuck");
  }

  private long dropped() {
    return stack.statistics().droppedByReason().getOrDefault(DropReason.OVERLOAD, 0L);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it never came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
