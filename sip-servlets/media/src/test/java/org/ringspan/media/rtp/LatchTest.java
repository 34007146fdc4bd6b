package org.ringspan.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who is heard")
class LatchTest {

  private static final InetSocketAddress SIGNALLED = new InetSocketAddress("127.0.30.9", 4000);
  private static final InetSocketAddress NAT = new InetSocketAddress("127.0.30.9", 61_000);
  private static final InetSocketAddress THIEF = new InetSocketAddress("127.0.30.66", 4000);

  private final Latch latch = new Latch(SIGNALLED, false);

  @Test
  @DisplayName("the signalled address at once, and nobody else afterwards")
  void signalled() {
    assertThat(latch.target()).isEqualTo(SIGNALLED);
    assertThat(latch.admits(SIGNALLED, 1, 5)).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(latch.admits(THIEF, 1, 6 + i)).isFalse();
    }
    assertThat(latch.target()).isEqualTo(SIGNALLED);
  }

  @Test
  @DisplayName("another address when it has sent two packets in sequence, across the wrap too")
  void behindNat() {
    assertThat(latch.admits(NAT, 1, 65_535)).isFalse();
    assertThat(latch.admits(NAT, 1, 0)).isTrue();
    assertThat(latch.target()).isEqualTo(NAT);
    assertThat(latch.admits(THIEF, 1, 1)).isFalse();
    assertThat(latch.admits(THIEF, 1, 2)).isFalse();
    assertThat(latch.admits(NAT, 2, 700)).isTrue();
  }

  @Test
  @DisplayName("not an address that sends noise")
  void noise() {
    assertThat(latch.admits(NAT, 1, 5)).isFalse();
    assertThat(latch.admits(NAT, 1, 7)).isFalse();
    assertThat(latch.admits(NAT, 2, 8)).isFalse();
    assertThat(latch.admits(THIEF, 2, 9)).isFalse();
    assertThat(latch.target()).isEqualTo(SIGNALLED);
  }

  @Test
  @DisplayName("the signalled address takes its place from whoever was merely first")
  void signalledComesFirst() {
    latch.admits(THIEF, 1, 5);
    assertThat(latch.admits(THIEF, 1, 6)).isTrue();
    assertThat(latch.admits(SIGNALLED, 2, 1)).isTrue();
    assertThat(latch.admits(THIEF, 1, 7)).isFalse();
  }

  @Test
  @DisplayName("only the signalled address where media isn't symmetric")
  void strict() {
    latch.signal(SIGNALLED, true);
    assertThat(latch.admits(NAT, 1, 5)).isFalse();
    assertThat(latch.admits(NAT, 1, 6)).isFalse();
    assertThat(latch.admits(SIGNALLED, 1, 7)).isTrue();
  }

  @Test
  @DisplayName(
      "who was found stays when the same address is signalled again, and goes with another")
  void again() {
    latch.admits(NAT, 1, 5);
    latch.admits(NAT, 1, 6);
    latch.signal(SIGNALLED, false);
    assertThat(latch.target()).isEqualTo(NAT);
    latch.signal(new InetSocketAddress("127.0.30.9", 4002), false);
    assertThat(latch.target().getPort()).isEqualTo(4002);
    assertThat(latch.admits(NAT, 1, 7)).isFalse();
  }
}
