package org.ringspan.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many calls came, how they ended and where they were answered. Calls are counted where they
 * began, once they are over.
 *
 * @param question what was asked, on whole slots
 * @param buckets the counts of one stretch of time after the other, the oldest first; also those
 *     without calls
 */
public record CallStatistics(Question question, List<Bucket> buckets) {
  /** The finest grain: calls are counted in slots of this length, from 1970 on. */
  public static final Duration SLOT = Duration.ofMinutes(5);

  public CallStatistics {
    buckets = List.copyOf(buckets);
  }

  /**
   * What is wanted: calls that began at {@code from} or later and before {@code until}. Both are
   * moved outwards to whole slots.
   *
   * @param bucket the length of a stretch, a multiple of {@link #SLOT}
   */
  public record Question(Instant from, Instant until, Duration bucket) {
    /** The longest time that can be asked for. */
    public static final Duration LONGEST = Duration.ofDays(31);

    /** The most buckets that can be asked for; the move to whole slots may add one. */
    public static final int MOST_BUCKETS = 200;

    /**
     * @throws IllegalArgumentException when a value is outside its range
     */
    public Question {
      Duration asked = Duration.between(from, until);
      if (asked.isNegative() || asked.isZero()) {
        throw new IllegalArgumentException("the time range ends before it begins");
      }
      if (asked.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("a time range has at most 31 days");
      }
      if (bucket.isNegative()
          || bucket.isZero()
          || bucket.getNano() != 0
          || bucket.toSeconds() % SLOT.toSeconds() != 0) {
        throw new IllegalArgumentException("a bucket has a multiple of 5 minutes");
      }
      if (stretches(asked, bucket) > MOST_BUCKETS) {
        throw new IllegalArgumentException("at most 200 buckets can be asked for");
      }
      from = slotOf(from);
      Instant last = slotOf(until);
      until = last.equals(until) ? last : last.plus(SLOT);
    }

    private static long stretches(Duration whole, Duration part) {
      long full = whole.dividedBy(part);
      return part.multipliedBy(full).equals(whole) ? full : full + 1;
    }

    /** How many buckets the answer has. */
    public int size() {
      return (int) stretches(Duration.between(from, until), bucket);
    }
  }

  /** The begin of the slot in which a call that began at {@code moment} is counted. */
  public static Instant slotOf(Instant moment) {
    long second = moment.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, SLOT.toSeconds()));
  }

  /**
   * Some calls of a bucket that went alike.
   *
   * @param bucket which, from 0
   * @param answeredAt what it was that answered them; none when nobody did
   */
  public record Sum(
      int bucket, CallOutcome outcome, Optional<LegCourse.Kind> answeredAt, long calls) {}

  /** The answer to {@code question} made of its sums, in any order. */
  public static CallStatistics of(Question question, List<Sum> sums) {
    Map<Integer, List<Sum>> byBucket = sums.stream().collect(Collectors.groupingBy(Sum::bucket));
    return new CallStatistics(
        question,
        IntStream.range(0, question.size())
            .mapToObj(
                number ->
                    Bucket.of(
                        question, number, CallCounts.of(byBucket.getOrDefault(number, List.of()))))
            .toList());
  }

  /** All buckets together. */
  public CallCounts totals() {
    return buckets.stream().map(Bucket::counts).reduce(CallCounts.NONE, CallCounts::plus);
  }

  /**
   * One stretch of time.
   *
   * @param from its begin
   * @param until its end; the last one's is the question's
   */
  public record Bucket(Instant from, Instant until, CallCounts counts) {
    private static Bucket of(Question question, int number, CallCounts counts) {
      Instant from = question.from().plus(question.bucket().multipliedBy(number));
      Instant until = from.plus(question.bucket());
      return new Bucket(from, until.isAfter(question.until()) ? question.until() : until, counts);
    }
  }
}
