package org.ringspan.explain;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LadderLine;
import org.ringspan.record.LegCourse;
import org.ringspan.record.StoredCall;

/**
 * Explanations as plain text in English: sentences for people who help others, and the ladder for
 * those who know SIP. Nothing of it is text from the wire but names and numbers, which are made
 * harmless.
 */
public final class ExplanationText {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd 'at' HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ExplanationText() {}

  /** What happened to a call and why, one sentence a line. */
  public static List<String> sentences(StoredCall call) {
    List<String> sentences = new ArrayList<>();
    CallStarted started = call.started();
    sentences.add(beginning(started));
    for (LegCourse leg : call.legs()) {
      // Where a call was forwarded or has moved may be somebody else's.
      Optional<UserId> owner =
          leg.leg() > started.legs().size() ? Optional.empty() : started.calledUser();
      sentences.add(LegText.of(leg, owner, call.ending().isPresent()));
    }
    sentences.add(
        call.ending().map(end -> ending(end, started)).orElse("The call is still going on."));
    return List.copyOf(sentences);
  }

  /**
   * What would become of a call, one sentence a line: for plans that no call follows.
   *
   * @param legs the plan's, as {@link PlannedLegs} makes them
   */
  public static List<String> sentences(RoutingDecision decision, List<LegCourse> legs) {
    return switch (decision) {
      case RoutingDecision.Refuse(var why, int status, var detail, var considered) ->
          List.of(
              "The call is refused with "
                  + status
                  + " "
                  + StatusPhrase.of(status)
                  + ": "
                  + ReasonText.of(why)
                  + (detail.isEmpty() ? "" : " (" + CallerText.plain(detail) + ")")
                  + ".");
      case RoutingDecision.Access(var plan, var terms, var caller) ->
          List.of(
              "The server answers the call itself, as "
                  + (terms.prompts() ? "voice access" : "feature access")
                  + caller.map(known -> " for " + known.user().value()).orElse("")
                  + ".");
      case RoutingDecision.Retrieve(var number, var plan) ->
          List.of("The telephone gets the call that is parked at " + number + ", if there is one.");
      case RoutingDecision.ParkAt(var number) ->
          List.of("The call on hold is parked at " + number + ".");
      case RoutingDecision.Place(var plan) -> {
        List<String> sentences = new ArrayList<>();
        Optional<UserId> owner = plan.user();
        legs.forEach(leg -> sentences.add(LegText.of(leg, owner, false)));
        sentences.addAll(ForwardText.of(plan));
        yield List.copyOf(sentences);
      }
    };
  }

  private static String beginning(CallStarted started) {
    String from =
        switch (started.origin()) {
          case CallOrigin.FromTrunk(var trunk) -> "over the trunk " + trunk.value();
          case CallOrigin.FromDevice(var device) -> "from the phone " + device.value();
        };
    String whose =
        started.calledUser().map(user -> ", a number of " + user.value() + ",").orElse("");
    return CallerText.of(started.caller())
        + " called "
        + CallerText.plain(started.called())
        + whose
        + " "
        + from
        + " on "
        + MOMENT.format(started.at())
        + ".";
  }

  private static String ending(StoredCall.Ending end, CallStarted started) {
    String lasted =
        LegText.seconds(
            OptionalLong.of(Math.max(0, Duration.between(started.at(), end.at()).toMillis())));
    String by = end.answeredBy().map(name -> " by " + CallerText.plain(name)).orElse("");
    String detail = CallerText.plain(end.detail());
    return switch (end.outcome()) {
      case ANSWERED ->
          "The call was answered" + by + " and ended after " + lasted + ": " + detail + ".";
      case FORWARDED -> "The mailbox took the call; it ended after " + lasted + ": " + detail + ".";
      case CANCELLED -> "The caller gave up after " + lasted + ".";
      case NOT_ANSWERED, DECLINED, FAILED -> refused(end, lasted, detail);
      case INTERRUPTED -> "The call was cut off: " + detail + ".";
    };
  }

  private static String refused(StoredCall.Ending end, String lasted, String detail) {
    String what =
        end.outcome() == CallOutcome.NOT_ANSWERED
            ? "Nobody took the call"
            : end.outcome() == CallOutcome.DECLINED ? "The call was declined" : "The call failed";
    return "%s; the caller was told %d %s after %s: %s."
        .formatted(what, end.status(), StatusPhrase.of(end.status()), lasted, detail);
  }

  /** The ladder: one line a SIP message, timer or decision. */
  public static List<String> ladder(StoredCall call) {
    List<String> lines = new ArrayList<>(call.lines().size() + 1);
    call.lines().forEach(line -> lines.add(line(line)));
    if (call.linesLeft() > 0) {
      lines.add(call.linesLeft() + " more lines were not kept.");
    }
    return List.copyOf(lines);
  }

  private static String line(LadderLine line) {
    String at =
        String.format(Locale.ROOT, "%+9.3f s  %-9s ", line.atMillis() / 1000.0, party(line));
    return at
        + switch (line) {
          case LadderLine.Message message -> message(message);
          case LadderLine.TimerRanOut timer -> "** timer " + timer.timer() + " ran out";
          case LadderLine.Decided decided -> "** " + decided.what();
        };
  }

  private static String party(LadderLine line) {
    if (line.party() == 0) {
      return line instanceof LadderLine.Message ? "caller" : "call";
    }
    return "leg " + line.party() + (line.attempt() == 0 ? "" : "/" + (line.attempt() + 1));
  }

  private static String message(LadderLine.Message message) {
    String what =
        message.isRequest()
            ? message.method().name()
            : message.status() + " " + StatusPhrase.of(message.status());
    return (message.sent() ? "<- " : "-> ")
        + what
        + " (CSeq "
        + message.sequence()
        + (message.isRequest() ? "" : " " + message.method().name())
        + ")";
  }
}
