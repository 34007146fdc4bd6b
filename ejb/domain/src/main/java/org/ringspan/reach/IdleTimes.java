package org.ringspan.reach;

import java.time.Instant;
import org.ringspan.address.DirectoryNumber;

/**
 * Since when lines have had no call. Kept in memory by each node: after a start all are equal. Read
 * on the call path by many calls at a time; never waits.
 */
public interface IdleTimes {
  /** All lines are equal. */
  IdleTimes NONE = line -> Instant.MIN;

  /**
   * When the line's last call ended: {@link Instant#MIN} when it has had none, {@link Instant#MAX}
   * while it has one.
   */
  Instant idleSince(DirectoryNumber line);
}
