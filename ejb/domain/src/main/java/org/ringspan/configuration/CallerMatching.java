package org.ringspan.configuration;

/**
 * How the number of a caller is compared with the remote destinations (design guide pages 21-66 and
 * 21-67, "Matching Caller ID with Remote Destination").
 */
public sealed interface CallerMatching {
  /** Every symbol is the same: the default, and right where callers are shown as +E.164. */
  record Complete() implements CallerMatching {}

  /**
   * The last digits are the same.
   *
   * @param digits how many, 3 to 24; a number that has fewer matches nothing
   */
  record Partial(int digits) implements CallerMatching {
    public static final int FEWEST = 3;
    public static final int MOST = 24;

    /**
     * @throws IllegalArgumentException when {@code digits} is out of its range
     */
    public Partial {
      if (digits < FEWEST || digits > MOST) {
        throw new IllegalArgumentException("a partial match is of 3-24 digits");
      }
    }
  }
}
