package org.ringspan.media.audio;

/**
 * Brings sound from 16 to 8 kHz. What lies above the new band is removed first by a low-pass of
 * {@value #TAPS} taps (a sinc under a Hamming window, half its height at 3.7 kHz): folded down, it
 * would be heard as noise.
 */
final class HalfRate {

  private static final int TAPS = 95;
  private static final double CUT_OFF = 3_700.0 / 16_000.0;
  private static final double[] FILTER = filter();

  private HalfRate() {}

  private static double[] filter() {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double x = i - TAPS / 2;
      double sinc = x == 0 ? 2 * CUT_OFF : Math.sin(2 * Math.PI * CUT_OFF * x) / (Math.PI * x);
      taps[i] = sinc * (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (TAPS - 1)));
      sum += taps[i];
    }
    for (int i = 0; i < TAPS; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  /** Every second sample after filtering, at least one. */
  static short[] of(short[] samples) {
    short[] half = new short[(samples.length + 1) / 2];
    for (int i = 0; i < half.length; i++) {
      double sum = 0;
      int first = 2 * i - TAPS / 2;
      int from = Math.max(0, -first);
      int to = Math.min(TAPS, samples.length - first);
      for (int k = from; k < to; k++) {
        sum += FILTER[k] * samples[first + k];
      }
      half[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return half;
  }
}
