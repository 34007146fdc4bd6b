package org.ringspan.media.audio;

/** The numbers of ITU-T G.722 that encoder and decoder share. */
final class G722Tables {

  /** Values of the inverse quantizer of the lower band by four bits (table 14, QQ4). */
  static final int[] LOWER_BY_4 = {
    0, -20_456, -12_896, -8968, -6288, -4240, -2584, -1200, 20_456, 12_896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  /** What four bits of the lower band add to the logarithm of the scale (tables 13 and 14). */
  static final int[] LOWER_WEIGHT = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  /** Values of the inverse quantizer of the higher band by two bits (QQ2). */
  static final int[] HIGHER = {-7408, -1616, 7408, 1616};

  /** What two bits of the higher band add to the logarithm of the scale. */
  static final int[] HIGHER_WEIGHT = {798, -214, 798, -214};

  /** Half of the quadrature mirror filter's coefficients (table 11), which are symmetric. */
  static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  private G722Tables() {}
}
