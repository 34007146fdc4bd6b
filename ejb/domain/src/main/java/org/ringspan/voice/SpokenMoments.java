package org.ringspan.voice;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.configuration.Language;
import org.ringspan.voice.SpokenNumbers.Of;

/**
 * Days and times of the day as the recordings that are played one after the other, by the rules of
 * each language. The year isn't said: what is heard by telephone is recent.
 */
public final class SpokenMoments {
  private static final int NOON = 12;

  private SpokenMoments() {}

  /**
   * The recordings of a day and a time.
   *
   * @param today today and yesterday are called so
   */
  public static List<String> of(Language language, LocalDateTime at, LocalDate today) {
    List<String> clips = new ArrayList<>();
    LocalDate day = at.toLocalDate();
    if (day.equals(today)) {
      clips.add("moment_today");
    } else if (day.equals(today.minusDays(1))) {
      clips.add("moment_yesterday");
    } else {
      date(language, day, clips);
    }
    time(language, at.getHour(), at.getMinute(), clips);
    return List.copyOf(clips);
  }

  private static void date(Language language, LocalDate day, List<String> clips) {
    String weekday = "weekday_" + day.getDayOfWeek().getValue();
    String month = "month_" + day.getMonthValue();
    int number = day.getDayOfMonth();
    switch (language) {
      // "Monday, November the thirtieth"
      case ENGLISH -> clips.addAll(List.of(weekday, month, "moment_the", "ordinal_" + number));
      // "Montag, dem dreißigsten November"
      case GERMAN -> clips.addAll(List.of(weekday, "moment_dem", "ordinal_" + number, month));
      // "lundi trente novembre", but "le premier"
      case FRENCH -> {
        clips.add(weekday);
        if (number == 1) {
          clips.add("ordinal_1");
        } else {
          clips.addAll(SpokenNumbers.of(language, number, Of.ITSELF));
        }
        clips.add(month);
      }
      // "el lunes treinta de noviembre"
      case SPANISH -> {
        clips.add(weekday);
        clips.addAll(SpokenNumbers.of(language, number, Of.ITSELF));
        clips.add("moment_de");
        clips.add(month);
      }
    }
  }

  private static void time(Language language, int hour, int minute, List<String> clips) {
    switch (language) {
      case ENGLISH -> english(hour, minute, clips);
      // "um zehn Uhr fünf"
      case GERMAN -> clock(language, hour, minute, "moment_at", "moment_hours", clips);
      // "à dix heures cinq"
      case FRENCH -> clock(language, hour, minute, "moment_at", "moment_hours", clips);
      // "a las diez y cinco", but "a la una"
      case SPANISH -> {
        clips.add(hour == 1 ? "moment_a_la" : "moment_a_las");
        clips.addAll(SpokenNumbers.of(language, hour, Of.HOURS));
        if (minute > 0) {
          clips.add("number_y");
          clips.addAll(SpokenNumbers.of(language, minute, Of.ITSELF));
        }
      }
    }
  }

  /** "at ten oh five a.m."; midnight and noon are twelve. */
  private static void english(int hour, int minute, List<String> clips) {
    clips.add("moment_at");
    int shown = hour % NOON == 0 ? NOON : hour % NOON;
    clips.addAll(SpokenNumbers.of(Language.ENGLISH, shown, Of.HOURS));
    if (minute > 0) {
      if (minute < 10) {
        clips.add("moment_oh");
      }
      clips.addAll(SpokenNumbers.of(Language.ENGLISH, minute, Of.ITSELF));
    }
    clips.add(hour < NOON ? "moment_am" : "moment_pm");
  }

  private static void clock(
      Language language, int hour, int minute, String at, String hours, List<String> clips) {
    clips.add(at);
    clips.addAll(SpokenNumbers.of(language, hour, Of.HOURS));
    clips.add(hours);
    if (minute > 0) {
      clips.addAll(SpokenNumbers.of(language, minute, Of.ITSELF));
    }
  }
}
