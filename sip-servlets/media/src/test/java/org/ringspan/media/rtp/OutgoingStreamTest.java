package org.ringspan.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One continuous stream of several sources")
class OutgoingStreamTest {

  private static final long FRAME = 20_000_000;

  private final OutgoingStream stream = new OutgoingStream(0xCAFE, 65_534, -320);

  private void sent(int sequence, int timestamp, boolean marker) {
    assertThat(stream.sequence()).as("sequence").isEqualTo(sequence);
    assertThat(stream.timestamp()).as("timestamp").isEqualTo(timestamp);
    assertThat(stream.marker()).as("marker").isEqualTo(marker);
  }

  private boolean relay(int sequence, int timestamp, int ssrc, long now) {
    return stream.relay(Packets.read(sequence, timestamp, ssrc), 160, now);
  }

  @Test
  @DisplayName("prompt, relay, music: numbers run on across both wraps, each source has one marker")
  void sources() {
    stream.generate(160, 0);
    sent(65_534, -320, true);
    stream.generate(160, FRAME);
    sent(65_535, -160, false);

    stream.change();
    assertThat(relay(100, 77_000, 1, 2 * FRAME)).isTrue();
    sent(0, 0, true);
    assertThat(relay(101, 77_160, 1, 3 * FRAME)).isTrue();
    sent(1, 160, false);

    stream.change();
    stream.generate(160, 4 * FRAME);
    sent(2, 320, true);
  }

  @Test
  @DisplayName("time that nothing was sent in is in the timestamps when the next source begins")
  void pause() {
    stream.generate(160, 0);
    stream.change();
    stream.generate(160, FRAME + 1_000_000_000L);
    sent(65_535, -160 + 8000, true);
  }

  @Test
  @DisplayName("a frame that is made late has its place all the same")
  void lateFrame() {
    stream.generate(160, 0);
    stream.generate(160, FRAME + 7_000_000L);
    sent(65_535, -160, false);
  }

  @Test
  @DisplayName(
      "lost packets stay lost, reordered ones keep their order, late ones find their place")
  void gaps() {
    relay(10, 1000, 1, 0);
    relay(13, 1480, 1, 3 * FRAME);
    sent(1, 160, false);
    assertThat(relay(12, 1320, 1, 3 * FRAME)).isTrue();
    sent(0, 0, false);
    assertThat(relay(14, 1640, 1, 4 * FRAME)).isTrue();
    sent(2, 320, false);
  }

  @Test
  @DisplayName("a packet from before the source changed isn't sent: its number is taken")
  void tooLate() {
    relay(10, 1000, 1, 0);
    assertThat(relay(9, 840, 1, 1)).isFalse();
    assertThat(relay(12, 1320, 1, 2 * FRAME)).isTrue();
    assertThat(relay(11, 1160, 1, 2 * FRAME)).isTrue();
    assertThat(relay(9, 840, 1, 2 * FRAME)).isFalse();
  }

  @Test
  @DisplayName("another source, or one that starts again, joins on")
  void restart() {
    relay(10, 1000, 1, 0);
    relay(50_000, 9, 2, FRAME);
    sent(65_535, -160, true);
    relay(20_000, 5, 2, 2 * FRAME);
    sent(0, 0, true);
  }

  @Test
  @DisplayName(
      "the packets of an event have one timestamp, and sound after it the time that passed")
  void event() {
    stream.generate(160, 0);
    int began = stream.now(FRAME);
    for (int i = 1; i <= 7; i++) {
      stream.event(began, i == 1, i * FRAME);
      sent(65_534 + i & 0xFFFF, -160, i == 1);
    }
    stream.change();
    stream.generate(160, 8 * FRAME);
    sent(6, -160 + 7 * 160, true);
  }

  @Test
  @DisplayName(
      "whatever comes, a number is used for one packet, and none is far from its neighbour")
  void anything() {
    Random random = new Random(4);
    int highest = -1;
    for (int i = 0; i < 200_000; i++) {
      long now = i * 1_000_000L;
      boolean sent = true;
      switch (random.nextInt(20)) {
        case 0 -> stream.change();
        case 1 -> stream.generate(160, now);
        default -> sent = relay(random.nextInt(40) + i, 160 * i, random.nextInt(50) / 49, now);
      }
      if (sent) {
        int ahead = (short) (stream.sequence() - highest);
        if (i > 100) {
          assertThat(ahead).isBetween(-60, 60);
        }
        highest = ahead > 0 || i <= 100 ? stream.sequence() : highest;
      }
    }
  }
}
