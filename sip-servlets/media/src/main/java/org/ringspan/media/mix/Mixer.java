package org.ringspan.media.mix;

import java.util.Arrays;

/**
 * Adds up sound and leaves out of the sum what each party has said itself (mix-minus). Sums are
 * exact; only what leaves is limited to 16 bits, so who is too loud is distorted and never wraps
 * around. Not thread safe.
 */
public final class Mixer {

  private final int[] sum;

  /**
   * A mixer.
   *
   * @param samples in a frame
   */
  public Mixer(int samples) {
    this.sum = new int[samples];
  }

  /** Begins a frame. */
  public void clear() {
    Arrays.fill(sum, 0);
  }

  /** Adds what a party says; at most 65,535 of them. */
  public void add(short[] frame) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += frame[i];
    }
  }

  /** What is heard by somebody who says nothing. */
  public void all(short[] heard) {
    for (int i = 0; i < sum.length; i++) {
      heard[i] = limited(sum[i]);
    }
  }

  /**
   * What is heard by somebody who says something.
   *
   * @param own what was added for the same party
   */
  public void without(short[] own, short[] heard) {
    for (int i = 0; i < sum.length; i++) {
      heard[i] = limited(sum[i] - own[i]);
    }
  }

  private static short limited(int sample) {
    return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
