package org.ringspan.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * For how long a telephone is told of something (RFC 6665 section 4.2.1.1, RFC 3842 section 3.4,
 * RFC 4235 section 3.4).
 */
public sealed interface SubscriptionTerms {
  /** What is granted to who doesn't say. */
  Duration USUAL = Duration.ofHours(1);

  /** What is granted at most. */
  Duration LONGEST = Duration.ofDays(1);

  /** What is granted at least. */
  Duration SHORTEST = Duration.ofMinutes(1);

  Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  /** For this long; zero: once, and no more. */
  record Granted(Duration length) implements SubscriptionTerms {}

  /** 423: {@link #SHORTEST} is the least. */
  record TooBrief() implements SubscriptionTerms {}

  /** The field can't be read: 400. */
  record Malformed() implements SubscriptionTerms {}

  /**
   * What is granted to a request.
   *
   * @param expires its field {@code Expires}, if it has one
   */
  static SubscriptionTerms of(Optional<String> expires) {
    if (expires.isEmpty()) {
      return new Granted(USUAL);
    }
    String text = expires.get().strip();
    if (!SECONDS.matcher(text).matches()) {
      return new Malformed();
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(text));
    // rfc6665#section-4.2.1.1: what is shorter than an hour, and than our minimum, may be refused
    // by 423; zero is a wish to end.
    if (!asked.isZero() && asked.compareTo(SHORTEST) < 0) {
      return new TooBrief();
    }
    return new Granted(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
  }
}
