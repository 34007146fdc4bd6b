package org.ringspan.journal.engine;

import java.util.Objects;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.IntentCodec;
import org.ringspan.journal.IntentExecutor;
import org.ringspan.journal.InvalidIntentException;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.UnreadableIntentException;
import org.ringspan.journal.branch.Sizes;
import org.ringspan.journal.branch.StoredIntent;
import org.ringspan.journal.branch.Verdict;
import org.ringspan.journal.branch.Words;

/** The adapter's codec and executor, which aren't trusted to throw nothing. */
final class Performer<I> {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");

  private final IntentCodec<I> codec;
  private final IntentExecutor<I> executor;
  private final int longest;
  private final int attempts;
  private final Counters counters;

  Performer(
      IntentCodec<I> codec,
      IntentExecutor<I> executor,
      int longest,
      int attempts,
      Counters counters) {
    this.codec = codec;
    this.executor = executor;
    this.longest = longest;
    this.attempts = attempts;
    this.counters = counters;
  }

  /**
   * Checks an intent and makes it fit for the journal.
   *
   * @throws InvalidIntentException when it can't be
   */
  StoredIntent store(I intent) {
    executor.check(intent);
    var encoded = codec.encode(intent);
    if (encoded.length() > longest) {
      throw new InvalidIntentException(
          "it takes %d bytes, at most %d are possible".formatted(encoded.length(), longest));
    }
    try {
      codec.decode(encoded);
    } catch (UnreadableIntentException e) {
      throw new InvalidIntentException("what is written of it can't be read: " + e.getMessage());
    }
    return new StoredIntent(
        codec.objectOf(intent),
        Words.bounded(codec.describe(intent), EncodedIntent.LONGEST_DESCRIPTION),
        encoded);
  }

  RemoteObject objectOf(I intent) {
    return codec.objectOf(intent);
  }

  /** How many attempts may fail. */
  int attempts() {
    return attempts;
  }

  /** One attempt for an intent of the journal. */
  Verdict perform(StoredIntent stored, Attempt attempt, int failedBefore, boolean untouched) {
    I intent;
    try {
      intent = codec.decode(stored.encoded());
    } catch (UnreadableIntentException e) {
      return new Verdict.Park(Why.UNREADABLE, Words.bounded(message(e), Sizes.REASON));
    } catch (RuntimeException e) {
      logFailure(stored.object(), attempt, e);
      return new Verdict.Park(Why.UNREADABLE, "the codec failed by " + e.getClass().getName());
    }
    try {
      return Verdict.of(perform(attempt, intent), failedBefore, untouched);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      counters.failed.increment();
      logFailure(stored.object(), attempt, e);
      return Verdict.ofFailure(e.getClass().getName(), failedBefore + 1, attempts);
    }
  }

  /** One attempt; throws what the executor throws. */
  Outcome perform(Attempt attempt, I intent) {
    Outcome outcome = executor.carryOut(attempt, intent);
    Objects.requireNonNull(outcome, "no outcome");
    switch (outcome) {
      case Outcome.Done() -> counters.carriedOut.increment();
      case Outcome.AlreadyAsWished() -> counters.carriedOut.increment();
      case Outcome.Unavailable(var reason, var mayHaveRun) -> counters.unavailable.increment();
      case Outcome.Refused(var reason) -> {}
    }
    return outcome;
  }

  private static String message(UnreadableIntentException e) {
    return String.valueOf(e.getMessage());
  }

  /** Without the message and trace: what an adapter throws may quote what it was to write. */
  private static void logFailure(RemoteObject object, Attempt attempt, Throwable e) {
    var at = e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    LOG.log(
        System.Logger.Level.WARNING,
        "Intent {0} on {1} failed by {2} at {3}",
        attempt.key(),
        object.name(),
        e.getClass().getName(),
        at);
  }
}
