package org.ringspan.dialplan;

import java.util.Optional;

/**
 * Where a line stands in the dial plan.
 *
 * @param partition where its number lies; absent: in the default partition of lines
 * @param searchSpace what is searched first when it calls; absent: what its device reaches
 */
public record LinePlace(Optional<PartitionName> partition, Optional<SearchSpaceName> searchSpace) {
  /** Where lines are that say nothing about it. */
  public static final LinePlace DEFAULT = new LinePlace(Optional.empty(), Optional.empty());
}
