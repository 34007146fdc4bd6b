package org.ringspan.dialplan;

import java.util.Arrays;

/** Reads the text of one {@link NumberPattern}. */
final class PatternReader {
  private final String text;
  private final int[] sets = new int[NumberPattern.LONGEST];
  private int at;
  private int positions;
  private int discardPoint = -1;
  private boolean open;
  private boolean terminated;

  PatternReader(String text) {
    this.text = text;
  }

  NumberPattern read() {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a pattern is not empty");
    }
    if (text.length() > 255) {
      throw new IllegalArgumentException("a pattern has at most 255 characters");
    }
    while (at < text.length()) {
      readOne(text.charAt(at));
      at++;
    }
    return new NumberPattern(text, Arrays.copyOf(sets, positions), discardPoint, open, terminated);
  }

  private void readOne(char c) {
    if (open && c != '#') {
      throw fault("only one # may follow !");
    }
    switch (c) {
      case 'X' -> add(Symbols.DIGITS);
      case '+' -> plus();
      case '\\' -> escape();
      case '[' -> bracket();
      case '.' -> dot();
      case '!' -> open = true;
      case '#' -> hash();
      case ']' -> throw fault("] without [");
      case 'x' -> throw fault("the wildcard for a digit is a capital X");
      case '@' -> throw fault("@ is not supported: write the numbers of your country as patterns");
      case '?' -> throw fault("? is not supported: write one pattern for each length, or !");
      default -> {
        int index = Symbols.index(c);
        if (index < 0) {
          throw fault("'" + c + "' is not one of 0-9 * # + X [ ] ^ - . !");
        }
        add(1 << index);
      }
    }
  }

  private void plus() {
    if (positions > 0 || discardPoint >= 0) {
      throw fault("+ stands only in front: repetition is not supported");
    }
    add(1 << Symbols.index('+'));
  }

  private void escape() {
    if (at + 1 >= text.length() || text.charAt(at + 1) != '+') {
      throw fault("after a backslash only + is allowed");
    }
    at++;
    plus();
  }

  private void dot() {
    if (discardPoint >= 0) {
      throw fault("a second dot");
    }
    if (positions == 0) {
      throw fault("nothing stands before the dot");
    }
    discardPoint = positions;
  }

  private void hash() {
    if (!open) {
      add(1 << Symbols.index('#'));
      return;
    }
    if (terminated) {
      throw fault("only one # may follow !");
    }
    terminated = true;
  }

  private void bracket() {
    int start = at;
    int end = text.indexOf(']', start);
    if (end < 0) {
      throw fault("[ without ]");
    }
    boolean negated = at + 1 < end && text.charAt(at + 1) == '^';
    at += negated ? 2 : 1;
    int set = 0;
    while (at < end) {
      set |= member(end, negated);
    }
    int meant = negated ? Symbols.DIGITS & ~set : set;
    if (set == 0 || meant == 0) {
      at = start;
      throw fault(set == 0 ? "empty brackets" : "the brackets leave no digit");
    }
    add(meant);
  }

  private int member(int end, boolean negated) {
    char from = text.charAt(at);
    int first = Symbols.index(from);
    if (first < 0 || from == '+' || (negated && !Symbols.isDigit(from))) {
      throw fault("'" + from + "' can't stand in brackets");
    }
    if (at + 1 < end && text.charAt(at + 1) == '-') {
      return range(end, from);
    }
    at++;
    return 1 << first;
  }

  private int range(int end, char from) {
    if (at + 2 >= end) {
      throw fault("a range needs a second digit");
    }
    char to = text.charAt(at + 2);
    if (!Symbols.isDigit(from) || !Symbols.isDigit(to) || from > to) {
      throw fault("a range goes from a lower digit to a higher one");
    }
    at += 3;
    return (1 << (to - '0' + 1)) - (1 << (from - '0'));
  }

  private void add(int set) {
    if (positions == NumberPattern.LONGEST) {
      throw fault("more than 32 symbols");
    }
    sets[positions++] = set;
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("pattern, character " + (at + 1) + ": " + what);
  }
}
