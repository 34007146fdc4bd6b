package org.ringspan.media.digit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes digits of telephone events (RFC 4733 section 2.5.2). An event has many packets with one
 * timestamp, the last of which is sent three times; any of them may be lost, doubled or late. Not
 * thread safe.
 */
public final class TelephoneEventReceiver {

  /** Bytes of an event's payload. */
  public static final int PAYLOAD = 4;

  /** Without a packet for this long an event has ended: its end was lost. Nanoseconds. */
  public static final long LOST_END = 200_000_000L;

  private static final int LONGEST_SEGMENT = 0xFFFF;
  private static final long NANOS_PER_TICK = 125_000;

  private boolean begun;
  private int timestamp;
  private int segments;
  private int duration;
  private long heard;
  private @Nullable Digit down;

  /**
   * Takes a packet. Events that aren't digits are ignored.
   *
   * @param at where in the buffer its payload begins
   * @param length of the payload; less than {@value #PAYLOAD} bytes are ignored
   * @param sent the packet's timestamp
   * @param now monotonic time, ns
   * @param signals gets what follows from it
   * @return how long the event has lasted by this packet, ticks; -1 when it isn't an event
   */
  public int received(
      ByteBuffer buffer, int at, int length, int sent, long now, Consumer<DigitSignal> signals) {
    if (length < PAYLOAD) {
      return -1;
    }
    int event = buffer.get(at) & 0xFF;
    boolean end = (buffer.get(at + 1) & 0x80) != 0;
    int lasted = Short.toUnsignedInt(buffer.getShort(at + 2));
    if (event >= Digit.values().length) {
      return lasted;
    }
    Digit digit = Digit.ofEvent(event);
    int newer = sent - timestamp;
    if (!begun || newer > 0) {
      // rfc4733#section-2.5.1.3: a long event is reported in segments, each beginning where the one
      // before had its longest duration.
      if (down == digit && duration == LONGEST_SEGMENT && newer == LONGEST_SEGMENT) {
        segments += LONGEST_SEGMENT;
      } else {
        // A new event ends the one before, whose end was lost.
        finish(signals);
        segments = 0;
        down = digit;
        signals.accept(new DigitSignal.Started(digit));
      }
      begun = true;
      timestamp = sent;
      duration = 0;
    } else if (newer < 0) {
      return lasted;
    }
    if (down == digit) {
      duration = Math.max(duration, lasted);
      heard = now;
      if (end) {
        finish(signals);
      }
    }
    return lasted;
  }

  /** Looks whether the end of an event was lost; to be called every few milliseconds. */
  public void passed(long now, Consumer<DigitSignal> signals) {
    if (down != null && now - heard > LOST_END) {
      finish(signals);
    }
  }

  /** Says that the packets come from another source from now on. */
  public void restart(Consumer<DigitSignal> signals) {
    finish(signals);
    begun = false;
  }

  private void finish(Consumer<DigitSignal> signals) {
    Digit digit = down;
    if (digit != null) {
      down = null;
      signals.accept(
          new DigitSignal.Ended(digit, Duration.ofNanos((segments + duration) * NANOS_PER_TICK)));
    }
  }
}
