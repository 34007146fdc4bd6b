package org.ringspan.media.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.digit.DigitSignal.Ended;
import org.ringspan.media.digit.DigitSignal.Started;

@DisplayName("Telephone events")
class TelephoneEventTest {

  private static final long FRAME = 20_000_000;

  private final TelephoneEventReceiver receiver = new TelephoneEventReceiver();
  private final List<DigitSignal> signals = new ArrayList<>();
  private long now;

  private void packet(int event, boolean end, int duration, int timestamp) {
    ByteBuffer payload = ByteBuffer.allocate(4).put((byte) event).put((byte) (end ? 0x8A : 10));
    payload.putShort((short) duration);
    now += FRAME;
    receiver.received(payload, 0, 4, timestamp, now, signals::add);
  }

  private static Ended ended(Digit digit, int millis) {
    return new Ended(digit, Duration.ofMillis(millis));
  }

  @Test
  @DisplayName("the number 911 of RFC 4733's example (section 5) is three digits, its ends tripled")
  void nineOneOne() {
    packet(9, false, 400, 0);
    packet(9, false, 800, 0);
    for (int i = 0; i < 3; i++) {
      packet(9, true, 1600, 0);
    }
    packet(1, false, 400, 2400);
    for (int i = 0; i < 3; i++) {
      packet(1, true, 2000, 2400);
    }
    packet(1, false, 400, 8000);
    packet(1, true, 800, 8000);
    assertThat(signals)
        .containsExactly(
            new Started(Digit.NINE), ended(Digit.NINE, 200),
            new Started(Digit.ONE), ended(Digit.ONE, 250),
            new Started(Digit.ONE), ended(Digit.ONE, 100));
  }

  @Test
  @DisplayName("a digit whose ends were all lost ends by the time-out, once")
  void lostEnd() {
    packet(5, false, 160, 0);
    packet(5, false, 320, 0);
    receiver.passed(now + TelephoneEventReceiver.LOST_END, signals::add);
    assertThat(signals).containsExactly(new Started(Digit.FIVE));
    receiver.passed(now + TelephoneEventReceiver.LOST_END + 1, signals::add);
    receiver.passed(now + 2 * TelephoneEventReceiver.LOST_END, signals::add);
    packet(5, true, 480, 0);
    assertThat(signals).containsExactly(new Started(Digit.FIVE), ended(Digit.FIVE, 40));
  }

  @Test
  @DisplayName("a digit whose ends were all lost ends when the next begins, the same key too")
  void nextDigit() {
    packet(5, false, 320, 0);
    packet(5, false, 160, 1600);
    packet(5, true, 320, 1600);
    assertThat(signals)
        .containsExactly(
            new Started(Digit.FIVE), ended(Digit.FIVE, 40),
            new Started(Digit.FIVE), ended(Digit.FIVE, 40));
  }

  @Test
  @DisplayName("a digit of which only one end arrives counts; packets of an earlier one don't")
  void reordered() {
    packet(7, true, 800, 1600);
    packet(6, true, 800, 0);
    packet(7, false, 640, 1600);
    assertThat(signals).containsExactly(new Started(Digit.SEVEN), ended(Digit.SEVEN, 100));
  }

  @Test
  @DisplayName("a key held longer than a packet can say is one digit (section 2.5.1.3)")
  void segments() {
    packet(11, false, 0xFFFF, 10);
    packet(11, false, 160, 10 + 0xFFFF);
    packet(11, true, 465, 10 + 0xFFFF);
    assertThat(signals).containsExactly(new Started(Digit.POUND), ended(Digit.POUND, 8250));
  }

  @Test
  @DisplayName("flash and other events are no digits, and short payloads are ignored")
  void others() {
    packet(16, false, 160, 0);
    packet(200, true, 160, 1600);
    receiver.received(ByteBuffer.allocate(3), 0, 3, 3200, now, signals::add);
    assertThat(signals).isEmpty();
  }

  @Test
  @DisplayName("timestamps may wrap between digits")
  void wrap() {
    packet(1, true, 800, -100);
    packet(2, true, 800, 5000);
    assertThat(signals).hasSize(4);
  }

  @Test
  @DisplayName("a digit of 100 ms is sent as five packets that grow, the last of them three times")
  void sent() {
    TelephoneEventSender sender = new TelephoneEventSender(Digit.POUND, 77, Duration.ofMillis(100));
    List<String> payloads = new ArrayList<>();
    boolean more = true;
    while (more) {
      assertThat(sender.isFirst()).isEqualTo(payloads.isEmpty());
      ByteBuffer payload = ByteBuffer.allocate(4);
      more = sender.next(payload);
      payloads.add(HexFormat.of().formatHex(payload.array()));
    }
    assertThat(payloads)
        .containsExactly(
            "0b0a00a0", "0b0a0140", "0b0a01e0", "0b0a0280", "0b8a0320", "0b8a0320", "0b8a0320");
    assertThat(sender.began()).isEqualTo(77);
  }

  @Test
  @DisplayName("digits shorter than 40 ms or longer than 8 s are refused")
  void durations() {
    for (long millis : new long[] {0, 39, 8001}) {
      assertThatThrownBy(() -> new TelephoneEventSender(Digit.A, 0, Duration.ofMillis(millis)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("whatever comes, started and ended take turns and no digit is ended twice")
  void anything() {
    Random random = new Random(4733);
    for (int i = 0; i < 100_000; i++) {
      packet(random.nextInt(20), random.nextBoolean(), random.nextInt(70_000), random.nextInt());
      receiver.passed(now, signals::add);
    }
    for (int i = 0; i < signals.size(); i++) {
      assertThat(signals.get(i)).isInstanceOf(i % 2 == 0 ? Started.class : Ended.class);
      if (i % 2 == 1) {
        assertThat(signals.get(i).digit()).isEqualTo(signals.get(i - 1).digit());
      }
    }
  }
}
