package org.ringspan.reach;

import java.time.Duration;

/** Whether a leg rings, with the reason as a value. */
public sealed interface LegDecision {
  /**
   * The leg rings.
   *
   * @param after how long after the call arrived; zero: at once
   */
  record Ring(Duration after) implements LegDecision {
    static Ring atOnce() {
      return new Ring(Duration.ZERO);
    }
  }

  /** The leg does not ring. */
  record DontRing(Why why) implements LegDecision {}

  /** Why a leg does not ring. */
  enum Why {
    /** The device has no valid registration. */
    NOT_REGISTERED,
    /** The device is the one that calls. */
    IS_THE_CALLER,
    /** The user is not enabled for mobility. */
    MOBILITY_DISABLED,
    /** Single number reach is switched off for the destination. */
    REACH_SWITCHED_OFF,
    /** Now is outside the destination's ring schedule. */
    OUTSIDE_RING_SCHEDULE,
    /** The destination's access list does not let this caller ring it. */
    CALLER_NOT_ALLOWED,
    /** The destination is the telephone that calls. */
    CALLER_IS_THE_DESTINATION,
    /** There is no trunk to reach the destination by. */
    NO_TRUNK
  }
}
