package org.ringspan.dialplan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which numbers several patterns have in common, at one length. */
final class PatternOverlap {
  // A search that takes longer than this is given up: then nothing is claimed.
  private static final int MOST_STEPS = 20_000;

  private int steps;

  private PatternOverlap() {}

  /**
   * What stands at each position of the pattern's numbers of this length; null when none has it.
   */
  static int @Nullable [] atLength(NumberPattern pattern, int length) {
    int tail = length - pattern.positions() - (pattern.isTerminated() ? 1 : 0);
    if (pattern.isOpen() ? tail < 1 : tail != 0) {
      return null;
    }
    int[] sets = new int[length];
    Arrays.fill(sets, Symbols.DIGITS);
    for (int i = 0; i < pattern.positions(); i++) {
      sets[i] = pattern.set(i);
    }
    if (pattern.isTerminated()) {
      sets[length - 1] = 1 << Symbols.index('#');
    }
    return sets;
  }

  static boolean meet(int[] one, int[] other) {
    for (int i = 0; i < one.length; i++) {
      if ((one[i] & other[i]) == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether each number of {@code pattern} is one of the {@code others} too, all of one length;
   * false also when that is too hard to tell.
   */
  static boolean covered(int[] pattern, List<int[]> others) {
    PatternOverlap overlap = new PatternOverlap();
    return !others.isEmpty() && !overlap.leavesOne(pattern, 0, others);
  }

  private boolean leavesOne(int[] pattern, int at, List<int[]> alive) {
    if (alive.isEmpty() || ++steps > MOST_STEPS) {
      return true;
    }
    if (at == pattern.length) {
      return false;
    }
    int done = 0;
    for (int symbol = 0; symbol < Symbols.COUNT; symbol++) {
      int bit = 1 << symbol;
      if ((pattern[at] & bit) == 0 || (done & bit) != 0) {
        continue;
      }
      List<int[]> rest = alive.stream().filter(other -> (other[at] & bit) != 0).toList();
      done |= alikeFrom(pattern[at], at, bit, alive);
      if (leavesOne(pattern, at + 1, rest)) {
        return true;
      }
    }
    return false;
  }

  /** The symbols that the same others take as {@code bit}. */
  private static int alikeFrom(int symbols, int at, int bit, List<int[]> alive) {
    int alike = symbols;
    for (int[] other : alive) {
      alike &= (other[at] & bit) != 0 ? other[at] : ~other[at];
    }
    return alike;
  }
}
