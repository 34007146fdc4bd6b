package org.ringspan.dialplan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The partitions a caller reaches, in the order that decides between equally good matches.
 *
 * @param partitions each at most once; none at all reaches emergency patterns only (design guide
 *     "Device Mobility": a catch-all must not block "911 or other emergency calls")
 */
public record SearchSpace(List<PartitionName> partitions) {
  /** Reaches emergency patterns and nothing else. */
  public static final SearchSpace NONE = new SearchSpace(List.of());

  /**
   * @throws IllegalArgumentException when a partition is named twice
   */
  public SearchSpace {
    partitions = List.copyOf(partitions);
    if (new LinkedHashSet<>(partitions).size() < partitions.size()) {
      throw new IllegalArgumentException("a search space names a partition once");
    }
  }

  public static SearchSpace of(PartitionName... partitions) {
    return new SearchSpace(List.of(partitions));
  }

  /**
   * This space followed by another. The space of a call is the line's followed by the device's
   * (design guide, "Remote Destination Profile Configuration": the device-level space "combines
   * with the directory number or line-level calling search space"); a partition counts where it is
   * named first.
   */
  public SearchSpace then(SearchSpace other) {
    if (partitions.isEmpty()) {
      return other;
    }
    if (other.partitions.isEmpty()) {
      return this;
    }
    SequencedSet<PartitionName> all = new LinkedHashSet<>(partitions);
    all.addAll(other.partitions);
    return new SearchSpace(List.copyOf(all));
  }

  @Override
  public String toString() {
    return partitions.toString();
  }
}
