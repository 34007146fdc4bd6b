package org.ringspan.media.audio;

import java.nio.ByteBuffer;

/** The two laws of ITU-T G.711. One octet is one sample at 8 kHz; neither law has a memory. */
public enum Law implements SoundDecoder, SoundEncoder {
  /** µ-law. */
  PCMU(true),
  /** A-law. */
  PCMA(false);

  /** Added to a µ-law magnitude so that the segments begin at powers of two, on a 16-bit scale. */
  private static final int MU_BIAS = 132;

  private static final int MU_CLIP = 32_767 - MU_BIAS;

  private static final byte[] MU_TO_A = table(PCMU, PCMA);
  private static final byte[] A_TO_MU = table(PCMA, PCMU);

  private final short[] linear = new short[256];
  private final byte[] code = new byte[65_536];

  Law(boolean mu) {
    for (int i = 0; i < linear.length; i++) {
      linear[i] = (short) (mu ? muLinear(i) : aLinear(i));
    }
    for (int s = Short.MIN_VALUE; s <= Short.MAX_VALUE; s++) {
      code[s & 0xFFFF] = (byte) (mu ? muCode(s) : aCode(s));
    }
  }

  // G.711 table 2a: all bits are sent inverted.
  private static int muLinear(int octet) {
    int inverted = ~octet;
    int segment = inverted >> 4 & 7;
    int magnitude = (((inverted & 15) << 3) + MU_BIAS << segment) - MU_BIAS;
    return (inverted & 0x80) == 0 ? magnitude : -magnitude;
  }

  private static int muCode(int sample) {
    int magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
    int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
    int sign = sample < 0 ? 0x80 : 0;
    return ~(sign | segment << 4 | magnitude >> segment + 3 & 15);
  }

  // G.711 table 1a, note 1: the even bits are sent inverted.
  private static int aLinear(int octet) {
    int plain = octet ^ 0x55;
    int segment = plain >> 4 & 7;
    int steps = 2 * (plain & 15);
    int magnitude = segment == 0 ? steps + 1 : steps + 33 << segment - 1;
    return (plain & 0x80) == 0 ? -8 * magnitude : 8 * magnitude;
  }

  private static int aCode(int sample) {
    int magnitude = (sample < 0 ? ~sample : sample) >> 3;
    int segment = 27 - Integer.numberOfLeadingZeros(magnitude);
    int steps = segment < 2 ? magnitude >> 1 : segment << 4 | magnitude >> segment & 15;
    return (sample < 0 ? steps : steps | 0x80) ^ 0x55;
  }

  private static byte[] table(Law from, Law to) {
    byte[] table = new byte[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = to.encode(from.linear[i]);
    }
    return table;
  }

  /** The octet for a sample. */
  public byte encode(short sample) {
    return code[sample & 0xFFFF];
  }

  /** The sample of an octet. */
  public short decode(byte octet) {
    return linear[octet & 0xFF];
  }

  @Override
  public void decode(ByteBuffer octets, int from, int count, short[] samples) {
    for (int i = 0; i < count; i++) {
      samples[i] = linear[octets.get(from + i) & 0xFF];
    }
  }

  @Override
  public void encode(short[] samples, int count, ByteBuffer octets) {
    for (int i = 0; i < count; i++) {
      octets.put(code[samples[i] & 0xFFFF]);
    }
  }

  /** Changes octets of this law into those of another, in place, from an absolute index on. */
  public void transcode(Law to, ByteBuffer octets, int from, int count) {
    if (to == this) {
      return;
    }
    byte[] table = this == PCMU ? MU_TO_A : A_TO_MU;
    for (int i = from; i < from + count; i++) {
      octets.put(i, table[octets.get(i) & 0xFF]);
    }
  }
}
