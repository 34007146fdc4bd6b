package org.ringspan.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What a mailbox takes and how long it keeps it; the same for everybody.
 *
 * @param mostMessages {@code ringspan.voicemail.messages}, 1 to 1000 (default 100)
 * @param mostTogether {@code ringspan.voicemail.minutes}, 1 to 6000 (default 60)
 * @param longest {@code ringspan.voicemail.longest}, seconds of one message, 10 to 600 (default
 *     180)
 * @param kept {@code ringspan.voicemail.retention}, days after which a message is deleted, 1 to
 *     36500 (default 90); 0 keeps for ever
 */
public record MailboxRules(
    int mostMessages, Duration mostTogether, Duration longest, Optional<Duration> kept) {
  /** What is shorter was hung up, not left. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** How long a greeting may last. */
  public static final Duration LONGEST_GREETING = Duration.ofMinutes(2);

  /** How long a deleted message can be taken back. */
  public static final Duration TAKEN_BACK_WITHIN = Duration.ofDays(1);

  /** Why a message isn't taken. */
  public enum Refusal {
    /** Shorter than {@link #SHORTEST}. */
    TOO_SHORT,
    /** Longer than {@link MailboxRules#longest}. */
    TOO_LONG,
    /** As many messages as there may be. */
    TOO_MANY,
    /** No time is left for it. */
    NO_TIME_LEFT
  }

  /**
   * The rules in {@code properties}.
   *
   * @throws IllegalArgumentException when one is no number of its range; the message names it
   */
  public static MailboxRules of(Properties properties) {
    int days = number(properties, "ringspan.voicemail.retention", 90, 0, 36_500);
    return new MailboxRules(
        number(properties, "ringspan.voicemail.messages", 100, 1, 1_000),
        Duration.ofMinutes(number(properties, "ringspan.voicemail.minutes", 60, 1, 6_000)),
        Duration.ofSeconds(number(properties, "ringspan.voicemail.longest", 180, 10, 600)),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
  }

  private static int number(Properties properties, String name, int usual, int least, int most) {
    String text = properties.getProperty(name, Integer.toString(usual)).strip();
    if (text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(name + " must be a number from " + least + " to " + most);
  }

  /** Why a message of this length isn't taken into a mailbox; empty: it is. */
  public Optional<Refusal> refusal(MailboxUse use, Duration message) {
    if (message.compareTo(SHORTEST) < 0) {
      return Optional.of(Refusal.TOO_SHORT);
    }
    if (message.compareTo(longest) > 0) {
      return Optional.of(Refusal.TOO_LONG);
    }
    if (use.messages() >= mostMessages) {
      return Optional.of(Refusal.TOO_MANY);
    }
    return use.length().plus(message).compareTo(mostTogether) > 0
        ? Optional.of(Refusal.NO_TIME_LEFT)
        : Optional.empty();
  }

  /** How long a message may be that is left now; zero: none is taken. */
  public Duration room(MailboxUse use) {
    Duration left = mostTogether.minus(use.length());
    Duration room = left.compareTo(longest) < 0 ? left : longest;
    return use.messages() >= mostMessages || room.compareTo(SHORTEST) < 0 ? Duration.ZERO : room;
  }

  /** Messages that were left before this moment are deleted; empty: none are. */
  public Optional<Instant> expiredBefore(Instant now) {
    return kept.map(now::minus);
  }
}
