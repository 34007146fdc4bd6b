package org.ringspan.record;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many calls ended how, and were answered where.
 *
 * @param byOutcome calls by how they ended; an outcome that no call had is absent
 * @param byPlace answered calls by what it was that answered; a place where none was is absent.
 *     Calls that broke down after their answer are among them.
 */
public record CallCounts(Map<CallOutcome, Long> byOutcome, Map<LegCourse.Kind, Long> byPlace) {
  /** No call at all. */
  public static final CallCounts NONE = new CallCounts(Map.of(), Map.of());

  public CallCounts {
    byOutcome = Map.copyOf(byOutcome);
    byPlace = Map.copyOf(byPlace);
  }

  static CallCounts of(Collection<CallStatistics.Sum> sums) {
    return new CallCounts(
        sums.stream()
            .collect(
                Collectors.groupingBy(
                    CallStatistics.Sum::outcome,
                    Collectors.summingLong(CallStatistics.Sum::calls))),
        sums.stream()
            .filter(sum -> sum.answeredAt().isPresent())
            .collect(
                Collectors.groupingBy(
                    sum -> sum.answeredAt().orElseThrow(),
                    Collectors.summingLong(CallStatistics.Sum::calls))));
  }

  /** These and those. */
  public CallCounts plus(CallCounts others) {
    return new CallCounts(sum(byOutcome, others.byOutcome), sum(byPlace, others.byPlace));
  }

  private static <K> Map<K, Long> sum(Map<K, Long> some, Map<K, Long> others) {
    return Stream.of(some, others)
        .flatMap(counts -> counts.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }

  /** All calls. */
  public long calls() {
    return byOutcome.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Calls that ended so. */
  public long calls(CallOutcome outcome) {
    return byOutcome.getOrDefault(outcome, 0L);
  }

  /** Calls that something of this kind answered. */
  public long answeredAt(LegCourse.Kind place) {
    return byPlace.getOrDefault(place, 0L);
  }

  /** Calls that a phone of a line answered. */
  public long answeredByDevice() {
    return answeredAt(LegCourse.Kind.DEVICE);
  }

  /** Calls that were answered at a remote destination or at a number outside. */
  public long answeredElsewhere() {
    return answeredAt(LegCourse.Kind.DESTINATION) + answeredAt(LegCourse.Kind.OUTSIDE);
  }

  /** Calls that the mailbox took. */
  public long takenByMailbox() {
    return answeredAt(LegCourse.Kind.MAILBOX);
  }

  /**
   * Calls that didn't reach the mailbox because a remote destination answered: without it they
   * would have gone on.
   */
  public long voicemailAvoided() {
    return answeredAt(LegCourse.Kind.DESTINATION);
  }
}
