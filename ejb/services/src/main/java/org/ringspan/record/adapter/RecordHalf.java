package org.ringspan.record.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.LegTarget.Destination;
import org.ringspan.reach.LegTarget.Mailbox;
import org.ringspan.reach.LegTarget.OutsideNumber;
import org.ringspan.reach.LegTarget.RegisteredDevice;
import org.ringspan.reach.LegTarget.SilentDevice;
import org.ringspan.reach.ReachPlan;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;

/**
 * What travels to the database, as flat as it lies there. Texts from the wire are cleaned and cut
 * here: a database refuses a NUL, and what it refuses would come back for ever.
 */
public sealed interface RecordHalf {
  int LONGEST_TEXT = 255;
  int LONGEST_DETAIL = 200;

  /** How the call began. */
  record Start(
      String call,
      Instant at,
      String called,
      Optional<String> user,
      String callerName,
      Optional<String> callerNumber,
      boolean callerPrivate,
      List<Leg> legs)
      implements RecordHalf {
    public Start {
      legs = List.copyOf(legs);
    }
  }

  /** How the call ended. */
  record End(
      String call,
      Instant at,
      String outcome,
      Optional<Instant> answeredAt,
      Optional<String> answeredBy,
      int status,
      String detail)
      implements RecordHalf {}

  /** The server has started: what is open of its earlier runs was cut off. */
  record RunBegan() implements RecordHalf {}

  /**
   * One leg of the plan.
   *
   * @param kind what the target is
   * @param target its device name or number
   * @param delayMillis after which it rings; absent when it doesn't
   * @param reason why it doesn't ring; absent when it does
   */
  record Leg(String kind, String target, OptionalLong delayMillis, Optional<String> reason) {}

  static RecordHalf of(CallStarted half) {
    ReachPlan plan = half.plan();
    CallerIdentity caller = plan.caller();
    return new Start(
        half.call().value(),
        half.at(),
        clean(plan.called(), LONGEST_TEXT),
        plan.user().map(UserId::value),
        clean(caller.displayName(), LONGEST_TEXT),
        caller.number().map(number -> clean(number, LONGEST_TEXT)),
        caller.isPrivate(),
        plan.legs().stream().map(RecordHalf::leg).toList());
  }

  static RecordHalf of(CallEnded half) {
    return new End(
        half.call().value(),
        half.at(),
        half.outcome().name(),
        half.answeredAt(),
        half.answeredBy().map(name -> clean(name, LONGEST_TEXT)),
        half.status(),
        clean(half.detail(), LONGEST_DETAIL));
  }

  private static Leg leg(LegPlan leg) {
    return switch (leg.decision()) {
      case Ring(var after) ->
          new Leg(
              kind(leg.target()),
              target(leg.target()),
              OptionalLong.of(after.toMillis()),
              Optional.empty());
      case DontRing(var why) ->
          new Leg(
              kind(leg.target()),
              target(leg.target()),
              OptionalLong.empty(),
              Optional.of(why.name()));
    };
  }

  private static String kind(LegTarget target) {
    return switch (target) {
      case RegisteredDevice device -> "DEVICE";
      case SilentDevice device -> "DEVICE";
      case Destination destination -> "DESTINATION";
      case OutsideNumber number -> "OUTSIDE";
      case Mailbox mailbox -> "MAILBOX";
    };
  }

  private static String target(LegTarget target) {
    return switch (target) {
      case RegisteredDevice phone -> phone.device().value();
      case SilentDevice(var device) -> device.value();
      case Destination destination -> destination.number().value();
      case OutsideNumber(var number, var routes) -> number;
      case Mailbox(var number, var routes) -> number.value();
    };
  }

  private static String clean(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, longest);
    for (int i = 0; i < cut.length(); i++) {
      char c = cut.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return replaced(cut);
      }
    }
    return cut;
  }

  // Half a surrogate pair can't be written as UTF-8; whole ones are rare enough in names to go too.
  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                clean.append(
                    Character.isISOControl(c) || Character.isSurrogate((char) c)
                        ? '\uFFFD'
                        : (char) c));
    return clean.toString();
  }
}
