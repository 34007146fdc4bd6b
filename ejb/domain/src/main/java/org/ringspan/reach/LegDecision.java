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

  /**
   * The leg does not ring.
   *
   * @param detail what the reason is about: a trunk, a number, the dial plan's cause; empty when
   *     the reason says it all
   */
  record DontRing(Why why, String detail) implements LegDecision {
    public DontRing(Why why) {
      this(why, "");
    }
  }

  /** Why a leg does not ring. */
  enum Why {
    /** The device has no valid registration. */
    NOT_REGISTERED,
    /** The device is the one that calls. */
    IS_THE_CALLER,
    /** The line forwards all its calls. */
    FORWARDED_ALL,
    /** The line carries as many calls as it may. */
    LINE_BUSY,
    /** The member has logged out of the hunt group. */
    LOGGED_OUT,
    /** The hunt group doesn't ring mobiles. */
    NOT_FOR_HUNT_GROUPS,
    /** The telephones of the hunt group's members are more than one call rings. */
    TOO_MANY_TELEPHONES,
    /** The user has as many calls at remote destinations as allowed. */
    TOO_MANY_CALLS,
    /** The user is not enabled for mobility. */
    MOBILITY_DISABLED,
    /** Single number reach is switched off for the destination. */
    REACH_SWITCHED_OFF,
    /**
     * The user has no remote destination profile, and the destination is of no dual-mode device.
     */
    NO_PROFILE,
    /** The profile, or the dual-mode device, does not share the called line. */
    LINE_NOT_SHARED,
    /** The destination is a dual-mode device that is registered: it rings as a phone of ours. */
    DEVICE_REGISTERED,
    /** The destination is the telephone that calls. */
    CALLER_IS_THE_DESTINATION,
    /** The destination has just sent this call here. */
    DIVERTED_BY_THE_DESTINATION,
    /** Now is outside the destination's ring schedule. */
    OUTSIDE_RING_SCHEDULE,
    /** The destination's access list does not let this caller ring it. */
    CALLER_NOT_ALLOWED,
    /** The destination's number is one inside. */
    INTERNAL_NUMBER,
    /** The dial plan blocks the destination's number in the rerouting search space. */
    BLOCKED_BY_DIAL_PLAN,
    /** The destination's number means nothing in the rerouting search space. */
    NOT_DIALABLE,
    /** No trunk to it says reliably when a call is answered and when it ends. */
    NO_SUPERVISION,
    /** Who answers is to press a key, and no trunk to it delivers digits (D15). */
    NO_DIGITS,
    /** There is no trunk to reach the destination by. */
    NO_TRUNK,
    /** The caller offers no audio, and a destination is offered nothing else. */
    NO_AUDIO,
    /** The destination isn't marked as a mobile phone: live calls can't be sent to it. */
    NOT_A_MOBILE_PHONE,
    /** The user talks there already. */
    IS_IN_THE_CALL
  }
}
