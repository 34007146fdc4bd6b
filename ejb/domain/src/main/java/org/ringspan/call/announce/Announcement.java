package org.ringspan.call.announce;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.LegId;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegPlan;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;

/**
 * What is said of a caller before a key is asked for:
 *
 * <ol>
 *   <li>its number as the telephone is shown it, digit by digit;
 *   <li>or that there is none: the caller withholds it (RFC 3323), or has a name only.
 * </ol>
 *
 * <p>The key is waited for so much longer as this takes: a time that was set for the request alone
 * must not run out while a number is read.
 */
public final class Announcement {
  /** As ITU-T E.164 has it; what is longer is no number that anybody knows a caller by. */
  private static final int MOST_DIGITS = 15;

  private static final Duration LONGEST_INTRODUCTION = Duration.ofSeconds(3);
  private static final Duration LONGEST_DIGIT = Duration.ofMillis(800);

  private Announcement() {}

  /** The effect; none when nothing is to be announced. */
  public static Optional<AnnounceCaller> of(LegId leg, LegPlan plan) {
    return isWanted(plan)
        ? Optional.of(new AnnounceCaller(leg, words(plan.shown()), plan.target().destinationOf()))
        : Optional.empty();
  }

  /** How long it takes at most, in the slowest language; 0 when nothing is announced. */
  public static Duration longest(LegPlan plan) {
    return isWanted(plan) ? longest(words(plan.shown())) : Duration.ZERO;
  }

  /** How long these words take at most. */
  public static Duration longest(List<Speech> words) {
    int digits = 0;
    for (Speech word : words) {
      digits += word instanceof Speech.Digits(var number) ? number.length() : 0;
    }
    return LONGEST_INTRODUCTION.plus(LONGEST_DIGIT.multipliedBy(digits));
  }

  private static boolean isWanted(LegPlan plan) {
    return plan.userControl().filter(UserControl::announceCaller).isPresent();
  }

  /** What is said of a caller. */
  public static List<Speech> words(CallerIdentity caller) {
    return caller
        .number()
        .filter(number -> !caller.isPrivate())
        .filter(number -> number.matches("\\+?[0-9*#]{1," + MOST_DIGITS + "}"))
        .<List<Speech>>map(
            number ->
                List.of(new Speech.Spoken(VoicePrompt.ANNOUNCE_CALLER), new Speech.Digits(number)))
        .orElseGet(() -> List.of(new Speech.Spoken(VoicePrompt.ANNOUNCE_UNKNOWN)));
  }
}
