package org.ringspan.media.digit;

import java.util.List;

/**
 * The sixteen digits of a telephone in the order of their event codes (RFC 4733 section 3.2), each
 * with its two tones (ITU-T Q.23).
 */
public enum Digit {
  ZERO('0', 3, 1),
  ONE('1', 0, 0),
  TWO('2', 0, 1),
  THREE('3', 0, 2),
  FOUR('4', 1, 0),
  FIVE('5', 1, 1),
  SIX('6', 1, 2),
  SEVEN('7', 2, 0),
  EIGHT('8', 2, 1),
  NINE('9', 2, 2),
  STAR('*', 3, 0),
  POUND('#', 3, 2),
  A('A', 0, 3),
  B('B', 1, 3),
  C('C', 2, 3),
  D('D', 3, 3);

  /** The tones of the low group, then those of the high group, Hz. */
  static final List<Integer> TONES = List.of(697, 770, 852, 941, 1209, 1336, 1477, 1633);

  private static final Digit[] BY_EVENT = values();

  private final char symbol;
  private final int row;
  private final int column;

  Digit(char symbol, int row, int column) {
    this.symbol = symbol;
    this.row = row;
    this.column = column;
  }

  /** What is printed on the key. */
  public char symbol() {
    return symbol;
  }

  /** The event code of RFC 4733, 0 to 15. */
  public int event() {
    return ordinal();
  }

  /** Frequency of the tone of the low group, Hz. */
  public int low() {
    return TONES.get(row);
  }

  /** Frequency of the tone of the high group, Hz. */
  public int high() {
    return TONES.get(4 + column);
  }

  /**
   * The digit of an event code, 0 to 15.
   *
   * @throws IndexOutOfBoundsException for other codes
   */
  static Digit ofEvent(int event) {
    return BY_EVENT[event];
  }

  static Digit at(int row, int column) {
    for (Digit digit : BY_EVENT) {
      if (digit.row == row && digit.column == column) {
        return digit;
      }
    }
    throw new IllegalArgumentException("row " + row + ", column " + column);
  }

  /**
   * The digit with this symbol; letters may be small.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Digit of(char symbol) {
    char upper = Character.toUpperCase(symbol);
    for (Digit digit : BY_EVENT) {
      if (digit.symbol == upper) {
        return digit;
      }
    }
    throw new IllegalArgumentException("no digit: " + (int) symbol);
  }
}
