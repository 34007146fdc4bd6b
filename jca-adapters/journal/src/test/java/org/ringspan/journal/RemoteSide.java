package org.ringspan.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A remote system in memory. It has values and remembers every write and every attempt. */
public final class RemoteSide implements IntentExecutor<Wish> {

  /** What an attempt meets instead of the remote system. */
  public interface Obstacle {

    /** The outcome, or null when nothing is in the way; may throw. */
    @Nullable Outcome meet(Attempt attempt, Wish wish);
  }

  private final Map<String, String> values = new HashMap<>();
  private final List<Wish> writes = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile Obstacle obstacle = (attempt, wish) -> null;

  /** Puts something in the way of later attempts. */
  public void obstacle(Obstacle next) {
    obstacle = next;
  }

  /** Takes it out of the way. */
  public void free() {
    obstacle = (attempt, wish) -> null;
  }

  @Override
  public void check(Wish wish) {
    if (wish.value().equals("impossible")) {
      throw new InvalidIntentException("that is impossible");
    }
  }

  @Override
  public Outcome carryOut(Attempt attempt, Wish wish) {
    synchronized (this) {
      attempts.add(attempt);
    }
    var met = obstacle.meet(attempt, wish);
    return met == null ? write(wish) : met;
  }

  /** Makes it so. */
  public synchronized Outcome write(Wish wish) {
    if (Objects.equals(values.put(wish.object(), wish.value()), wish.value())) {
      return Outcome.alreadyAsWished();
    }
    writes.add(wish);
    return Outcome.done();
  }

  /** All writes, in order. */
  public synchronized List<Wish> writes() {
    return List.copyOf(writes);
  }

  /** All attempts, in order. */
  public synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** The value of an object, or null. */
  public synchronized @Nullable String value(String object) {
    return values.get(object);
  }
}
