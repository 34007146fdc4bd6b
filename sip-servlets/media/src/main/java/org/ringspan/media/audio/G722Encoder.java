package org.ringspan.media.audio;

import java.nio.ByteBuffer;

/**
 * Encodes ITU-T G.722 at 64 kbit/s, for one receiver. {@link #encode} takes sound at 8 kHz, which
 * becomes the lower band; {@link #encodeWide} takes 16 kHz. For one receiver only one of the two is
 * used. Not thread safe.
 */
public final class G722Encoder implements SoundEncoder {

  /** Decision levels of the quantizer of the lower band (table 14, Q6). */
  private static final int[] LEVELS = {
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  private static final int HIGHER_LEVEL = 564;

  /** What the higher band becomes while it is silent, from the beginning. */
  private static final int SILENT_HIGHER = 0xC0;

  private final G722Band lower = G722Band.lower();
  private final G722Band higher = G722Band.higher();
  private final int[] even = new int[12];
  private final int[] odd = new int[12];

  @Override
  public void encode(short[] samples, int count, ByteBuffer octets) {
    for (int i = 0; i < count; i++) {
      octets.put((byte) (low(samples[i] >> 1) | SILENT_HIGHER));
    }
  }

  /**
   * Encodes both bands.
   *
   * @param samples at 16 kHz
   * @param count how many of them, even
   */
  public void encodeWide(short[] samples, int count, ByteBuffer octets) {
    for (int i = 0; i + 1 < count; i += 2) {
      System.arraycopy(even, 0, even, 1, even.length - 1);
      System.arraycopy(odd, 0, odd, 1, odd.length - 1);
      odd[0] = samples[i];
      even[0] = samples[i + 1];
      int first = 0;
      int second = 0;
      for (int tap = 0; tap < even.length; tap++) {
        first += even[tap] * G722Tables.MIRROR[tap];
        second += odd[tap] * G722Tables.MIRROR[even.length - 1 - tap];
      }
      octets.put((byte) (low(first + second >> 14) | high(first - second >> 14)));
    }
  }

  private int low(int sample) {
    int difference = G722Band.limited(sample - lower.predicted());
    int size = difference < 0 ? ~difference : difference;
    int six = code(level(size), difference < 0);
    int four = six >> 2;
    lower.adapt(lower.scaled(G722Tables.LOWER_BY_4[four]), G722Tables.LOWER_WEIGHT[four]);
    return six;
  }

  /** The first level, from 1 on, that isn't reached; 30 when all are. */
  private int level(int size) {
    int from = 1;
    int to = LEVELS.length;
    while (from < to) {
      int middle = from + to >> 1;
      if (size >= LEVELS[middle] * lower.scale() >> 12) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  // The smallest differences below zero have the codes 63 and 62, all others run on from 31 or 61.
  private static int code(int level, boolean negative) {
    if (!negative) {
      return 62 - level;
    }
    return level <= 2 ? 64 - level : 34 - level;
  }

  private int high(int sample) {
    int difference = G722Band.limited(sample - higher.predicted());
    int size = difference < 0 ? ~difference : difference;
    boolean large = size >= HIGHER_LEVEL * higher.scale() >> 12;
    int two = difference < 0 ? large ? 0 : 1 : large ? 2 : 3;
    higher.adapt(higher.scaled(G722Tables.HIGHER[two]), G722Tables.HIGHER_WEIGHT[two]);
    return two << 6;
  }
}
