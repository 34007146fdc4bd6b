package org.ringspan.media.audio;

import java.util.Arrays;

/**
 * The adaptive part of one sub-band of ITU-T G.722, the same in encoder and decoder: the predictor
 * with two poles and six zeros, and the scale of the quantizer (sections 3.3 to 3.6 of the
 * recommendation). Words have 16 bits and are limited wherever the recommendation limits them, so
 * nothing that comes can make it run away.
 */
final class G722Band {

  /** Table 12 of the recommendation, the inverse logarithm: 2048 * 2^(i/32). */
  private static final int[] SCALES = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private static final int ZEROS = 6;

  private final int largestLog;
  private final int firstShift;
  private final int firstScale;

  private int logScale;
  private int scale;
  private int predicted;
  private int zeroPart;
  private int pole1;
  private int pole2;
  private int partial1;
  private int partial2;
  private int reconstructed1;
  private int reconstructed2;
  private final int[] zeros = new int[ZEROS];
  private final int[] differences = new int[ZEROS];

  private G722Band(int largestLog, int firstShift, int firstScale) {
    this.largestLog = largestLog;
    this.firstShift = firstShift;
    this.firstScale = firstScale;
    this.scale = firstScale;
  }

  static G722Band lower() {
    return new G722Band(18_432, 8, 32);
  }

  static G722Band higher() {
    return new G722Band(22_528, 10, 8);
  }

  void reset() {
    logScale = 0;
    scale = firstScale;
    predicted = 0;
    zeroPart = 0;
    pole1 = 0;
    pole2 = 0;
    partial1 = 0;
    partial2 = 0;
    reconstructed1 = 0;
    reconstructed2 = 0;
    Arrays.fill(zeros, 0);
    Arrays.fill(differences, 0);
  }

  /** The predicted sample. */
  int predicted() {
    return predicted;
  }

  /** The present scale of the quantizer. */
  int scale() {
    return scale;
  }

  /** A quantized difference: a value of the inverse quantizer, scaled. */
  int scaled(int value) {
    return scale * value >> 15;
  }

  static int limited(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /**
   * Goes on to the next sample.
   *
   * @param difference the quantized difference of the present one
   * @param weight what the quantizer's output adds to the logarithm of the scale
   */
  void adapt(int difference, int weight) {
    logScale = Math.clamp((logScale * 127 >> 7) + weight, 0, largestLog);
    int shift = firstShift - (logScale >> 11);
    int base = SCALES[logScale >> 6 & 31];
    scale = (shift < 0 ? base << -shift : base >> shift) << 2;

    int reconstructed = limited(predicted + difference);
    int partial = limited(zeroPart + difference);
    adaptPoles(partial);
    adaptZeros(difference);
    System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
    differences[0] = difference;
    reconstructed2 = reconstructed1;
    reconstructed1 = reconstructed;
    partial2 = partial1;
    partial1 = partial;
    predict();
  }

  // Blocks UPPOL2 and UPPOL1: by the signs of the last partly reconstructed samples.
  private void adaptPoles(int partial) {
    boolean same1 = partial >> 15 == partial1 >> 15;
    boolean same2 = partial >> 15 == partial2 >> 15;
    int turned = limited(pole1 << 2);
    int second = Math.min(same1 ? -turned : turned, Short.MAX_VALUE) >> 7;
    second += (same2 ? 128 : -128) + (pole2 * 32_512 >> 15);
    pole2 = Math.clamp(second, -12_288, 12_288);
    int first = limited((same1 ? 192 : -192) + (pole1 * 32_640 >> 15));
    int most = limited(15_360 - pole2);
    pole1 = Math.clamp(first, -most, most);
  }

  // Block UPZERO.
  private void adaptZeros(int difference) {
    int step = difference == 0 ? 0 : 128;
    for (int i = 0; i < ZEROS; i++) {
      boolean same = differences[i] >> 15 == difference >> 15;
      zeros[i] = limited((same ? step : -step) + (zeros[i] * 32_640 >> 15));
    }
  }

  // Blocks FILTEP, FILTEZ and PREDIC.
  private void predict() {
    int poles = pole1 * limited(2 * reconstructed1) >> 15;
    poles = limited(poles + (pole2 * limited(2 * reconstructed2) >> 15));
    int sum = 0;
    for (int i = ZEROS - 1; i >= 0; i--) {
      sum += zeros[i] * limited(2 * differences[i]) >> 15;
    }
    zeroPart = limited(sum);
    predicted = limited(poles + zeroPart);
  }
}
