package org.ringspan.media.audio;

import java.time.Duration;
import java.util.Arrays;

/**
 * A piece of sound that is played as a prompt or as music: 16-bit samples at {@value
 * Codec#SAMPLES_PER_SECOND} Hz, one channel. Immutable; one object may be played to any number of
 * endpoints at once.
 */
public final class Audio {

  private final short[] samples;

  private Audio(short[] samples) {
    this.samples = samples;
  }

  /**
   * Sound of these samples, which are copied.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Audio of(short[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("sound without samples");
    }
    return new Audio(samples.clone());
  }

  /** Number of samples, at least one. */
  public int length() {
    return samples.length;
  }

  /** How long it takes to play. */
  public Duration duration() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / Codec.SAMPLES_PER_SECOND);
  }

  /**
   * Copies samples from a position on; what a frame has beyond the end becomes silence.
   *
   * @return how many samples were copied, 0 at the end
   */
  public int copy(int from, short[] frame) {
    int count = Math.min(frame.length, Math.max(0, samples.length - from));
    System.arraycopy(samples, Math.min(from, samples.length), frame, 0, count);
    Arrays.fill(frame, count, frame.length, (short) 0);
    return count;
  }

  /**
   * Fills a frame as if the sound were repeated without end.
   *
   * @param from below {@link #length()}
   * @return the position after the frame, below {@link #length()}
   */
  public int copyLooped(int from, short[] frame) {
    int at = from;
    for (int i = 0; i < frame.length; i++) {
      frame[i] = samples[at];
      at = at + 1 == samples.length ? 0 : at + 1;
    }
    return at;
  }
}
