package org.ringspan.e2e.ua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What arrived and was not yet expected by the test. An expectation takes the first matching item
 * and waits for it up to a deadline; everything that ever arrived stays in {@link #history()}.
 */
public final class Inbox<T> {
  /**
   * How long an expectation waits unless it says otherwise: far above what a busy machine needs,
   * below a test's patience.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(25);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<T> waiting = new ArrayList<>();
  private final List<T> history = new ArrayList<>();
  private final String owner;

  /**
   * @param owner whose inbox it is, for messages of failed expectations
   */
  public Inbox(String owner) {
    this.owner = owner;
  }

  void add(T item) {
    lock.lock();
    try {
      waiting.add(item);
      history.add(item);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the first item that matches, now or within {@code patience}.
   *
   * @throws AssertionError when none came in time
   */
  public T expect(String what, Duration patience, Predicate<? super T> matching) {
    return poll(patience, matching)
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s expected %s within %d ms; it got %s"
                        .formatted(owner, what, patience.toMillis(), history())));
  }

  /**
   * Watches for {@code span} that nothing matching arrives.
   *
   * @throws AssertionError as soon as something does, and at once when it is here already
   */
  public void expectNone(String what, Duration span, Predicate<? super T> matching) {
    poll(span, matching)
        .ifPresent(
            found -> {
              throw new AssertionError(owner + " expected no " + what + " but got " + found);
            });
  }

  /** Everything that ever arrived, also what was expected already. */
  public List<T> history() {
    lock.lock();
    try {
      return List.copyOf(history);
    } finally {
      lock.unlock();
    }
  }

  /** How many items that ever arrived match. */
  public long count(Predicate<? super T> matching) {
    return history().stream().filter(matching).count();
  }

  /** Takes the first item that matches, now or within {@code patience}, or nothing. */
  Optional<T> poll(Duration patience, Predicate<? super T> matching) {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (true) {
        for (int i = 0; i < waiting.size(); i++) {
          if (matching.test(waiting.get(i))) {
            return Optional.of(waiting.remove(i));
          }
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Optional.empty();
        }
        arrived.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(owner + " was interrupted while it waited", e);
    } finally {
      lock.unlock();
    }
  }
}
