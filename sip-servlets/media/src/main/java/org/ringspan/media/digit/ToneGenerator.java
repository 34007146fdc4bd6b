package org.ringspan.media.digit;

import java.time.Duration;

/**
 * The two tones of a digit (ITU-T Q.23), each at -9 dBm0 with the high one 2 dB louder, as it loses
 * more on the way. Not thread safe.
 */
public final class ToneGenerator {

  /**
   * Amplitude of a sine of 0 dBm0 on a 16-bit scale: 3.17 dB below the last decision value of µ-law
   * (G.711 section 4.2), which is 8159 on a 14-bit scale.
   */
  static final double DBM0 = 4 * 8159 / Math.pow(10, 3.17 / 20);

  private static final double LOW = DBM0 * Math.pow(10, -9.0 / 20);
  private static final double HIGH = DBM0 * Math.pow(10, -7.0 / 20);
  private static final double STEP = 2 * Math.PI / 8000;

  private final Digit digit;
  private final int samples;
  private int at;

  /**
   * A digit.
   *
   * @param duration between {@link TelephoneEventSender#SHORTEST} and {@link
   *     TelephoneEventSender#LONGEST}, rounded up to 20 ms
   */
  public ToneGenerator(Digit digit, Duration duration) {
    this.digit = digit;
    this.samples = TelephoneEventSender.frames(duration) * 160;
  }

  /**
   * Fills the next frame.
   *
   * @return whether another one follows
   */
  public boolean next(short[] frame) {
    for (int i = 0; i < frame.length; i++) {
      frame[i] =
          at >= samples
              ? 0
              : (short)
                  Math.round(
                      LOW * Math.sin(STEP * digit.low() * at)
                          + HIGH * Math.sin(STEP * digit.high() * at));
      at++;
    }
    return at < samples;
  }
}
