package org.ringspan.journal.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.Branch;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.branch.IntentState;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.Phase;
import org.ringspan.journal.branch.Step;
import org.ringspan.journal.branch.StoredIntent;
import org.ringspan.journal.branch.Verdict;
import org.ringspan.journal.store.Ledger;

/**
 * Carries decided branches out: their intents one after the other, those on the same object in the
 * order of the decisions. One thread at a time works for a branch.
 */
final class Carrier {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");

  private final Ledger ledger;
  private final Performer<?> performer;
  private final JournalSettings settings;
  private final Clock clock;
  private final Map<BranchId, RunState> runs = new HashMap<>();

  private final LastWrites lastWrites;

  /** Objects that a write outside transactions is at. */
  private final Set<RemoteObject> visited = new HashSet<>();

  private volatile boolean isClosed;

  Carrier(Ledger ledger, Performer<?> performer, JournalSettings settings, Clock clock) {
    this.ledger = ledger;
    this.performer = performer;
    this.settings = settings;
    this.clock = clock;
    lastWrites = new LastWrites(ledger);
    for (var branch : ledger.table().branches()) {
      var run = run(branch.id());
      run.isUncertain = true;
      run.isRecovered = true;
    }
  }

  /** What is known of a branch; with the lock. */
  RunState run(BranchId id) {
    return runs.computeIfAbsent(id, i -> new RunState());
  }

  /** A commit is under way, until {@link #endCommit}; with the lock. */
  RunState beginCommit(BranchId id) {
    var run = run(id);
    run.commits++;
    return run;
  }

  void endCommit(RunState run) {
    ledger.lock().lock();
    try {
      run.commits--;
      ledger.changed().signalAll();
    } finally {
      ledger.lock().unlock();
    }
  }

  /** Branches that are gone need no more; with the lock. */
  void forget(BranchId id) {
    if (ledger.table().find(id) == null) {
      runs.remove(id);
    }
  }

  /** The same without the lock. */
  RunState find(BranchId id) {
    ledger.lock().lock();
    try {
      return run(id);
    } finally {
      ledger.lock().unlock();
    }
  }

  /** How many intents were settled since the journal was opened. */
  int settled(RunState run) {
    ledger.lock().lock();
    try {
      return run.settled;
    } finally {
      ledger.lock().unlock();
    }
  }

  /** Whether a branch is through and nobody but the worker will conclude it; with the lock. */
  boolean isLeftOver(Branch branch) {
    return branch.isThrough()
        && branch.phase() instanceof Phase.Decided(var onePhase)
        && onePhase
        && !run(branch.id()).isGoing();
  }

  /** Whether it is time to try a branch again; with the lock. */
  boolean isDue(Branch branch) {
    var run = run(branch.id());
    return branch.isDecided()
        && !branch.isThrough()
        && !run.isGoing()
        && !clock.instant().isBefore(run.notBefore);
  }

  /**
   * Carries a decided branch as far as it goes.
   *
   * @param mayRollBack whether the branch may be rolled back as long as nothing was carried out:
   *     one phase, and its caller waits
   * @param patience how long it waits for other branches
   * @throws IOException when the journal can't be written; what was carried out may be carried out
   *     again after a restart
   */
  Carried carry(BranchId id, boolean mayRollBack, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    ledger.lock().lock();
    try {
      var run = run(id);
      while (run.isRunning) {
        if (!await(end)) {
          return new Carried.Later("another thread carries it out");
        }
      }
      if (clock.instant().isBefore(run.notBefore)) {
        return new Carried.Later(String.valueOf(run.waitsFor));
      }
      run.isRunning = true;
    } finally {
      ledger.lock().unlock();
    }
    try {
      while (true) {
        var how = carryNext(id, mayRollBack, end);
        if (how != null) {
          return how;
        }
      }
    } finally {
      endRun(id);
    }
  }

  private void endRun(BranchId id) {
    ledger.lock().lock();
    try {
      run(id).isRunning = false;
      forget(id);
      ledger.changed().signalAll();
    } finally {
      ledger.lock().unlock();
    }
  }

  /** One intent; null when there may be more. */
  private @Nullable Carried carryNext(BranchId id, boolean mayRollBack, long end)
      throws IOException {
    int ordinal;
    IntentState.Pending state;
    StoredIntent intent;
    Attempt attempt;
    boolean untouched;
    long before;
    ledger.lock().lock();
    try {
      var branch = ledger.table().find(id);
      if (branch == null) {
        return new Carried.Through();
      }
      var run = run(id);
      untouched =
          mayRollBack && branch.settled() == 0 && branch.parked() == 0 && run.uncertainIntent < 0;
      if (isClosed) {
        return later(branch, run, "the journal is closing", untouched);
      }
      switch (ledger.table().next(branch)) {
        case Step.Through() -> {
          return new Carried.Through();
        }
        case Step.Wait(var other) -> {
          if (run(other).isGoing() && await(end)) {
            return null;
          }
          return later(
              branch, run, "another transaction's writes to the same object come first", untouched);
        }
        case Step.CarryOut(var next) -> ordinal = next;
      }
      intent = branch.intents().get(ordinal);
      if (visited.contains(intent.object())) {
        return await(end)
            ? null
            : later(branch, run, "another write to the same object is under way", untouched);
      }
      state = pending(branch, ordinal);
      if (state.attempts() >= performer.attempts()) {
        park(id, ordinal, Why.POISON, "its attempts have ended the server", state);
        return null;
      }
      if (run.isRecovered) {
        // Should the attempt end the process, it has been counted.
        ledger.write(attempts(id, ordinal, state.attempts() + 1, state));
      }
      attempt = new Attempt(id.key(ledger.journal(), ordinal), run.mayHaveRun(ordinal));
      before = lastWrites.ofOthers(intent.object(), id);
    } finally {
      ledger.lock().unlock();
    }
    // A power failure must not have an older write repeated after this one.
    ledger.force(before);
    var verdict = performer.perform(intent, attempt, state.attempts(), untouched);
    return settle(id, ordinal, intent, state, verdict);
  }

