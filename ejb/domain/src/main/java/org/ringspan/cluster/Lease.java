package org.ringspan.cluster;

import java.util.Optional;

/**
 * The right to do something alone, as the database has it.
 *
 * @param holder who has it; empty: nobody
 * @param term how often it has changed hands. Whoever writes under it asks in the same transaction
 *     whether its term is still the one, so a holder that was frozen and taken for dead can't write
 */
public record Lease(Optional<NodeRun> holder, long term) {
  /** Whether {@code one} has it. */
  public boolean isOf(NodeRun one) {
    return holder.filter(one::equals).isPresent();
  }
}
