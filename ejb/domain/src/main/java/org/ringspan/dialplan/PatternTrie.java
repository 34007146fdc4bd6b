package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of one partition, compiled: a tree whose edges are sets of symbols. A number walks
 * all edges that take its symbols; what it visits grows with its length and with the patterns that
 * match its beginning, not with the size of the plan. Immutable.
 */
final class PatternTrie<T> {
  /** One pattern and what it stands for. */
  record Slot<T>(NumberPattern pattern, PartitionName partition, int order, T value) {}

  /** Where a beginning of numbers has led to. */
  static final class Node<T> {
    // A node with many edges (lines, country codes) is looked up by symbol; most have one or two.
    private static final int FEW = 4;

    final List<Slot<T>> ends;
    final List<Slot<T>> opens;
    private final int[] sets;
    private final List<Node<T>> children;
    private final @Nullable List<List<Node<T>>> bySymbol;

    Node(Growing<T> growing) {
      this.ends = List.copyOf(growing.ends);
      this.opens = List.copyOf(growing.opens);
      this.sets = Arrays.copyOf(growing.sets, growing.children.size());
      List<Node<T>> made = new ArrayList<>(growing.children.size());
      growing.children.forEach(child -> made.add(new Node<>(child)));
      this.children = List.copyOf(made);
      this.bySymbol = children.size() > FEW ? indexed() : null;
    }

    private List<List<Node<T>>> indexed() {
      List<List<Node<T>>> index = new ArrayList<>(Symbols.COUNT);
      for (int symbol = 0; symbol < Symbols.COUNT; symbol++) {
        List<Node<T>> next = new ArrayList<>();
        for (int i = 0; i < sets.length; i++) {
          if ((sets[i] & (1 << symbol)) != 0) {
            next.add(children.get(i));
          }
        }
        index.add(List.copyOf(next));
      }
      return List.copyOf(index);
    }

    /** Nothing longer begins here. */
    boolean isLast() {
      return sets.length == 0 && opens.isEmpty();
    }

    /** The nodes that may be where {@code symbol} leads; those that {@link #takes} says are. */
    List<Node<T>> candidates(int symbol) {
      return bySymbol != null ? bySymbol.get(symbol) : children;
    }

    /** Whether {@code symbol} leads to the {@code i}-th candidate. */
    boolean takes(int i, int symbol) {
      return bySymbol != null || (sets[i] & (1 << symbol)) != 0;
    }

    int edges() {
      return sets.length;
    }

    int set(int edge) {
      return sets[edge];
    }

    Node<T> child(int edge) {
      return children.get(edge);
    }
  }

  private static final class Growing<T> {
    final List<Slot<T>> ends = new ArrayList<>(1);
    final List<Slot<T>> opens = new ArrayList<>(0);
    final List<Growing<T>> children = new ArrayList<>(2);
    int[] sets = new int[2];

    Growing<T> child(int set) {
      for (int i = 0; i < children.size(); i++) {
        if (sets[i] == set) {
          return children.get(i);
        }
      }
      if (sets.length == children.size()) {
        sets = Arrays.copyOf(sets, sets.length * 2);
      }
      sets[children.size()] = set;
      children.add(new Growing<>());
      return children.getLast();
    }
  }

  private final Node<T> root;

  PatternTrie(List<Slot<T>> slots) {
    Growing<T> growing = new Growing<>();
    for (Slot<T> slot : slots) {
      Growing<T> node = growing;
      NumberPattern pattern = slot.pattern();
      for (int i = 0; i < pattern.positions(); i++) {
        node = node.child(pattern.set(i));
      }
      (pattern.isOpen() ? node.opens : node.ends).add(slot);
    }
    this.root = new Node<>(growing);
  }

  Node<T> root() {
    return root;
  }
}
