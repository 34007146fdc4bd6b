package org.ringspan.registration.adapter;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringspan.registration.Binding;

/** A device's bindings at this node and at the others of its cluster. */
final class AllNodes {
  /**
   * A binding of another node is believed for so much longer than it lasts: that it was refreshed
   * is told with the next batch.
   */
  static final Duration TOLD_LATE = Duration.ofSeconds(45);

  private AllNodes() {}

  /** Those that this node can send to; the same list when it can to all. */
  static List<Binding> reachable(List<Binding> bindings) {
    for (Binding binding : bindings) {
      if (!binding.isReachable()) {
        return bindings.stream().filter(Binding::isReachable).toList();
      }
    }
    return bindings;
  }

  /**
   * The bindings after other nodes have changed some: what this node has stays unless it isn't kept
   * any more, since another one has ended it or taken it over.
   *
   * @param kept as it is in the database
   */
  static List<Binding> followed(List<Binding> now, List<Binding> kept) {
    Set<String> places =
        kept.stream().filter(Binding::isHere).map(Binding::place).collect(toUnmodifiableSet());
    List<Binding> here =
        now.stream()
            .filter(Binding::isHere)
            .filter(binding -> places.contains(binding.place()))
            .toList();
    return together(here, kept.stream().map(AllNodes::toldLate).toList());
  }

  private static Binding toldLate(Binding binding) {
    return binding.isHere() ? binding : binding.until(binding.expires().plus(TOLD_LATE));
  }

  /**
   * Those of this node, then those of others that aren't the same place or the same phone: two
   * nodes that were told by one phone at the same moment may both have it.
   *
   * @param all what is of this node in it doesn't count
   */
  static List<Binding> together(List<Binding> here, List<Binding> all) {
    List<Binding> together = new ArrayList<>(here);
    for (Binding other : all) {
      if (!other.isHere() && together.stream().noneMatch(one -> isReplaced(other, one))) {
        together.add(other);
      }
    }
    return List.copyOf(together);
  }

  private static boolean isReplaced(Binding other, Binding by) {
    return other.place().equals(by.place())
        || !other.isFlow() && !by.isFlow() && other.isPhoneOf(by);
  }

  /** Whether this node has something at the place of a binding. */
  static boolean isStillHere(Binding binding, List<Binding> now) {
    return now.stream().anyMatch(one -> one.isHere() && one.place().equals(binding.place()));
  }
}
