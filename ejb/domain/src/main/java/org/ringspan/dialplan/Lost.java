package org.ringspan.dialplan;

/** A pattern that matched too, and why another was better. */
public record Lost(NumberPattern pattern, PartitionName partition, Why why) {
  /** The rules that decide between patterns that match the same number, in their order. */
  public enum Why {
    /** An emergency pattern comes before everything. */
    NOT_AN_EMERGENCY_PATTERN,
    /** It also means more other numbers of this length. */
    MEANS_MORE_NUMBERS,
    /** As many of this length, and numbers of other lengths too. */
    MEANS_OTHER_LENGTHS,
    /** As good, but its partition is searched later. */
    IN_A_LATER_PARTITION,
    /** As good and in the same partition, but configured later. */
    CONFIGURED_LATER
  }
}
