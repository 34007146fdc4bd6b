package org.ringspan.journal.store;

/** How often, and how long, the file was forced to the disk. */
public final class ForceTimes {

  private long count;
  private long records;
  private long nanos;
  private long longest;

  synchronized void add(long took, long of) {
    count++;
    records += of;
    nanos += took;
    longest = Math.max(longest, took);
  }

  /** How often. */
  public synchronized long count() {
    return count;
  }

  /** Records that were forced. */
  public synchronized long records() {
    return records;
  }

  /** Mean time in nanoseconds, 0 for none. */
  public synchronized long mean() {
    return count == 0 ? 0 : nanos / count;
  }

  /** Longest time in nanoseconds. */
  public synchronized long longest() {
    return longest;
  }
}
