package org.ringspan.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A piece of sound that is left out")
class SpliceTest {

  private static final int RING = 4096;

  @ParameterizedTest
  @ValueSource(ints = {90, 130, 305, 333, 440, 750, 1015, 1750, 2750, 3300})
  @DisplayName("leaves a tone as it was: no step, no other strength, no other phase")
  void tone(int hertz) {
    short[] ring = new short[RING];
    int at = RING - 100;
    for (int i = 0; i < 2000; i++) {
      ring[at + i & RING - 1] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / 8000));
    }
    int left = Splice.leaveOut(ring, at);
    assertThat(left).isBetween(Splice.SHORTEST, Splice.LONGEST);
    // A sine satisfies next + before = 2 cos(step) now, whatever its phase.
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 8000);
    for (int i = 1; i < 800; i++) {
      int before = ring[at + left + i - 1 & RING - 1];
      int now = ring[at + left + i & RING - 1];
      int next = ring[at + left + i + 1 & RING - 1];
      assertThat(next + before - coefficient * now).isBetween(-400.0, 400.0);
    }
    int loudest = 0;
    for (int i = 0; i < 160; i++) {
      loudest = Math.max(loudest, Math.abs(ring[at + left + i & RING - 1]));
    }
    assertThat(loudest).isBetween(7000, 8001);
  }

  @Test
  @DisplayName("is as long as can be in silence, and changes nothing there")
  void silence() {
    short[] ring = new short[RING];
    assertThat(Splice.leaveOut(ring, 17)).isEqualTo(Splice.LONGEST);
    assertThat(ring).containsOnly((short) 0);
  }

  @Test
  @DisplayName("begins as the sound did, ends as it goes on, and is never louder than it was")
  void anything() {
    Random random = new Random(41);
    for (int round = 0; round < 2000; round++) {
      short[] ring = new short[RING];
      for (int i = 0; i < RING; i++) {
        ring[i] = (short) random.nextInt();
      }
      short[] before = ring.clone();
      int at = random.nextInt();
      int left = Splice.leaveOut(ring, at);
      assertThat(left).isBetween(Splice.SHORTEST, Splice.LONGEST);
      assertThat(ring[at + left & RING - 1]).isEqualTo(before[at & RING - 1]);
      for (int i = 0; i < RING; i++) {
        int place = at + i & RING - 1;
        int faded = i - left;
        if (faded < 0 || faded >= Splice.OVERLAP) {
          assertThat(ring[place]).isEqualTo(before[place]);
        } else {
          short one = before[at + faded & RING - 1];
          short other = before[place];
          assertThat(ring[place])
              .isBetween((short) Math.min(one, other), (short) Math.max(one, other));
        }
      }
    }
  }

  @Test
  @DisplayName("isn't heard when the jitter buffer gives back what it held back more than it needs")
  void heardThroughTheBuffer() {
    JitterBuffer buffer = new JitterBuffer();
    short[] sound = new short[160];
    short[] frame = new short[160];
    int sent = 0;
    for (int i = 0; i < 10; i++) {
      buffer.put(160 * sent, tone(sound, sent++), 160);
      buffer.take(frame);
    }
    // Three packets late at once: it holds back more.
    for (int i = 0; i < 4; i++) {
      buffer.take(frame);
    }
    for (int i = 0; i < 4; i++) {
      buffer.put(160 * sent, tone(sound, sent++), 160);
    }
    int raised = buffer.depth();
    short[] heard = new short[160 * 2000];
    for (int i = 0; i < 2000; i++) {
      assertThat(buffer.take(frame)).isTrue();
      System.arraycopy(frame, 0, heard, 160 * i, 160);
      buffer.put(160 * sent, tone(sound, sent++), 160);
    }
    assertThat(buffer.depth()).isLessThan(raised - 100);
    // After the frames of silence that were put in.
    for (int from = 160 * 20; from + 160 <= heard.length; from += 160) {
      short[] piece = Arrays.copyOfRange(heard, from, from + 160);
      double energy = 0;
      for (short sample : piece) {
        energy += (double) sample * sample / 160;
      }
      assertThat(Math.sqrt(2 * energy)).as("at %d", from / 160).isBetween(7000.0, 9000.0);
    }
  }

  private static short[] tone(short[] sound, int packet) {
    for (int i = 0; i < 160; i++) {
      sound[i] = (short) (8000 * Math.sin(2 * Math.PI * 750 * (160 * packet + i) / 8000));
    }
    return sound;
  }
}
