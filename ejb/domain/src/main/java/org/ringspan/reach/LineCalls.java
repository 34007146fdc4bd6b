package org.ringspan.reach;

import org.ringspan.address.DirectoryNumber;

/**
 * How many calls each line carries (D2: 8 a line, its busy trigger). Used like {@link ReachSlots}.
 */
public interface LineCalls {
  /**
   * Counts one more call.
   *
   * @param most the line's busy trigger
   * @return false when it carries that many already; nothing is counted then
   */
  boolean tryReserve(DirectoryNumber line, int most);

  /**
   * Counts one call less.
   *
   * @throws IllegalStateException when none is counted
   */
  void release(DirectoryNumber line);
}
