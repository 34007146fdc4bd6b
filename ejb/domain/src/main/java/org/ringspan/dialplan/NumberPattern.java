package org.ringspan.dialplan;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Which numbers an entry of the dial plan means, in the syntax administrators know from CUCM:
 *
 * <table>
 * <caption>Syntax</caption>
 * <tr><td>{@code 0}-{@code 9 * #}</td><td>this symbol</td></tr>
 * <tr><td>{@code \+}, or {@code +} in front</td><td>a plus sign, in front only</td></tr>
 * <tr><td>{@code X}</td><td>one digit</td></tr>
 * <tr><td>{@code [2-9]}, {@code [135]}, {@code [*#]}</td><td>one of these</td></tr>
 * <tr><td>{@code [^5]}</td><td>one digit that is none of these</td></tr>
 * <tr><td>{@code !}</td><td>one or more digits; only at the end, or followed by one {@code #}</td></tr>
 * <tr><td>{@code .}</td><td>where digits are discarded; matches nothing; at most once, not in front
 * and not after {@code !}</td></tr>
 * </table>
 *
 * At most 32 symbols. CUCM's {@code @}, {@code ?} and {@code +} as a repetition are refused: they
 * say nothing that these don't say more clearly. Two patterns are equal when they mean the same
 * numbers and discard the same part, however they are written.
 */
public final class NumberPattern {
  static final int LONGEST = 32;
  private static final BigInteger[] POWERS_OF_TEN = new BigInteger[Symbols.LONGEST_NUMBER + 1];

  static {
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = BigInteger.TEN.pow(i);
    }
  }

  private final String text;
  private final int[] sets;
  private final int discardPoint;
  private final boolean open;
  private final boolean terminated;
  private final BigInteger alternatives;

  /**
   * @param sets what each position may be; not empty unless the pattern is open
   * @param discardPoint how many positions stand before the dot, or -1
   * @param open whether one or more digits follow the positions
   * @param terminated whether a hash follows those digits
   */
  NumberPattern(String text, int[] sets, int discardPoint, boolean open, boolean terminated) {
    this(text, sets, discardPoint, open, terminated, alternatives(sets));
  }

  private NumberPattern(
      String text,
      int[] sets,
      int discardPoint,
      boolean open,
      boolean terminated,
      BigInteger alternatives) {
    this.text = text;
    this.sets = sets;
    this.discardPoint = discardPoint;
    this.open = open;
    this.terminated = terminated;
    this.alternatives = alternatives;
  }

  private static BigInteger alternatives(int[] sets) {
    BigInteger product = BigInteger.ONE;
    for (int set : sets) {
      product = product.multiply(BigInteger.valueOf(Integer.bitCount(set)));
    }
    return product;
  }

  /**
   * The pattern that {@code text} writes.
   *
   * @throws IllegalArgumentException when it isn't one; the message names the place and the fault
   */
  public static NumberPattern of(String text) {
    return new PatternReader(text).read();
  }

  /** The pattern that means {@code number} and nothing else. */
  static NumberPattern literal(String number) {
    int[] sets = new int[number.length()];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = 1 << Symbols.index(number.charAt(i));
    }
    String text = number.startsWith("+") ? "\\" + number : number;
    return new NumberPattern(text, sets, -1, false, false, BigInteger.ONE);
  }

  /** The numbers of this pattern with {@code prefix} dialled before them; discards nothing. */
  NumberPattern dialledAfter(String prefix) {
    NumberPattern front = literal(prefix);
    int[] both = Arrays.copyOf(front.sets, front.sets.length + sets.length);
    System.arraycopy(sets, 0, both, front.sets.length, sets.length);
    return new NumberPattern(front.text + text.replace(".", ""), both, -1, open, terminated);
  }

  /** Whether {@code number} is one of its numbers. */
  public boolean matches(String number) {
    if (number.length() < sets.length || number.length() > Symbols.LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < sets.length; i++) {
      int index = Symbols.index(number.charAt(i));
      if (index < 0 || (sets[i] & (1 << index)) == 0) {
        return false;
      }
    }
    return open ? tailMatches(number) : number.length() == sets.length;
  }

  private boolean tailMatches(String number) {
    int end = terminated ? number.length() - 1 : number.length();
    if (end <= sets.length || (terminated && number.charAt(end) != '#')) {
      return false;
    }
    return number.substring(sets.length, end).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * How many numbers of this length it means: the fewer, the better it fits a number that it
   * matches.
   *
   * @param length of a number that it matches
   */
  BigInteger alternativesOf(int length) {
    if (!open) {
      return alternatives;
    }
    int tail = length - sets.length - (terminated ? 1 : 0);
    return alternatives.multiply(POWERS_OF_TEN[tail]);
  }

  /** Whether it means numbers of different lengths: it has a {@code !}. */
  public boolean isOpen() {
    return open;
  }

  /** Whether a hash ends its numbers: it ends in {@code !#}. */
  boolean isTerminated() {
    return terminated;
  }

  /** Whether it has a dot. */
  public boolean hasDiscardPoint() {
    return discardPoint >= 0;
  }

  /** How many symbols stand before the dot; 0 without one. */
  int discardedSymbols() {
    return Math.max(discardPoint, 0);
  }

  /** Whether a position may be more than one symbol. */
  boolean hasWildcards() {
    return alternatives.compareTo(BigInteger.ONE) > 0;
  }

  /** Whether two patterns of as many positions have a number in common. */
  boolean meets(NumberPattern other) {
    return PatternOverlap.meet(sets, other.sets);
  }

  int positions() {
    return sets.length;
  }

  /** The set of symbols at a position. */
  int set(int position) {
    return sets[position];
  }

  /** The numbers it means, wherever its dot is: a key. */
  static final class Meaning {
    private final NumberPattern pattern;

    private Meaning(NumberPattern pattern) {
      this.pattern = pattern;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Meaning that && pattern.meansTheSameAs(that.pattern);
    }

    @Override
    public int hashCode() {
      return pattern.hashCode();
    }
  }

  Meaning meaning() {
    return new Meaning(this);
  }

  /** Whether it means the same numbers as another, wherever their dots are. */
  public boolean meansTheSameAs(NumberPattern other) {
    return open == other.open && terminated == other.terminated && Arrays.equals(sets, other.sets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberPattern that
        && meansTheSameAs(that)
        && discardPoint == that.discardPoint;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sets) * 31 + (open ? 1 : 0);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
