package org.ringspan.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.record.LegCourse;

/** One sentence a leg. */
final class LegText {
  private LegText() {}

  /** What became of it, or what would: legs of a plan that no call has followed yet are planned. */
  static String of(LegCourse leg, Optional<UserId> owner, boolean over) {
    String what = capital(name(leg, owner, "the "));
    if (leg.silent().isPresent()) {
      String reason = ReasonText.ofSilence(leg.silent().get(), leg.detail());
      return what + (over ? " did not ring: " : " does not ring: ") + reason + ".";
    }
    if (!leg.detail().isEmpty()) {
      what += " (" + leg.detail() + ")";
    }
    if (isOwnMailbox(leg)) {
      return what
          + (leg.invited().isEmpty() ? " takes the call" : " took the call " + after(leg.invited()))
          + ".";
    }
    if (leg.invited().isEmpty()) {
      return what + notInvited(leg, over) + ".";
    }
    return what + " was called " + after(leg.invited()) + by(leg) + "; " + course(leg) + ".";
  }

  /** The server answers for it, and nothing rings; one of another system has a public number. */
  private static boolean isOwnMailbox(LegCourse leg) {
    return leg.kind() == LegCourse.Kind.MAILBOX && !leg.target().startsWith("+");
  }

  /** What it rings, for the middle of a sentence. */
  static String name(LegCourse leg, Optional<UserId> owner, String article) {
    String attempt = leg.attempt() == 0 ? "" : ", attempt " + (leg.attempt() + 1) + ",";
    String of = owner.map(user -> user.value() + "'s ").orElse(article);
    String name =
        switch (leg.kind()) {
          case DEVICE -> of + "phone " + leg.target();
          case DESTINATION ->
              of
                  + (leg.name().isEmpty() ? "destination" : CallerText.plain(leg.name()))
                  + " "
                  + leg.target();
          case OUTSIDE -> "the number " + CallerText.plain(leg.target());
          case MAILBOX -> "the mailbox " + leg.target();
        };
    return name + attempt;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String notInvited(LegCourse leg, boolean over) {
    String when =
        leg.delayMillis().orElse(0) == 0 ? "at once" : "after " + seconds(leg.delayMillis());
    return over
        ? " did not ring: it was to ring " + when + ", and the call was taken or over before that"
        : " rings " + when + (isByUserControl(leg) ? "; who answers is asked to press a key" : "");
  }

  /** A destination has either times in which its answer counts or a key to be pressed. */
  private static boolean isByUserControl(LegCourse leg) {
    return leg.kind() == LegCourse.Kind.DESTINATION && leg.tooLateMillis().isEmpty();
  }

  private static String by(LegCourse leg) {
    return leg.trunk().map(trunk -> " over the trunk " + trunk + routed(leg)).orElse("");
  }

  private static String routed(LegCourse leg) {
    return leg.routed()
        .filter(number -> !number.equals(leg.target()))
        .map(number -> " as " + CallerText.plain(number))
        .orElse("");
  }

  private static String course(LegCourse leg) {
    String rang =
        leg.ringing().isPresent()
            ? "it rang from " + seconds(leg.ringing()) + " on"
            : "it never said that it rings";
    if (leg.answered().isPresent()) {
      return rang + ", answered after " + seconds(sinceInvited(leg.answered(), leg)) + answer(leg);
    }
    if (!leg.ending().isEmpty()) {
      return rang + ", and was cleared " + after(leg.cleared()) + ": " + why(leg);
    }
    return leg.status().isPresent()
        ? rang
            + ", and refused "
            + after(leg.cleared())
            + " with "
            + leg.status().getAsInt()
            + " "
            + StatusPhrase.of(leg.status().getAsInt())
        : rang;
  }

  private static String answer(LegCourse leg) {
    if (leg.ending().equals("Answered too soon")) {
      return " and was cleared: an answer within "
          + seconds(leg.tooSoonMillis())
          + " is a mailbox's, not a person's";
    }
    return leg.ending().isEmpty() ? "" : " and left " + after(leg.cleared()) + ": " + why(leg);
  }

  private static String why(LegCourse leg) {
    return switch (leg.ending()) {
      case "Call completed elsewhere" -> "somebody answered elsewhere first";
      case "Answer too late" -> "it had not answered within " + seconds(leg.tooLateMillis());
      case "No answer" -> "nobody answered in time";
      case "Caller gave up" -> "the caller gave up";
      case "Hung up" -> "the other side hung up";
      case "Moved to another telephone" -> "the call moved to another telephone of its user";
      case "No key was pressed" ->
          "nobody pressed a key, so a mailbox has answered, or somebody who didn't want the call";
      case "No ACK" -> "the answer was never acknowledged";
      default -> CallerText.plain(leg.ending());
    };
  }

  private static OptionalLong sinceInvited(OptionalLong moment, LegCourse leg) {
    return OptionalLong.of(moment.orElse(0) - leg.invited().orElse(0));
  }

  private static String after(OptionalLong millis) {
    return millis.isPresent() ? seconds(millis) + " after the call came" : "at an unknown time";
  }

  /** Seconds with one place, or two below one second. */
  static String seconds(OptionalLong millis) {
    double seconds = millis.orElse(0) / 1000.0;
    return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
  }
}
