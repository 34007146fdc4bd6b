package org.ringspan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.MailAddress;
import org.ringspan.mail.LetterTexts.Caller;

class LetterTextsTest {
  private static final Instant AT = Instant.parse("2026-11-30T17:05:00Z");
  private static final Caller MOTHER = new Caller(Optional.of("+12125550100"), "Mother", false);

  private static LetterTexts texts(String zone, String place) {
    return new LetterTexts(
        new MailAddress("alice@example.com"),
        "Alice Adams",
        ZoneId.of(zone),
        Optional.of(place).filter(it -> !it.isEmpty()));
  }

  private final LetterTexts texts = texts("America/New_York", "https://phone.example.com");

  @Test
  @DisplayName("A message: who, when in the user's time zone, how long, where to hear it")
  void newMessage() {
    Letter letter =
        texts.newMessage(MOTHER, AT, Duration.ofSeconds(65), Optional.of(new byte[] {1}), false);
    assertThat(letter.subject())
        .isEqualTo("Voice message from Mother (+12125550100), 30 Nov 2026 12:05");
    assertThat(letter.plain())
        .contains("Hello Alice Adams,")
        .contains("From: Mother (+12125550100)")
        .contains("Left: Monday 30 November 2026, 12:05 (America/New_York)")
        .contains("Length: 1:05")
        .contains("attached")
        .contains("https://phone.example.com/me/voicemail");
    assertThat(letter.html())
        .contains("<td>1:05</td>")
        .contains("href=\"https://phone.example.com/me/voicemail\"");
    assertThat(letter.recording().orElseThrow().name()).isEqualTo("message-2026-11-30-1705.wav");
  }

  @Test
  @DisplayName("A recording that is too long is said to be")
  void tooLong() {
    Letter letter = texts.newMessage(MOTHER, AT, Duration.ofHours(1), Optional.empty(), true);
    assertThat(letter.plain()).contains("too long to be mailed");
    assertThat(letter.recording()).isEmpty();
    assertThat(texts.newMessage(MOTHER, AT, Duration.ofHours(1), Optional.empty(), false).plain())
        .doesNotContain("too long");
  }

  @Test
  @DisplayName("Who withholds the number is shown nowhere in a letter")
  void withheld() {
    Caller hidden = new Caller(Optional.of("+12125550100"), "Mother", true);
    Letter letter = texts.missedCall(hidden, AT, "51234");
    assertThat(letter.subject() + letter.plain() + letter.html())
        .contains("a withheld number")
        .doesNotContain("Mother")
        .doesNotContain("0100");
  }

  @Test
  @DisplayName("Many missed calls: the last letter says so, and one tells how many more there were")
  void manyMissed() {
    assertThat(texts.missedCall(MOTHER, AT, "51234").plain()).doesNotContain("many calls");
    assertThat(texts.missedCall(MOTHER, AT, "51234", true).plain())
        .contains("many calls within an hour");
    Letter letter = texts.missedCalls(37, AT, AT.plus(Duration.ofHours(1)));
    assertThat(letter.subject()).isEqualTo("37 more missed calls, 30 Nov 2026 13:05");
    assertThat(letter.plain())
        .contains("There were 37 more missed calls that no letter told of.")
        .contains("From: Monday 30 November 2026, 12:05")
        .contains("https://phone.example.com/me/calls");
    assertThat(texts.missedCalls(1, AT, AT).plain())
        .contains("There was one more missed call that no letter told of.");
  }

  @Test
  @DisplayName("Without a number and a name the caller is unknown; equal ones are said once")
  void names() {
    assertThat(texts.missedCall(new Caller(Optional.empty(), "", false), AT, "1").subject())
        .startsWith("Missed call from an unknown number,");
    assertThat(
            texts.missedCall(new Caller(Optional.of("51235"), "51235", false), AT, "1").subject())
        .startsWith("Missed call from 51235,");
    assertThat(texts.missedCall(new Caller(Optional.empty(), "Bob", false), AT, "1").subject())
        .startsWith("Missed call from Bob,");
  }

  @Test
  @DisplayName("Without an address of the console there are no links")
  void noLinks() {
    Letter letter = texts("UTC", "").missedCall(MOTHER, AT, "51234");
    assertThat(letter.plain()).doesNotContain("http");
    assertThat(letter.html()).doesNotContain("href");
  }

  @Test
  @DisplayName("A locked PIN: until when, from where, and what to do")
  void lockedOut() {
    Letter letter = texts.lockedOut(MOTHER, AT, AT.plus(Duration.ofMinutes(15)));
    assertThat(letter.plain())
        .contains("Locked until: Monday 30 November 2026, 12:20")
        .contains("+12125550100")
        .contains("change your PIN");
  }

  @Test
  @DisplayName("Whatever a caller is called: one line of a header, and no mark-up of the page")
  void hostile() {
    Random random = new Random(67);
    String alphabet = "\r\n\t\u0000<>&\"'\u202e\u2028\u0085\ud83dBcc: x@y\u00e9\ud83d\ude00";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(300); length > 0; length--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Letter letter =
          texts.missedCall(
              new Caller(Optional.of("<b>" + name), name.toString(), false), AT, name.toString());
      assertThat(letter.subject().chars().filter(Character::isISOControl)).isEmpty();
      assertThat(letter.subject()).doesNotContain("\u202e", "\u2028").hasSizeLessThan(400);
      assertThat(letter.html()).doesNotContain("<b>").doesNotContain("\u202e");
      assertThat(letter.html().replaceAll("<[^<>]*>", "")).doesNotContain("<").doesNotContain(">");
      assertThat(letter.plain().lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
    }
  }
}
