package org.ringspan.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The jitter buffer")
class JitterBufferTest {

  private final JitterBuffer buffer = new JitterBuffer();
  private final short[] frame = new short[160];

  /** Packet number n holds n everywhere. */
  private void put(int number) {
    put(number, 160);
  }

  private void put(int number, int samples) {
    short[] sound = new short[samples];
    Arrays.fill(sound, (short) number);
    buffer.put(number * samples - 7, sound, samples);
  }

  /** What the next frame holds, -1 for nothing. */
  private int take() {
    return buffer.take(frame) ? frame[80] : -1;
  }

  @Test
  @DisplayName("gives an even stream back in order, a frame late")
  void even() {
    for (int i = 1; i <= 300; i++) {
      put(i);
      assertThat(take()).isEqualTo(i - 1);
    }
  }

  @Test
  @DisplayName("puts reordered packets right, drops doubles, and leaves silence for lost ones")
  void disorder() {
    put(1);
    take();
    put(3);
    put(3);
    put(2);
    assertThat(take()).isEqualTo(1);
    assertThat(take()).isEqualTo(2);
    put(6);
    put(4);
    assertThat(take()).isEqualTo(3);
    assertThat(take()).isEqualTo(4);
    assertThat(take()).isEqualTo(0);
    assertThat(take()).isEqualTo(6);
  }

  @Test
  @DisplayName("holds back more when it ran dry, and less when it hasn't for long")
  void adapts() {
    for (int i = 1; i <= 10; i++) {
      put(i);
      take();
    }
    int before = buffer.depth();
    int next = 11;
    for (int late = 0; late < 3; late++) {
      for (int i = 0; i < 6; i++) {
        take();
      }
      for (int i = 0; i < 6; i++) {
        put(next++);
      }
    }
    int raised = buffer.depth();
    assertThat(raised).isGreaterThan(before + 160);
    for (int i = 0; i < 3000; i++) {
      put(next++);
      take();
    }
    assertThat(buffer.depth()).isLessThanOrEqualTo(320);
  }

  @Test
  @DisplayName("a pause of the source isn't taken for jitter")
  void pause() {
    put(1);
    for (int i = 0; i < 100; i++) {
      take();
    }
    put(101);
    assertThat(buffer.depth()).isEqualTo(320);
    take();
    assertThat(take()).isEqualTo(101);
  }

  @Test
  @DisplayName("a packet that is too late is dropped, one from far away begins anew")
  void late() {
    for (int i = 1; i <= 10; i++) {
      put(i);
      take();
    }
    int depth = buffer.depth();
    put(2);
    assertThat(buffer.depth()).isEqualTo(depth);
    put(11);
    assertThat(take()).isEqualTo(10);
    put(9000);
    take();
    assertThat(take()).isEqualTo(9000);
  }

  @Test
  @DisplayName("takes packets of 60 ms")
  void longPackets() {
    int heard = 0;
    for (int i = 1; i <= 40; i++) {
      put(i, 480);
      for (int k = 0; k < 3; k++) {
        heard += take() > 0 ? 1 : 0;
      }
    }
    assertThat(heard).isGreaterThanOrEqualTo(117);
  }

  @Test
  @DisplayName("whatever comes, it holds at most half a second and takes nothing from elsewhere")
  void anything() {
    Random random = new Random(8);
    for (int i = 0; i < 100_000; i++) {
      int timestamp = random.nextInt(50) == 0 ? random.nextInt() : i * 80 + random.nextInt(3000);
      short[] sound = new short[random.nextInt(3000)];
      Arrays.fill(sound, (short) 5);
      buffer.put(timestamp, sound, sound.length);
      if (random.nextBoolean()) {
        buffer.take(frame);
        for (short sample : frame) {
          // In between where a piece was left out.
          assertThat(sample).isBetween((short) 0, (short) 5);
        }
      }
      assertThat(buffer.depth()).isBetween(0, JitterBuffer.CAPACITY);
    }
  }
}
