package org.ringspan.media.audio;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes ITU-T G.722 at 64 kbit/s (mode 1), of one source. {@link #decode} makes the lower band
 * alone, which has 8,000 samples a second as all else in the engine; {@link #decodeWide} makes
 * both. Of one source only one of the two is used. Every octet can be decoded. Not thread safe.
 */
public final class G722Decoder implements SoundDecoder {

  /** Values of the inverse quantizer of the lower band by six bits (QQ6). */
  private static final int[] LOWER_BY_6 = {
    -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192,
    -10_232, -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168,
    -2776, -2400, -2032, -1688, -1360, -1040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512,
    12_280, 11_192, 10_232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168,
    2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  private static final int LARGEST = 16_383;

  private final G722Band lower = G722Band.lower();
  private final G722Band higher = G722Band.higher();
  private final int[] sums = new int[12];
  private final int[] differences = new int[12];

  @Override
  public void reset() {
    lower.reset();
    higher.reset();
    Arrays.fill(sums, 0);
    Arrays.fill(differences, 0);
  }

  @Override
  public void decode(ByteBuffer octets, int from, int count, short[] samples) {
    for (int i = 0; i < count; i++) {
      samples[i] = (short) (2 * low(octets.get(from + i)));
    }
  }

  /**
   * Decodes both bands.
   *
   * @param samples gets two for each octet, at 16 kHz
   */
  public void decodeWide(ByteBuffer octets, int from, int count, short[] samples) {
    for (int i = 0; i < count; i++) {
      int octet = octets.get(from + i);
      int low = low(octet);
      int high = high(octet);
      System.arraycopy(sums, 0, sums, 1, sums.length - 1);
      System.arraycopy(differences, 0, differences, 1, differences.length - 1);
      sums[0] = low + high;
      differences[0] = low - high;
      int first = 0;
      int second = 0;
      for (int tap = 0; tap < sums.length; tap++) {
        first += differences[tap] * G722Tables.MIRROR[tap];
        second += sums[tap] * G722Tables.MIRROR[sums.length - 1 - tap];
      }
      samples[2 * i] = (short) G722Band.limited(first >> 11);
      samples[2 * i + 1] = (short) G722Band.limited(second >> 11);
    }
  }

  private int low(int octet) {
    int six = octet & 0x3F;
    int four = six >> 2;
    int sample = lower.predicted() + lower.scaled(LOWER_BY_6[six]);
    lower.adapt(lower.scaled(G722Tables.LOWER_BY_4[four]), G722Tables.LOWER_WEIGHT[four]);
    return Math.clamp(sample, -LARGEST - 1, LARGEST);
  }

  private int high(int octet) {
    int two = octet >> 6 & 3;
    int difference = higher.scaled(G722Tables.HIGHER[two]);
    int sample = higher.predicted() + difference;
    higher.adapt(difference, G722Tables.HIGHER_WEIGHT[two]);
    return Math.clamp(sample, -LARGEST - 1, LARGEST);
  }
}
