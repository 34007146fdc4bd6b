package org.ringspan.journal.branch;

import org.ringspan.journal.IdempotencyKey;

/**
 * The journal's own name of a branch, never used again: the upper half is the number of the segment
 * that the journal was opened with, the lower half counts from there.
 */
public record BranchId(long value) implements Comparable<BranchId> {

  /** The first of an opening. */
  public static BranchId first(long segment) {
    return new BranchId(segment << 32);
  }

  /** The one after it. */
  public BranchId next() {
    return new BranchId(value + 1);
  }

  /** The key of one of its intents. */
  public IdempotencyKey key(long journal, int ordinal) {
    return new IdempotencyKey(
        Long.toHexString(journal) + "-" + Long.toHexString(value) + "-" + ordinal);
  }

  @Override
  public int compareTo(BranchId other) {
    return Long.compareUnsigned(value, other.value);
  }
}
