package org.ringspan.media.digit;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The packets of one digit (RFC 4733 section 2.5.1): one every 20 ms with a growing duration, the
 * last of them three times. Not thread safe.
 */
public final class TelephoneEventSender {

  /** Shortest duration of a digit. */
  public static final Duration SHORTEST = Duration.ofMillis(40);

  /** Longest duration of a digit. */
  public static final Duration LONGEST = Duration.ofSeconds(8);

  private static final int FRAME = 160;

  // rfc4733#section-2.5.1.4: "The final packet for each event and for each segment SHOULD be sent a
  // total of three times at the interval used by the source for updates"
  private static final int ENDS = 3;

  /** Power level of the tone, -10 dBm0 (RFC 4733 section 2.3.4). */
  private static final byte VOLUME = 10;

  private final Digit digit;
  private final int began;
  private final int lasts;
  private int duration;
  private int ends;

  /**
   * A digit.
   *
   * @param began timestamp of the moment when it begins
   * @param duration rounded up to 20 ms, between {@link #SHORTEST} and {@link #LONGEST}
   */
  public TelephoneEventSender(Digit digit, int began, Duration duration) {
    this.digit = digit;
    this.began = began;
    this.lasts = frames(duration) * FRAME;
  }

  /**
   * Refuses durations that no digit can be sent with.
   *
   * @throws IllegalArgumentException when it is too short or too long
   */
  public static void requireSendable(Duration duration) {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration of a digit: " + duration);
    }
  }

  /** How many times 20 ms a digit takes. */
  static int frames(Duration duration) {
    requireSendable(duration);
    return (int) ((duration.toMillis() + 19) / 20);
  }

  /** The timestamp that all its packets have. */
  public int began() {
    return began;
  }

  /** Whether the next packet is the first. */
  public boolean isFirst() {
    return duration == 0;
  }

  /**
   * Appends the payload of the next packet, to be called every 20 ms.
   *
   * @return whether another one follows
   */
  public boolean next(ByteBuffer payload) {
    duration = Math.min(duration + FRAME, lasts);
    boolean end = duration == lasts;
    payload.put((byte) digit.event()).put((byte) (end ? 0x80 | VOLUME : VOLUME));
    payload.putShort((short) duration);
    if (end) {
      ends++;
    }
    return ends < ENDS;
  }
}
