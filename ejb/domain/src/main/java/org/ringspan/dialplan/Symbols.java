package org.ringspan.dialplan;

/** What can be dialled: ten digits, star, hash and plus. A set of symbols is a sum of bits. */
final class Symbols {
  static final int COUNT = 13;

  /** What {@code X} stands for. */
  static final int DIGITS = (1 << 10) - 1;

  /** The longest number that is looked at: 15 digits of E.164 and what may stand around them. */
  static final int LONGEST_NUMBER = 48;

  private static final int STAR = 10;
  private static final int HASH = 11;
  private static final int PLUS = 12;

  private Symbols() {}

  /** The index of a symbol, 0 to 12, or -1. */
  static int index(char symbol) {
    if (symbol >= '0' && symbol <= '9') {
      return symbol - '0';
    }
    return switch (symbol) {
      case '*' -> STAR;
      case '#' -> HASH;
      case '+' -> PLUS;
      default -> -1;
    };
  }

  static char symbol(int index) {
    return "0123456789*#+".charAt(index);
  }

  static boolean isDigit(char symbol) {
    return symbol >= '0' && symbol <= '9';
  }

  /** Whether {@code text} can be dialled: 1 to 48 symbols, a plus sign only in front. */
  static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      int index = index(text.charAt(i));
      if (index < 0 || (index == PLUS && i > 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is put in front of a number.
   *
   * @throws IllegalArgumentException when it isn't empty and can't be dialled, or is longer than 24
   */
  static String requirePrefix(String text) {
    if (!text.isEmpty() && (!isNumber(text) || text.length() > 24)) {
      throw new IllegalArgumentException("a prefix is up to 24 of 0-9 * #, + only in front");
    }
    return text;
  }
}