  private static IntentState.Pending pending(Branch branch, int ordinal) {
    if (branch.states().get(ordinal) instanceof IntentState.Pending pending) {
      return pending;
    }
    throw new IllegalStateException("the intent isn't to be carried out");
  }

  private static JournalRecord attempts(
      BranchId id, int ordinal, int attempts, IntentState.Pending state) {
    return new JournalRecord.Attempts(id, ordinal, attempts, state.overtaken());
  }

  private @Nullable Carried settle(
      BranchId id, int ordinal, StoredIntent intent, IntentState.Pending state, Verdict verdict)
      throws IOException {
    long parked = 0;
    ledger.lock().lock();
    try {
      var run = run(id);
      switch (verdict) {
        case Verdict.Settle(var how) -> {
          long number = ledger.write(new JournalRecord.Settled(id, ordinal, how));
          lastWrites.add(intent.object(), id, number);
          run.settled++;
          run.failures = 0;
          run.uncertainIntent = -1;
          run.waitsFor = null;
        }
        case Verdict.Park(var why, var reason) -> {
          parked = park(id, ordinal, why, reason, state);
          run.settled++;
          run.uncertainIntent = -1;
        }
        case Verdict.TryAgain(var reason, var attempts, var mayHaveRun) -> {
          if (attempts != state.attempts() || run.isRecovered) {
            ledger.write(attempts(id, ordinal, attempts, state));
          }
          if (mayHaveRun) {
            run.uncertainIntent = ordinal;
          }
          run.waitsFor = reason;
          run.notBefore = clock.instant().plus(pause(run.failures));
          run.failures++;
          return new Carried.Later(reason);
        }
        case Verdict.RollBack(var reason, var refused) -> {
          parked = ledger.write(new JournalRecord.RolledBack(id));
        }
      }
    } finally {
      ledger.lock().unlock();
    }
    if (parked > 0) {
      ledger.force(parked);
    }
    return verdict instanceof Verdict.RollBack(var reason, var refused)
        ? new Carried.RolledBack(reason, refused)
        : null;
  }

  /** With the lock. */
  private Carried later(Branch branch, RunState run, String why, boolean untouched)
      throws IOException {
    if (untouched) {
      ledger.write(new JournalRecord.RolledBack(branch.id()));
      return new Carried.RolledBack(why, false);
    }
    run.waitsFor = why;
    return new Carried.Later(why);
  }

  /** With the lock. */
  private long park(BranchId id, int ordinal, Why why, String reason, IntentState.Pending state)
      throws IOException {
    LOG.log(
        System.Logger.Level.ERROR,
        "Intent {0} is parked and waits for an administrator ({1}): {2}",
        id.key(ledger.journal(), ordinal),
        why,
        reason);
    return ledger.write(
        new JournalRecord.Parked(
            id,
            ordinal,
            why,
            reason,
            why == Why.POISON ? performer.attempts() : state.attempts(),
            Instant.ofEpochMilli(clock.millis()),
            state.overtaken()));
  }

  private Duration pause(int failures) {
    var pause = settings.shortestPause().multipliedBy(1L << Math.min(failures, 20));
    return pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
  }

  /**
   * Takes an object for a write outside transactions, when no decided branch has intents on it;
   * waits for those that run.
   *
   * @return whether it has it; {@link #endVisit} gives it back
   */
  boolean visit(RemoteObject object, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    ledger.lock().lock();
    try {
      while (true) {
        if (isClosed) {
          throw new IllegalStateException("the journal is closed");
        }
        var before = ledger.table().firstOn(object);
        if (before == null && visited.add(object)) {
          return true;
        }
        if ((before != null && !run(before).isGoing()) || !await(end)) {
          return false;
        }
      }
    } finally {
      ledger.lock().unlock();
    }
  }

  /** Gives an object back. */
  void endVisit(RemoteObject object) {
    ledger.lock().lock();
    try {
      visited.remove(object);
      ledger.changed().signalAll();
    } finally {
      ledger.lock().unlock();
    }
  }

  /** Nothing new is begun; waits for what runs. */
  void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    ledger.lock().lock();
    try {
      isClosed = true;
      ledger.changed().signalAll();
      while (runs.values().stream().anyMatch(r -> r.isRunning) || !visited.isEmpty()) {
        if (!await(end)) {
          return;
        }
      }
    } finally {
      ledger.lock().unlock();
    }
  }

  boolean isClosed() {
    return isClosed;
  }

  /** Waits for a change; false when the time is over, or the thread is to end. Callers loop. */
  @SuppressWarnings("WaitNotInLoop")
  private boolean await(long end) {
    try {
      long left = end - System.nanoTime();
      return left > 0 && ledger.changed().awaitNanos(left) > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
