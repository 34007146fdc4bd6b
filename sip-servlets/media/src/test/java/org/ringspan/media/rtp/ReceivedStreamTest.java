package org.ringspan.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Loss and jitter")
class ReceivedStreamTest {

  private static final long FRAME = 20_000_000;

  private final ReceivedStream stream = new ReceivedStream();

  private void heard(int sequence, long late) {
    stream.received(
        Packets.read(sequence & 0xFFFF, 160 * sequence, 9), FRAME * sequence + late, true);
  }

  @Test
  @DisplayName("loss is counted over the wrap, and its share since the last report")
  void loss() {
    for (int i = 65_500; i < 65_600; i++) {
      if (i % 4 != 3) {
        heard(i, 0);
      }
    }
    // 65,599 was left out, too, which nobody can know yet.
    assertThat(stream.lost()).isEqualTo(24);
    assertThat(stream.fractionLost()).isEqualTo(24 * 256 / 99);
    assertThat(stream.extendedHighest()).isEqualTo(65_598);
    heard(65_600, 0);
    heard(65_601, 0);
    assertThat(stream.fractionLost()).isEqualTo(256 / 3);
    assertThat(stream.fractionLost()).isZero();
  }

  @Test
  @DisplayName("doubles make the loss negative and the share zero")
  void doubles() {
    heard(1, 0);
    heard(2, 0);
    heard(2, 0);
    assertThat(stream.lost()).isEqualTo(-1);
    assertThat(stream.fractionLost()).isZero();
  }

  @Test
  @DisplayName("all lost but the last is 255 of 256, not none")
  void nearlyAll() {
    heard(1, 0);
    stream.fractionLost();
    heard(2_001, 0);
    assertThat(stream.fractionLost()).isEqualTo(255);
  }

  @Test
  @DisplayName("an even stream has no jitter; one late by 10 ms every second packet nears 10 ms")
  void jitter() {
    for (int i = 0; i < 100; i++) {
      heard(i, 0);
    }
    assertThat(stream.jitter()).isZero();
    for (int i = 100; i < 400; i++) {
      heard(i, i % 2 * 10_000_000L);
    }
    assertThat(stream.jitter()).isBetween(76, 80);
  }

  @Test
  @DisplayName("another source begins a new count")
  void anotherSource() {
    heard(1, 0);
    heard(50, 0);
    stream.received(Packets.read(9, 9, 10), 0, true);
    assertThat(stream.lost()).isZero();
    assertThat(stream.ssrc()).isEqualTo(10);
  }
}
