package org.ringspan.record.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.ringspan.record.CallOutcome;

/**
 * A month of calls of a company, as many as wanted: working hours, busy and quiet users, a main
 * number, customers that call often. Each call is made of its number alone, so that questions can
 * be asked about calls that are there.
 */
final class PlausibleCalls {
  static final int DAYS = 31;
  static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");

  /** The company's main number, at which one call of fifty comes in, and whose line it is. */
  static final String MAIN_NUMBER = "+14085550000";

  static final String RECEPTION = "user0";

  /** A partner's exchange: one of a hundred calls shows its number. */
  static final String PARTNER = "+12125550000";

  /** How many of the newest calls live. */
  static final int ALIVE = 20;

  // Calls of each hour of a day, in thousandths.
  private static final int[] HOURS = {
    2, 1, 1, 1, 2, 5, 20, 50, 90, 110, 110, 95, 70, 90, 105, 95, 70, 40, 20, 10, 6, 4, 2, 1
  };
  private static final int THOUSANDTHS = 1_000;

  private final long calls;
  private final int users;

  PlausibleCalls(long calls) {
    this.calls = calls;
    this.users = (int) Math.max(50, calls / 125);
  }

  /** One call. */
  record Call(
      long id,
      UUID call,
      String node,
      Instant at,
      Optional<String> user,
      Optional<String> callingUser,
      String caller,
      String called,
      Optional<CallOutcome> outcome,
      Optional<String> answeredBy,
      int talkedSeconds) {
    Optional<Instant> answeredAt() {
      return answeredBy.map(by -> at.plusSeconds(8));
    }

    Optional<Instant> endedAt() {
      return outcome.map(how -> at.plusSeconds(8L + talkedSeconds));
    }
  }

  long count() {
    return calls;
  }

  int users() {
    return users;
  }

  Call call(long i) {
    SplittableRandom random = new SplittableRandom(i * 0x9E3779B97F4A7C15L);
    // In their order: H2 would write a page of the index for each that isn't.
    UUID id = new UUID(i << 20, random.nextLong());
    int way = random.nextInt(100);
    boolean out = way >= 70;
    boolean inside = way < 14;
    boolean main = !out && !inside && random.nextInt(36) == 0;
    int user = main ? 0 : skewed(random, users);
    int peer = skewed(random, users);
    Optional<CallOutcome> outcome =
        i >= calls - ALIVE ? Optional.empty() : Optional.of(outcome(random.nextInt(10_000)));
    String caller = out ? number(user) : inside ? number(peer) : outside(random);
    String called = out ? outside(random) : main ? MAIN_NUMBER : number(user);
    return new Call(
        i,
        id,
        "ringspan-" + (1 + random.nextInt(2)),
        at(i),
        out ? Optional.empty() : Optional.of("user" + user),
        out ? Optional.of("user" + user) : inside ? Optional.of("user" + peer) : Optional.empty(),
        caller,
        called,
        outcome,
        outcome.filter(how -> how.ordinal() <= 1).map(how -> place(how, out, user, called, random)),
        random.nextInt(600));
  }

  /** Small numbers are more frequent: the busiest user has a hundred times a quiet one's calls. */
  private static int skewed(SplittableRandom random, int most) {
    double place = random.nextDouble();
    return (int) (most * place * place);
  }

  static String number(int user) {
    return "+1408" + (6_000_000 + user);
  }

  private static String outside(SplittableRandom random) {
    int kind = random.nextInt(100);
    if (kind < 1) {
      return PARTNER;
    }
    return "+1212"
        + (kind < 20 ? 6_000_000 + random.nextInt(500) : 7_000_000 + random.nextInt(500_000));
  }

  private static CallOutcome outcome(int tenThousandth) {
    int[] shares = {6_200, 1_500, 1_200, 545, 400, 150, 5};
    int left = tenThousandth;
    for (CallOutcome outcome : CallOutcome.values()) {
      left -= shares[outcome.ordinal()];
      if (left < 0) {
        return outcome;
      }
    }
    return CallOutcome.ANSWERED;
  }

  private static String place(
      CallOutcome outcome, boolean out, int user, String called, SplittableRandom random) {
    if (out) {
      return called;
    }
    return outcome == CallOutcome.FORWARDED
        ? "+14085559999"
        : random.nextInt(4) == 0 ? mobile(user) : "desk" + user;
  }

  static String mobile(int user) {
    return "+1650" + (6_000_000 + user);
  }

  /** When a call came: days are alike. */
  Instant at(long i) {
    long perDay = Math.max(1, (calls + DAYS - 1) / DAYS);
    long day = i / perDay;
    double thousandth = (double) (i % perDay) * THOUSANDTHS / perDay;
    int hour = 0;
    while (hour < HOURS.length - 1 && thousandth >= HOURS[hour]) {
      thousandth -= HOURS[hour];
      hour++;
    }
    double inHour = Math.min(1, thousandth / HOURS[hour]);
    return FROM.plus(Duration.ofDays(day))
        .plus(Duration.ofHours(hour))
        .plusNanos((long) (inHour * 3_599_000_000L) * 1_000);
  }
}
