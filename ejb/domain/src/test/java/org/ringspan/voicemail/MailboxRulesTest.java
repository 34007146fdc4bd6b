package org.ringspan.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.voicemail.MailboxRules.Refusal;

class MailboxRulesTest {
  private static final MailboxRules RULES =
      new MailboxRules(
          10, Duration.ofMinutes(5), Duration.ofMinutes(2), Optional.of(Duration.ofDays(30)));

  private static MailboxUse use(int unheard, int saved, int seconds) {
    return new MailboxUse(unheard, saved, Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("A message is taken, or there is one reason why not")
  void refusals() {
    assertThat(RULES.refusal(MailboxUse.EMPTY, Duration.ofSeconds(1))).isEmpty();
    assertThat(RULES.refusal(MailboxUse.EMPTY, Duration.ofMillis(999))).contains(Refusal.TOO_SHORT);
    assertThat(RULES.refusal(MailboxUse.EMPTY, Duration.ofMillis(120_001)))
        .contains(Refusal.TOO_LONG);
    assertThat(RULES.refusal(use(4, 6, 20), Duration.ofSeconds(5))).contains(Refusal.TOO_MANY);
    assertThat(RULES.refusal(use(1, 1, 295), Duration.ofSeconds(5))).isEmpty();
    assertThat(RULES.refusal(use(1, 1, 296), Duration.ofSeconds(5))).contains(Refusal.NO_TIME_LEFT);
  }

  @Test
  @DisplayName("What there is room for is taken, and a little more is not")
  void room() {
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      MailboxUse use = use(random.nextInt(7), random.nextInt(7), random.nextInt(320));
      Duration room = RULES.room(use);
      if (room.isZero()) {
        assertThat(RULES.refusal(use, Duration.ofSeconds(1))).isPresent();
      } else {
        assertThat(RULES.refusal(use, room)).isEmpty();
        assertThat(RULES.refusal(use, room.plusMillis(1))).isPresent();
      }
    }
  }

  @Test
  @DisplayName("Old messages go, unless they are kept for ever")
  void retention() {
    Instant now = Instant.parse("2026-11-30T00:00:00Z");
    assertThat(RULES.expiredBefore(now)).contains(Instant.parse("2026-10-31T00:00:00Z"));
    Properties forEver = new Properties();
    forEver.setProperty("ringspan.voicemail.retention", "0");
    assertThat(MailboxRules.of(forEver).expiredBefore(now)).isEmpty();
  }

  @Test
  @DisplayName("What is usual")
  void usual() {
    assertThat(MailboxRules.of(new Properties()))
        .isEqualTo(
            new MailboxRules(
                100, Duration.ofHours(1), Duration.ofMinutes(3), Optional.of(Duration.ofDays(90))));
  }

  @ParameterizedTest
  @CsvSource({
    "messages, 0",
    "messages, 1001",
    "minutes, x",
    "minutes, ''",
    "longest, 9",
    "longest, 601",
    "retention, -1",
    "retention, 36501"
  })
  @DisplayName("A setting that makes no sense is named")
  void nonsense(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty("ringspan.voicemail." + name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailboxRules.of(properties))
        .withMessageContaining("ringspan.voicemail." + name);
  }

  @Test
  @DisplayName("RFC 3842 section 5.2: what telephones are told")
  void summary() {
    assertThat(new MessageSummary("sip:alice@example.com", use(2, 8, 60)).body())
        .isEqualTo(
            "Messages-Waiting: yes\r\n"
                + "Message-Account: sip:alice@example.com\r\n"
                + "Voice-Message: 2/8 (0/0)\r\n");
    assertThat(new MessageSummary("sip:bob@example.com", use(0, 3, 60)).body())
        .startsWith("Messages-Waiting: no\r\n")
        .endsWith("Voice-Message: 0/3 (0/0)\r\n");
  }

  @Test
  @DisplayName("What the wire says of a caller is cut and cleaned")
  void sender() {
    Sender sender = new Sender(Optional.of(" \u0000\r\n "), "a\u0007\uD800b" + "😀".repeat(200));
    assertThat(sender.number()).isEmpty();
    assertThat(sender.name()).startsWith("ab😀").hasSizeLessThanOrEqualTo(Sender.LONGEST);
    assertThat(sender.name().codePoints().allMatch(it -> it == 'a' || it == 'b' || it > 0xffff))
        .isTrue();
  }

  @Test
  @DisplayName("Only numbers of messages are such")
  void ids() {
    assertThat(MessageId.in("17")).contains(new MessageId(17));
    for (String text : new String[] {"", "0", "-1", "017", "1e3", "9999999999999999999", "١"}) {
      assertThat(MessageId.in(text)).as(text).isEmpty();
    }
  }
}
