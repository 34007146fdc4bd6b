package org.ringspan.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.configuration.Language;
import org.ringspan.voice.SpokenNumbers.Of;

/** Numbers, days and times by the rules of each language. */
class WordingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, 0, 0",
    "ENGLISH, 1, 1",
    "ENGLISH, 13, 13",
    "ENGLISH, 20, 20",
    "ENGLISH, 21, 20 1",
    "ENGLISH, 99, 90 9",
    "ENGLISH, 100, 1 hundred",
    "ENGLISH, 105, 1 hundred and 5",
    "ENGLISH, 999, 9 hundred and 90 9",
    "GERMAN, 0, 0",
    "GERMAN, 1, 1",
    "GERMAN, 12, 12",
    "GERMAN, 17, 17",
    "GERMAN, 20, 20",
    "GERMAN, 21, ein und 20",
    "GERMAN, 35, 5 und 30",
    "GERMAN, 100, hundred",
    "GERMAN, 101, hundred 1",
    "GERMAN, 221, 2 hundred ein und 20",
    "FRENCH, 0, 0",
    "FRENCH, 16, 16",
    "FRENCH, 17, 17",
    "FRENCH, 21, 20 et 1",
    "FRENCH, 22, 20 2",
    "FRENCH, 61, 60 et 1",
    "FRENCH, 70, 60 10",
    "FRENCH, 71, 60 et 11",
    "FRENCH, 79, 60 19",
    "FRENCH, 80, 80",
    "FRENCH, 81, 80 1",
    "FRENCH, 90, 80 10",
    "FRENCH, 91, 80 11",
    "FRENCH, 99, 80 19",
    "FRENCH, 100, hundred",
    "FRENCH, 271, 2 hundred 60 et 11",
    "SPANISH, 0, 0",
    "SPANISH, 16, 16",
    "SPANISH, 21, 21",
    "SPANISH, 29, 29",
    "SPANISH, 30, 30",
    "SPANISH, 31, 30 y 1",
    "SPANISH, 99, 90 y 9",
    "SPANISH, 100, 100",
    "SPANISH, 101, ciento 1",
    "SPANISH, 500, 500",
    "SPANISH, 742, 700 40 y 2"
  })
  @DisplayName("A number by itself")
  void numbers(Language language, int number, String words) {
    assertThat(SpokenNumbers.of(language, number, Of.ITSELF)).isEqualTo(clips(words));
  }

  private static List<String> clips(String words) {
    return List.of(words.split(" ")).stream().map(word -> "number_" + word).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "GERMAN, MESSAGES, 1, eine", "GERMAN, HOURS, 1, ein", "GERMAN, MESSAGES, 101, hundred eine",
    "GERMAN, MESSAGES, 21, ein und 20", "FRENCH, MESSAGES, 1, 1", "FRENCH, HOURS, 1, une",
    "FRENCH, HOURS, 21, 20 et une", "FRENCH, HOURS, 11, 11", "SPANISH, MESSAGES, 1, un",
    "SPANISH, MESSAGES, 21, veintiun", "SPANISH, MESSAGES, 31, 30 y un", "SPANISH, HOURS, 1, una",
    "SPANISH, HOURS, 21, veintiuna", "ENGLISH, MESSAGES, 1, 1"
  })
  @DisplayName("One bends before what is counted")
  void bent(Language language, Of what, int number, String words) {
    assertThat(SpokenNumbers.of(language, number, what)).isEqualTo(clips(words));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Each number up to 999 is spoken, differently from all others")
  void all(Language language) {
    for (Of what : Of.values()) {
      Set<List<String>> seen = new HashSet<>();
      for (int number = 0; number <= SpokenNumbers.LARGEST; number++) {
        List<String> clips = SpokenNumbers.of(language, number, what);
        assertThat(clips).as("%s %d", language, number).isNotEmpty().hasSizeLessThan(7);
        assertThat(seen.add(clips)).as("%s %d %s", language, number, clips).isTrue();
      }
    }
  }

  @Test
  @DisplayName("What isn't a number that is spoken is refused; a count above is read by digits")
  void outside() {
    for (int number : new int[] {-1, 1000, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SpokenNumbers.of(Language.ENGLISH, number, Of.ITSELF));
    }
    assertThat(
            Wording.counted(
                Language.GERMAN,
                new Speech.Counted(1000, VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW)))
        .containsExactly("digit_1", "digit_0", "digit_0", "digit_0", "voicemail_new");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Speech.Counted(-1, VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW));
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, 0, voicemail_new", "ENGLISH, 1, voicemail_new_one", "ENGLISH, 2, voicemail_new",
    "GERMAN, 0, voicemail_new", "GERMAN, 1, voicemail_new_one", "GERMAN, 21, voicemail_new",
    "FRENCH, 0, voicemail_new_one", "FRENCH, 1, voicemail_new_one", "FRENCH, 2, voicemail_new",
    "SPANISH, 0, voicemail_new", "SPANISH, 1, voicemail_new_one", "SPANISH, 101, voicemail_new"
  })
  @DisplayName("Singular and plural of what is counted")
  void plural(Language language, int number, String noun) {
    assertThat(
            Wording.counted(
                language,
                new Speech.Counted(
                    number, VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW)))
        .endsWith(noun);
  }

  private static String moment(Language language, String at) {
    return String.join(" ", SpokenMoments.of(language, LocalDateTime.parse(at), TODAY));
  }

  @Test
  @DisplayName("Today, yesterday and other days; the year isn't said")
  void days() {
    assertThat(moment(Language.ENGLISH, "2026-11-30T10:05"))
        .isEqualTo("moment_today moment_at number_10 moment_oh number_5 moment_am");
    assertThat(moment(Language.GERMAN, "2026-11-29T01:00"))
        .isEqualTo("moment_yesterday moment_at number_ein moment_hours");
    assertThat(moment(Language.ENGLISH, "2026-11-23T15:20"))
        .startsWith("weekday_1 month_11 moment_the ordinal_23 ");
    assertThat(moment(Language.GERMAN, "2026-11-21T15:20"))
        .startsWith("weekday_6 moment_dem ordinal_21 month_11 ");
    assertThat(moment(Language.FRENCH, "2026-11-01T15:20"))
        .startsWith("weekday_7 ordinal_1 month_11 ");
    assertThat(moment(Language.FRENCH, "2026-11-21T15:20"))
        .startsWith("weekday_6 number_20 number_et number_1 month_11 ");
    assertThat(moment(Language.SPANISH, "2026-11-21T15:20"))
        .startsWith("weekday_6 number_21 moment_de month_11 ");
    assertThat(moment(Language.ENGLISH, "2026-12-01T08:00")).startsWith("weekday_2 month_12");
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, 00:00, moment_at number_12 moment_am",
    "ENGLISH, 12:00, moment_at number_12 moment_pm",
    "ENGLISH, 13:30, moment_at number_1 number_30 moment_pm",
    "ENGLISH, 23:59, moment_at number_11 number_50 number_9 moment_pm",
    "GERMAN, 00:00, moment_at number_0 moment_hours",
    "GERMAN, 21:01, moment_at number_ein number_und number_20 moment_hours number_1",
    "FRENCH, 01:00, moment_at number_une moment_hours",
    "FRENCH, 21:21, moment_at number_20 number_et number_une moment_hours number_20 number_et number_1",
    "SPANISH, 01:15, moment_a_la number_una number_y number_15",
    "SPANISH, 21:00, moment_a_las number_veintiuna",
    "SPANISH, 13:31, moment_a_las number_13 number_y number_30 number_y number_1"
  })
  @DisplayName("Times of the day: with a.m. and p.m. in English, by 24 hours in the others")
  void times(Language language, String time, String words) {
    assertThat(moment(language, "2026-11-30T" + time)).isEqualTo("moment_today " + words);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Whatever is said of a day is among the recordings that a language needs")
  void whole(Language language) {
    Set<String> all = new HashSet<>(Wording.all(language));
    LocalDateTime at = LocalDateTime.of(2024, 1, 1, 0, 0);
    for (int i = 0; i < 5_000; i++) {
      assertThat(all).containsAll(SpokenMoments.of(language, at, TODAY));
      at = at.plusMinutes(61 + i % 7);
    }
    assertThat(all).containsAll(Wording.digits("0123456789*#+"));
  }

  @Test
  @DisplayName("Languages have their tags")
  void tags() {
    for (Language language : Language.values()) {
      assertThat(Language.named(language.tag())).isEqualTo(language);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Language.named("../en"))
        .withMessage("must be en, de, fr or es");
  }
}
