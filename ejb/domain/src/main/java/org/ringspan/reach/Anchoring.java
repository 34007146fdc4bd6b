package org.ringspan.reach;

import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;

/**
 * Whether a call is anchored for the user who makes it: "Whenever an inbound call comes into the
 * system, the presented caller ID for that call is compared against all configured remote
 * destination phones. If a match is found, the call will automatically be anchored in the
 * enterprise" (design guide page 21-70).
 */
public sealed interface Anchoring {
  /**
   * It is: mid-call features and desk pickup are the user's, and the call counts for the user's
   * limit.
   *
   * @param user who calls
   * @param destination from which of the user's destinations
   */
  record Anchored(UserId user, DestinationNumber destination) implements Anchoring {}

  /** It is not. */
  record NotAnchored(Why why) implements Anchoring {}

  /** Why a call is not anchored for its caller. */
  enum Why {
    /** It comes from a phone of ours. */
    FROM_A_PHONE_OF_OURS,
    /** The caller shows no number. */
    NO_CALLER_NUMBER,
    /** The caller's number is no remote destination. */
    NO_DESTINATION,
    /** More than one remote destination has the caller's number. */
    SEVERAL_DESTINATIONS,
    /** The destination's user is not enabled for mobility. */
    MOBILITY_DISABLED,
    /** The destination's user has no line whose number could be shown. */
    NO_LINE,
    /** The user has as many calls at remote destinations as allowed. */
    LIMIT_REACHED
  }
}
