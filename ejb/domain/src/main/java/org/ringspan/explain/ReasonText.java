package org.ringspan.explain;

import java.util.Arrays;
import java.util.Optional;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.RoutingDecision;

/** The reasons of the rules in words that follow a colon. */
public final class ReasonText {
  private ReasonText() {}

  /**
   * Why a leg does not ring.
   *
   * @param code the name of a {@link LegDecision.Why}; an older version may have had others
   * @param detail the facts behind it; may be empty
   */
  static String ofSilence(String code, String detail) {
    Optional<LegDecision.Why> known =
        Arrays.stream(LegDecision.Why.values()).filter(why -> why.name().equals(code)).findFirst();
    String reason = known.map(ReasonText::of).orElse("for the reason " + code);
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }

  /** Why a leg does not ring. */
  public static String of(LegDecision.Why why) {
    return switch (why) {
      case NOT_REGISTERED -> "it is not registered, so there is nowhere to send the call";
      case IS_THE_CALLER -> "it is the phone that calls";
      case FORWARDED_ALL -> "the line forwards all its calls";
      case LINE_BUSY -> "the line carries as many calls as its busy trigger allows";
      case LOGGED_OUT -> "its user has logged out of the hunt group";
      case NOT_FOR_HUNT_GROUPS -> "the hunt group does not ring mobiles";
      case TOO_MANY_TELEPHONES ->
          "the members of the hunt group have more telephones than one call rings";
      case TOO_MANY_CALLS ->
          "the user has as many calls at remote destinations as are allowed at a time";
      case NO_PROFILE ->
          "the user has no remote destination profile, and it belongs to no dual-mode telephone";
      case LINE_NOT_SHARED ->
          "the remote destination profile, or the dual-mode telephone, does not share the line";
      case DEVICE_REGISTERED ->
          "the dual-mode telephone is registered, so it rings itself and not over the mobile"
              + " network";
      case DIVERTED_BY_THE_DESTINATION -> "it has just diverted the call here";
      case INTERNAL_NUMBER -> "its number is a number inside";
      case BLOCKED_BY_DIAL_PLAN -> "the dial plan blocks its number in the rerouting search space";
      case NOT_DIALABLE -> "its number can not be dialled in the rerouting search space";
      case NO_SUPERVISION ->
          "no trunk to it says reliably when a call is answered and when it ends";
      case NO_DIGITS ->
          "who answers there is to press a key, and no trunk to it delivers the digits";
      case MOBILITY_DISABLED -> "the user is not enabled for mobility";
      case REACH_SWITCHED_OFF -> "single number reach is switched off for it";
      case OUTSIDE_RING_SCHEDULE -> "outside its ring schedule";
      case CALLER_NOT_ALLOWED -> "its access list does not let this caller ring it";
      case CALLER_IS_THE_DESTINATION -> "it is the telephone that calls";
      case NO_TRUNK -> "there is no trunk to reach it by";
      case NO_AUDIO -> "the caller offers no audio, and remote destinations get nothing else";
      case NOT_A_MOBILE_PHONE -> "it is not marked as a mobile phone";
      case IS_IN_THE_CALL -> "the call is there already";
    };
  }

  /** Why a call is refused. */
  public static String of(RoutingDecision.Why why) {
    return switch (why) {
      case NO_SUCH_NUMBER -> "the number means nothing to this caller";
      case NOT_A_NUMBER_OF_OURS ->
          "it is no number of ours, and calls from this trunk may not reach it";
      case INCOMPLETE -> "the number is only the beginning of one";
      case BLOCKED_BY_DIAL_PLAN -> "the dial plan blocks the number for this caller";
      case NOTHING_TO_PARK -> "it is a park number, and there is no call to be parked at it";
      case BLOCKED_FOR_ACCESS -> "the number is blocked for voice access and feature access";
      case BUSY -> "the line or its user takes no further call, and there is no mailbox";
      case NOBODY_IN_GROUP -> "nobody of the hunt group can be rung, and nothing comes then";
      case FORWARD_FAILED ->
          "the line forwards all its calls, and where it forwards them can not be reached";
      case NO_TRUNK -> "there is no trunk to the telephone network";
      case NO_FREE_CHANNEL -> "every channel of the trunk that it came by is taken";
      case PHONE_NOT_REGISTERED -> "the one phone that is called is not registered now";
    };
  }

  /** Why a call is not anchored for the user who makes it. */
  public static String of(Anchoring.Why why) {
    return switch (why) {
      case FROM_A_PHONE_OF_OURS -> "it comes from a telephone inside";
      case NO_CALLER_NUMBER -> "the caller shows no number";
      case NO_DESTINATION -> "the caller's number is no remote destination";
      case SEVERAL_DESTINATIONS -> "the caller's number matches more than one remote destination";
      case MOBILITY_DISABLED -> "the user who calls is not enabled for mobility";
      case NO_LINE -> "the user who calls has no line";
      case LIMIT_REACHED ->
          "the user who calls has as many calls at remote destinations as are allowed at a time";
    };
  }
}
