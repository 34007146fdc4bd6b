package org.ringspan.cluster;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who gets a lease:
 *
 * <ol>
 *   <li>Whoever has it keeps it, in its term.
 *   <li>Nobody's is given to whoever asks, in a new term.
 *   <li>That of a node which is lost, or was started anew since, is given to whoever asks, in a new
 *       term.
 *   <li>That of a living node isn't given.
 * </ol>
 */
public final class LeaseRules {
  private LeaseRules() {}

  /**
   * The lease as it is after {@code asker} has asked for it; empty: it doesn't get it.
   *
   * @param lives whether a start of a node is its last one and not lost
   */
  public static Optional<Lease> claim(Lease now, NodeRun asker, Predicate<NodeRun> lives) {
    if (now.isOf(asker)) {
      return Optional.of(now);
    }
    return now.holder().filter(lives).isPresent()
        ? Optional.empty()
        : Optional.of(new Lease(Optional.of(asker), now.term() + 1));
  }

  /** The lease after {@code one} has given it up; as it was when that doesn't have it. */
  public static Lease release(Lease now, NodeRun one) {
    return now.isOf(one) ? new Lease(Optional.empty(), now.term()) : now;
  }
}
