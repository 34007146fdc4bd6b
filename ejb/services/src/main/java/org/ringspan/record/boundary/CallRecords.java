package org.ringspan.record.boundary;

import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;

/**
 * Takes what is kept of calls. Called on SIP threads: never waits and never throws. Records are in
 * the database a moment later; what can't be taken is counted and logged.
 */
public interface CallRecords {
  /** The first half, when a call is taken in. */
  void started(CallStarted half);

  /** The second half, when the call is over for its caller. */
  void ended(CallEnded half);
}
