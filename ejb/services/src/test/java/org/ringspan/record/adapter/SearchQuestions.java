package org.ringspan.record.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.adapter.PlausibleCalls.Call;

/**
 * What is asked about plausible calls: every combination of filters about a call that is there, the
 * first page and a page far back, and what is hard because one filter lets many calls pass and the
 * other few.
 */
final class SearchQuestions {
  private static final int PAGE = 50;

  private final PlausibleCalls calls;
  private final SplittableRandom random;

  SearchQuestions(PlausibleCalls calls, long seed) {
    this.calls = calls;
    this.random = new SplittableRandom(seed);
  }

  /** A way of asking: each time about another call. */
  record Kind(String name, Supplier<Question> questions) {}

  List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (int filters = 0; filters < 16; filters++) {
      int wanted = filters;
      kinds.add(new Kind(name(filters) + ", first page", () -> about(wanted, false)));
      kinds.add(new Kind(name(filters) + ", far back", () -> about(wanted, true)));
    }
    kinds.add(
        new Kind(
            "busiest user, number of few calls",
            () -> reception().withNumber(random(calls.count()).called())));
    kinds.add(new Kind("busiest user, interrupted", () -> reception().endedAs(rare())));
    kinds.add(
        new Kind("main number, interrupted", () -> newest().withNumber(main()).endedAs(rare())));
    kinds.add(
        new Kind(
            "partner's number, failed",
            () -> newest().withNumber(partner()).endedAs(CallOutcome.FAILED)));
    kinds.add(new Kind("main number, quiet user", () -> newest().withNumber(main()).of(quiet())));
    kinds.add(
        new Kind("partner's number, quiet user", () -> newest().withNumber(partner()).of(quiet())));
    kinds.add(
        new Kind(
            "busiest user, partner's number, interrupted",
            () -> reception().withNumber(partner()).endedAs(rare())));
    kinds.add(new Kind("quiet user, interrupted", () -> newest().of(quiet()).endedAs(rare())));
    kinds.add(
        new Kind(
            "whole month, interrupted",
            () -> newest().between(PlausibleCalls.FROM, end()).endedAs(rare())));
    kinds.add(new Kind("no such user", () -> newest().of(new UserId("nobody"))));
    kinds.add(new Kind("busiest user, no such number", () -> reception().withNumber("+1")));
    kinds.add(
        new Kind(
            "main number, no such user",
            () -> newest().withNumber(main()).of(new UserId("nobody"))));
    return kinds;
  }

  private static String main() {
    return PlausibleCalls.MAIN_NUMBER;
  }

  private static String partner() {
    return PlausibleCalls.PARTNER;
  }

  private static CallOutcome rare() {
    return CallOutcome.INTERRUPTED;
  }

  private UserId quiet() {
    return new UserId("user" + (calls.users() - 1 - random.nextInt(calls.users() / 10)));
  }

  private static Question newest() {
    return Question.newest(PAGE);
  }

  private static Question reception() {
    return newest().of(new UserId(PlausibleCalls.RECEPTION));
  }

  private static Instant end() {
    return PlausibleCalls.FROM.plus(Duration.ofDays(PlausibleCalls.DAYS));
  }

  private static String name(int filters) {
    List<String> names = new ArrayList<>();
    String[] all = {"user", "number", "time", "outcome"};
    for (int i = 0; i < all.length; i++) {
      if ((filters >> i & 1) == 1) {
        names.add(all[i]);
      }
    }
    return names.isEmpty() ? "nothing" : String.join(" and ", names);
  }

  private Call random(long below) {
    return calls.call(random.nextLong(below));
  }

  private Question about(int filters, boolean farBack) {
    Call call = random(calls.count() - PlausibleCalls.ALIVE);
    Question question = newest();
    if ((filters & 1) != 0) {
      question = question.of(new UserId(call.user().or(call::callingUser).orElseThrow()));
    }
    if ((filters & 2) != 0) {
      question = question.withNumber(random.nextBoolean() ? call.caller() : call.called());
    }
    Duration[] lengths = {Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7)};
    Duration length = lengths[random.nextInt(lengths.length)];
    if ((filters & 4) != 0) {
      question = question.between(call.at().minus(length), call.at().plus(length));
    }
    if ((filters & 8) != 0) {
      question = question.endedAs(call.outcome().orElseThrow());
    }
    if (farBack) {
      Call before = (filters & 4) == 0 ? random(calls.count() / 5) : call;
      question = question.below(new Position(before.at(), before.id()));
    }
    return question;
  }
}
