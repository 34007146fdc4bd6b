package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the entries of a plan that have numbers in common with one of them, without a look at all:
 * most are single numbers, and most patterns begin with symbols that few others begin with.
 */
final class Overlaps {
  /** So many symbols at the beginning tell patterns apart. */
  private static final int HEAD = 7;

  private final List<DialPlanEntry> entries;

  /**
   * Those of one length by their first symbols; those with wildcards there under the empty text.
   */
  private final Map<Integer, Map<String, List<Integer>>> fixed = new HashMap<>();

  private final Map<String, List<Integer>> numbers = new HashMap<>();
  private final List<Integer> open = new ArrayList<>();
  private final List<Integer> emergencies = new ArrayList<>();

  Overlaps(List<DialPlanEntry> entries) {
    this.entries = entries;
    for (int i = 0; i < entries.size(); i++) {
      DialPlanEntry entry = entries.get(i);
      NumberPattern pattern = entry.pattern();
      if (entry instanceof RoutePattern route && route.isEmergency()) {
        emergencies.add(i);
      }
      if (pattern.isOpen()) {
        open.add(i);
        continue;
      }
      int length = pattern.positions() + (pattern.isTerminated() ? 1 : 0);
      fixed
          .computeIfAbsent(length, key -> new HashMap<>())
          .computeIfAbsent(head(pattern), key -> new ArrayList<>())
          .add(i);
      if (isNumber(pattern)) {
        numbers.computeIfAbsent(symbols(pattern), key -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * Places in the plan, in its order, of the entries that could win a number of this one from it:
   * all others with a number of this length in common, and for a single number those that mean no
   * more than that.
   *
   * @param order the entry's place
   * @param length of the numbers, as {@link PatternOverlap#atLength} has it
   */
  List<Integer> rivals(int order, int length) {
    NumberPattern pattern = entries.get(order).pattern();
    int[] sets = PatternOverlap.atLength(pattern, length);
    if (sets == null) {
      return List.of();
    }
    return candidates(pattern, length)
        .filter(place -> place != order)
        .distinct()
        .sorted()
        .filter(
            place -> {
              int[] others = PatternOverlap.atLength(entries.get(place).pattern(), length);
              return others != null && PatternOverlap.meet(sets, others);
            })
        .toList();
  }

  private Stream<Integer> candidates(NumberPattern pattern, int length) {
    if (isNumber(pattern)) {
      return Stream.concat(
          numbers.getOrDefault(symbols(pattern), List.of()).stream(), emergencies.stream());
    }
    Map<String, List<Integer>> alike = fixed.getOrDefault(length, Map.of());
    String head = pattern.isOpen() ? "" : head(pattern);
    Stream<Integer> closed =
        head.isEmpty()
            ? alike.values().stream().flatMap(List::stream)
            : Stream.of(head, "").flatMap(key -> alike.getOrDefault(key, List.of()).stream());
    return Stream.concat(closed, open.stream());
  }

  private static boolean isNumber(NumberPattern pattern) {
    return !pattern.isOpen()
        && !pattern.isTerminated()
        && symbols(pattern).length() == pattern.positions();
  }

  /** The first symbols; empty when there is a wildcard among them. */
  private static String head(NumberPattern pattern) {
    String symbols = symbols(pattern);
    int wanted = Math.min(HEAD, pattern.positions());
    return symbols.length() < wanted ? "" : symbols.substring(0, wanted);
  }

  /** The symbols before the first wildcard. */
  private static String symbols(NumberPattern pattern) {
    StringBuilder symbols = new StringBuilder(pattern.positions());
    for (int i = 0; i < pattern.positions() && Integer.bitCount(pattern.set(i)) == 1; i++) {
      symbols.append((char) ('A' + Integer.numberOfTrailingZeros(pattern.set(i))));
    }
    return symbols.toString();
  }
}
