package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.PatternTrie.Node;
import org.ringspan.dialplan.PatternTrie.Slot;

/**
 * Looks for one number in several tries, in the order of their partitions, and keeps the best
 * match. The rules that decide, in their order:
 *
 * <ol>
 *   <li>fewer numbers of this length are meant;
 *   <li>a fixed length before a {@code !};
 *   <li>the earlier partition;
 *   <li>the pattern configured earlier.
 * </ol>
 */
final class PatternSearch<T> {
  /** A match and how it stands to the best. */
  record Beside<T>(Slot<T> slot, int rank) {}

  private final String number;
  private final byte[] symbols;
  private final int digitsFrom;
  private final @Nullable List<Beside<T>> all;
  private @Nullable Slot<T> best;
  private int bestRank;
  private int rank;
  private boolean longerPossible;
  private int visited;

  /**
   * @param number one that can be dialled ({@link Symbols#isNumber})
   * @param keepAll whether all matches are kept, for an explanation
   */
  PatternSearch(String number, boolean keepAll) {
    this.number = number;
    this.symbols = new byte[number.length()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = (byte) Symbols.index(number.charAt(i));
    }
    this.digitsFrom = startOfLastDigits();
    this.all = keepAll ? new ArrayList<>() : null;
  }

  /** From where on there are only digits, with perhaps one hash behind. */
  private int startOfLastDigits() {
    int from = endsInHash() ? number.length() - 1 : number.length();
    while (from > 0 && Symbols.isDigit(number.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private boolean endsInHash() {
    return number.charAt(number.length() - 1) == '#';
  }

  /** Looks in one more partition. */
  void in(PatternTrie<T> trie) {
    visit(trie.root(), 0);
    rank++;
  }

  private void visit(Node<T> node, int at) {
    visited++;
    if (at == symbols.length) {
      for (Slot<T> slot : node.ends) {
        matched(slot);
      }
      longerPossible |= !node.isLast();
      return;
    }
    if (at >= digitsFrom && !node.opens.isEmpty()) {
      opened(node, at);
    }
    int symbol = symbols[at];
    List<Node<T>> next = node.candidates(symbol);
    for (int i = 0; i < next.size(); i++) {
      if (node.takes(i, symbol)) {
        visit(next.get(i), at + 1);
      }
    }
  }

  /** What is left is one or more digits, with perhaps one hash behind. */
  private void opened(Node<T> node, int at) {
    boolean hash = endsInHash();
    if (hash && at == symbols.length - 1) {
      return;
    }
    for (Slot<T> slot : node.opens) {
      if (slot.pattern().isTerminated() == hash) {
        matched(slot);
      }
    }
    longerPossible |= !hash;
  }

  private void matched(Slot<T> slot) {
    if (all != null) {
      all.add(new Beside<>(slot, rank));
    }
    if (best == null || whyWorse(best, bestRank, slot, rank) != null) {
      best = slot;
      bestRank = rank;
    }
  }

  /** Why {@code slot} is worse than {@code other}; null when it is better. */
  private Lost.@Nullable Why whyWorse(Slot<T> slot, int rank, Slot<T> other, int otherRank) {
    int length = number.length();
    int compared =
        slot.pattern().alternativesOf(length).compareTo(other.pattern().alternativesOf(length));
    if (compared != 0) {
      return compared > 0 ? Lost.Why.MEANS_MORE_NUMBERS : null;
    }
    if (slot.pattern().isOpen() != other.pattern().isOpen()) {
      return slot.pattern().isOpen() ? Lost.Why.MEANS_OTHER_LENGTHS : null;
    }
    if (rank != otherRank) {
      return rank > otherRank ? Lost.Why.IN_A_LATER_PARTITION : null;
    }
    return slot.order() > other.order() ? Lost.Why.CONFIGURED_LATER : null;
  }

  @Nullable Slot<T> best() {
    return best;
  }

  /** Whether a number that begins like this one and is longer would match something. */
  boolean longerPossible() {
    return longerPossible;
  }

  /** How many nodes were looked at. */
  int visited() {
    return visited;
  }

  /** The matches that lost; empty unless all were to be kept. */
  List<Lost> lost() {
    List<Lost> losers = new ArrayList<>();
    if (all != null && best != null) {
      for (Beside<T> match : all) {
        Lost.Why why = whyWorse(match.slot(), match.rank(), best, bestRank);
        if (why != null) {
          losers.add(new Lost(match.slot().pattern(), match.slot().partition(), why));
        }
      }
    }
    return losers;
  }
}
