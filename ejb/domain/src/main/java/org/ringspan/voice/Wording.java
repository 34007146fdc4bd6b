package org.ringspan.voice;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import org.ringspan.configuration.Language;
import org.ringspan.voice.SpokenNumbers.Of;

/** Which recordings say something in a language. Pure: what they sound like is the shell's. */
public final class Wording {
  private static final int DAYS = 366;
  private static final int HOURS = 24;
  private static final int MINUTES = 60;

  private Wording() {}

  /** The name of a prompt's recording. */
  public static String clip(VoicePrompt prompt) {
    return prompt.name().toLowerCase(Locale.ROOT);
  }

  /** A number, digit by digit. */
  public static List<String> digits(String digits) {
    return digits.chars().mapToObj(digit -> clip(promptOf((char) digit))).toList();
  }

  private static VoicePrompt promptOf(char digit) {
    return switch (digit) {
      case '*' -> VoicePrompt.DIGIT_STAR;
      case '#' -> VoicePrompt.DIGIT_HASH;
      case '+' -> VoicePrompt.DIGIT_PLUS;
      default -> VoicePrompt.valueOf("DIGIT_" + digit);
    };
  }

  /** So many of something; where there are too many for a number, their digits. */
  public static List<String> counted(Language language, Speech.Counted counted) {
    int number = counted.count();
    List<String> clips =
        new ArrayList<>(
            number > SpokenNumbers.LARGEST
                ? digits(Integer.toString(number))
                : SpokenNumbers.of(language, number, Of.MESSAGES));
    clips.add(clip(SpokenNumbers.isPlural(language, number) ? counted.many() : counted.one()));
    return List.copyOf(clips);
  }

  /** Every recording that a language may need. */
  public static SequencedSet<String> all(Language language) {
    SequencedSet<String> all = new LinkedHashSet<>();
    for (VoicePrompt prompt : VoicePrompt.values()) {
      all.add(clip(prompt));
    }
    for (int number = 0; number <= SpokenNumbers.LARGEST; number++) {
      for (Of what : Of.values()) {
        all.addAll(SpokenNumbers.of(language, number, what));
      }
    }
    LocalDate first = LocalDate.of(2024, 1, 1);
    for (int day = 0; day < DAYS; day++) {
      LocalDateTime at = first.plusDays(day).atTime(LocalTime.of(day % HOURS, day % MINUTES));
      all.addAll(SpokenMoments.of(language, at, first.plusYears(1)));
      all.addAll(SpokenMoments.of(language, at, at.toLocalDate()));
      all.addAll(SpokenMoments.of(language, at, at.toLocalDate().plusDays(1)));
    }
    return all;
  }
}
