package org.ringspan.explain;

import java.util.Arrays;
import java.util.Optional;
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
      case MOBILITY_DISABLED -> "the user is not enabled for mobility";
      case REACH_SWITCHED_OFF -> "single number reach is switched off for it";
      case OUTSIDE_RING_SCHEDULE -> "outside its ring schedule";
      case CALLER_NOT_ALLOWED -> "its access list does not let this caller ring it";
      case CALLER_IS_THE_DESTINATION -> "it is the telephone that calls";
      case NO_TRUNK -> "there is no trunk to reach it by";
    };
  }

  /** Why a call is refused. */
  public static String of(RoutingDecision.Why why) {
    return switch (why) {
      case NO_SUCH_NUMBER -> "nobody has the number, and it is none of the telephone network";
      case NOT_A_NUMBER_OF_OURS ->
          "it is no number of ours, and calls that come over a trunk do not leave again";
      case NO_TRUNK -> "there is no trunk to the telephone network";
      case PHONE_NOT_REGISTERED -> "the one phone that is called is not registered now";
    };
  }
}
