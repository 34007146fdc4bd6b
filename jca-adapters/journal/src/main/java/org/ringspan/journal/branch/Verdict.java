package org.ringspan.journal.branch;

import org.ringspan.journal.Outcome;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.branch.IntentState.How;

/** What an attempt means for its intent. */
public sealed interface Verdict {

  /** Nothing is left to do. */
  record Settle(How how) implements Verdict {}

  /** An administrator has to look at it. */
  record Park(Why why, String reason) implements Verdict {}

  /**
   * It is tried again later.
   *
   * @param attempts failed attempts from now on
   * @param mayHaveRun whether the change may have been made all the same
   */
  record TryAgain(String reason, int attempts, boolean mayHaveRun) implements Verdict {}

  /**
   * The whole branch is rolled back: the decision was ours and nothing of it was carried out.
   *
   * @param refused whether asking again won't help
   */
  record RollBack(String reason, boolean refused) implements Verdict {}

  /**
   * Of an answer.
   *
   * @param attempts attempts that failed before
   * @param untouched whether the branch can still be rolled back: one phase, its caller waits, and
   *     nothing of it can have been carried out before this attempt
   */
  static Verdict of(Outcome outcome, int attempts, boolean untouched) {
    return switch (outcome) {
      case Outcome.Done() -> new Settle(How.DONE);
      case Outcome.AlreadyAsWished() -> new Settle(How.ALREADY_AS_WISHED);
      case Outcome.Refused(var reason) -> {
        var words = Words.bounded(reason, Sizes.REASON);
        yield untouched ? new RollBack(words, true) : new Park(Why.REFUSED, words);
      }
      case Outcome.Unavailable(var reason, var mayHaveRun) -> {
        var words = Words.bounded(reason, Sizes.REASON);
        yield untouched && !mayHaveRun
            ? new RollBack(words, false)
            : new TryAgain(words, attempts, mayHaveRun);
      }
    };
  }

  /**
   * Of an attempt that ended by an exception.
   *
   * @param what its class
   * @param attempts attempts that failed, this one included
   * @param most how many may fail
   */
  static Verdict ofFailure(String what, int attempts, int most) {
    var words = Words.bounded(what, Sizes.REASON);
    return attempts >= most
        ? new Park(Why.POISON, "failed " + attempts + " times, the last time by " + words)
        : new TryAgain("failed by " + words, attempts, true);
  }
}
