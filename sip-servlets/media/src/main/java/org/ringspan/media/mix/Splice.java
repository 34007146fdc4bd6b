package org.ringspan.media.mix;

/**
 * Shortens sound by a piece of it. To leave any piece out would be heard as a click, and a tone
 * would go on in another phase. So of all lengths between {@value #SHORTEST} and {@value #LONGEST}
 * samples one is left out after which the sound is like what it was before, which is a number of
 * periods of a voice or a tone, and the one fades into the other (the method is known as WSOLA:
 * Verhelst and Roelands, 1993). Pure.
 */
final class Splice {

  /** At 8 kHz 20 ms: a period of 50 Hz, lower than voices are. */
  static final int LONGEST = 160;

  static final int SHORTEST = 40;

  /** What is compared, and fades. */
  static final int OVERLAP = 80;

  /** What differs by no more than this part of its strength is alike. */
  private static final int ALIKE = 16;

  private Splice() {}

  /**
   * Changes the sound so that its first samples can be left out.
   *
   * @param ring its length is a power of two
   * @param at where the sound begins in it, which has to be as long as the longest piece and the
   *     overlap
   * @return how many samples are to be left out
   */
  static int leaveOut(short[] ring, int at) {
    int mask = ring.length - 1;
    int loud = 0;
    for (int i = 0; i < OVERLAP; i++) {
      loud += Math.abs(ring[at + i & mask]);
    }
    int best = LONGEST;
    int least = Integer.MAX_VALUE;
    // From the longest: of those that are alike enough, as much as possible.
    for (int length = LONGEST; length >= SHORTEST && least > loud / ALIKE; length--) {
      int difference = 0;
      for (int i = 0; i < OVERLAP && difference < least; i++) {
        difference += Math.abs(ring[at + i & mask] - ring[at + length + i & mask]);
      }
      if (difference < least) {
        least = difference;
        best = length;
      }
    }
    // From the end, as both may overlap.
    for (int i = OVERLAP - 1; i >= 0; i--) {
      int before = ring[at + i & mask] * (OVERLAP - i);
      int after = ring[at + best + i & mask] * i;
      ring[at + best + i & mask] = (short) ((before + after) / OVERLAP);
    }
    return best;
  }
}
