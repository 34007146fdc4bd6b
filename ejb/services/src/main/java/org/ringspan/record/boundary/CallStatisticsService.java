package org.ringspan.record.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.RecordsUnavailable;

/**
 * Counts calls for dashboards. An answer is given for a minute, and the database is asked one thing
 * at a time: however many dashboards are open, they cost it one query a minute each way of asking.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallStatisticsService {
  static final Duration KEPT = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** More ways of asking at once than a company has dashboards. */
  private static final int MOST_KEPT = 64;

  @Inject private CallSums sums;
  @Inject private Clock clock;

  private record Answer(CallStatistics statistics, Instant until) {}

  private final Map<Question, Answer> kept = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock(true);

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public CallStatisticsService() {}

  CallStatisticsService(CallSums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  /**
   * The calls that began at {@code from} or later and before {@code until}, at most 31 days, in
   * buckets of a length, at most 200. Both ends are moved outwards to whole five minutes. The
   * answer is at most a minute old, and counts no call that isn't over.
   *
   * @param bucket a multiple of five minutes
   * @throws EJBException caused by {@link IllegalArgumentException} when a value is outside its
   *     range, by {@link RecordsUnavailable} when the database doesn't answer
   */
  public CallStatistics between(Instant from, Instant until, Duration bucket) {
    Question question = new Question(from, until, bucket);
    return known(question).orElseGet(() -> asked(question));
  }

  private Optional<CallStatistics> known(Question question) {
    return Optional.ofNullable(kept.get(question))
        .filter(answer -> answer.until().isAfter(clock.instant()))
        .map(Answer::statistics);
  }

  private CallStatistics asked(Question question) {
    try {
      if (!asking.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RecordsUnavailable("the database counts other calls");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecordsUnavailable("the server stops", e);
    }
    try {
      // Who waited for the same question finds its answer.
      return known(question).orElseGet(() -> fresh(question));
    } finally {
      asking.unlock();
    }
  }

  private CallStatistics fresh(Question question) {
    CallStatistics statistics = sums.between(question);
    Instant now = clock.instant();
    kept.values().removeIf(answer -> !answer.until().isAfter(now));
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(question, new Answer(statistics, now.plus(KEPT)));
    return statistics;
  }
}
