package org.ringspan.console.calls;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.console.things.Addresses;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallOutcome;

/** What a history page is asked for, as it stands in its address. */
final class HistoryFilter {
  private static final int MOST = 50;

  String user = "";
  String number = "";
  String from = "";
  String until = "";
  String outcome = "";
  String below = "";

  /**
   * The question that it makes.
   *
   * @throws IllegalArgumentException when a value is none, in words for the page
   */
  CallHistory.Question question(Optional<UserId> whose) {
    Optional<UserId> of =
        whose.or(
            () ->
                filled(user)
                    .map(
                        login ->
                            UserId.in(login)
                                .orElseThrow(
                                    () -> new IllegalArgumentException("that is no login"))));
    return new CallHistory.Question(
        of,
        filled(from).map(HistoryFilter::day),
        filled(until).map(HistoryFilter::day).map(day -> day.plusSeconds(86_400)),
        filled(number),
        filled(outcome).map(HistoryFilter::outcome),
        filled(below).map(HistoryFilter::position),
        MOST);
  }

  private static Instant day(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a day is written like 2026-01-31", e);
    }
  }

  private static CallOutcome outcome(String text) {
    return Arrays.stream(CallOutcome.values())
        .filter(it -> it.name().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such outcome"));
  }

  private static CallHistory.Position position(String text) {
    int bar = text.indexOf('_');
    try {
      return new CallHistory.Position(
          Instant.parse(text.substring(0, Math.max(0, bar))),
          Long.parseLong(text.substring(bar + 1)));
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("that is no page", e);
    }
  }

  /** The address of the next page. */
  String next(String page, CallHistory.Position position) {
    return page
        + "?user="
        + Addresses.encoded(user)
        + "&number="
        + Addresses.encoded(number)
        + "&from="
        + Addresses.encoded(from)
        + "&until="
        + Addresses.encoded(until)
        + "&outcome="
        + Addresses.encoded(outcome)
        + "&below="
        + Addresses.encoded(position.at() + "_" + position.row());
  }

  static List<String> outcomes() {
    return Arrays.stream(CallOutcome.values()).map(Enum::name).toList();
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  private static Optional<String> filled(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
