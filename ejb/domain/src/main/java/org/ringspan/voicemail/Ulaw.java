package org.ringspan.voicemail;

/** The μ-law of ITU-T G.711: eight bits for what takes fourteen, at the same loudness. */
final class Ulaw {
  private static final int BIAS = 0x84;
  private static final int LOUDEST = 32_635;
  private static final short[] DECODED = new short[256];

  static {
    for (int code = 0; code < DECODED.length; code++) {
      int bits = ~code & 0xff;
      int magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
      DECODED[code] = (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
    }
  }

  private Ulaw() {}

  /** A sample of 16 bits. */
  static short decoded(byte code) {
    return DECODED[code & 0xff];
  }

  static byte encoded(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), LOUDEST) + BIAS;
    int segment = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int step = (magnitude >> (segment + 3)) & 0x0f;
    return (byte) ~(sign | segment << 4 | step);
  }

  /** A sample of 16 bits of the A-law, the other half of G.711. */
  static short ofAlaw(byte code) {
    int bits = (code & 0xff) ^ 0x55;
    int segment = (bits & 0x70) >> 4;
    int magnitude = ((bits & 0x0f) << 4) + 8;
    if (segment > 0) {
      magnitude = (magnitude + 0x100) << (segment - 1);
    }
    return (short) ((bits & 0x80) == 0 ? -magnitude : magnitude);
  }
}
