package org.ringspan.journal.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.branch.Branch;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.Phase;
import org.ringspan.journal.store.Ledger;

/**
 * The resource manager in the sense of XA: what the transaction manager's calls do to branches. The
 * name is the specification's.
 */
final class ResourceManager {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");

  private final Ledger ledger;
  private final Carrier carrier;
  private final JournalSettings settings;
  private final Clock clock;
  private final Counters counters;
  private final ActiveBranches active;
  private BranchId nextId;

  ResourceManager(
      Ledger ledger, Carrier carrier, JournalSettings settings, Clock clock, Counters counters) {
    this.ledger = ledger;
    this.carrier = carrier;
    this.settings = settings;
    this.clock = clock;
    active = new ActiveBranches(ledger, clock);
    this.counters = counters;
    nextId = BranchId.first(ledger.openedAt());
  }

  void lock() {
    ledger.lock().lock();
  }

  void unlock() {
    ledger.lock().unlock();
  }

  Instant now() {
    return clock.instant();
  }

  Duration defaultTimeout() {
    return settings.transactionTimeout();
  }

  /** A new branch; with the lock. */
  ActiveBranch begin(BranchXid xid, @Nullable Instant deadline) throws XAException {
    checkOpen();
    return active.begin(xid, deadline);
  }

  /** A branch that isn't prepared; with the lock. */
  ActiveBranch active(BranchXid xid) throws XAException {
    checkOpen();
    return active.get(xid);
  }

  /** The same, if it can be committed; with the lock. */
  ActiveBranch alive(BranchXid xid) throws XAException {
    checkOpen();
    return active.alive(xid);
  }

  private void checkOpen() throws XAException {
    if (carrier.isClosed()) {
      throw Xa.error(XAException.XAER_RMFAIL, "the journal is closed");
    }
  }

  private JournalRecord.Prepared prepared(ActiveBranch branch) {
    var id = nextId;
    nextId = id.next();
    return new JournalRecord.Prepared(
        id, branch.xid(), Instant.ofEpochMilli(clock.millis()), branch.intents());
  }

  /** Returns whether there is something to commit. */
  boolean prepare(BranchXid xid) throws XAException {
    BranchId id;
    long number;
    lock();
    try {
      checkOpen();
      var branch = active.take(xid);
      if (branch.intents().isEmpty()) {
        return false;
      }
      var record = prepared(branch);
      id = record.id();
      number = ledger.write(record);
      carrier.run(id).isFresh = true;
    } catch (IOException e) {
      throw notWritten(e);
    } finally {
      unlock();
    }
    force(id, number);
    return true;
  }

  /** When the disk fails the branch is rolled back; should it be there after a restart, again. */
  private void force(BranchId id, long number) throws XAException {
    try {
      ledger.force(number);
    } catch (IOException e) {
      lock();
      try {
        ledger.applyUnwritten(new JournalRecord.RolledBack(id));
        carrier.forget(id);
      } finally {
        unlock();
      }
      throw notWritten(e);
    }
  }

  private static XAException notWritten(IOException e) {
    return Xa.error(
        XAException.XA_RBROLLBACK, "the journal can't be written: " + e.getMessage(), e);
  }

  /** Commits a branch that wasn't prepared: the decision is ours. */
  void commitOnePhase(BranchXid xid) throws XAException {
    BranchId id;
    RunState run;
    long number;
    lock();
    try {
      checkOpen();
      var branch = active.take(xid);
      if (branch.intents().isEmpty()) {
        return;
      }
      var record = prepared(branch);
      id = record.id();
      number =
          ledger.write(record, new JournalRecord.Decided(id, ledger.table().nextOrder(), true));
      run = carrier.beginCommit(id);
    } catch (IOException e) {
      throw notWritten(e);
    } finally {
      unlock();
    }
    try {
      force(id, number);
      carryOutOnePhase(xid, id);
    } catch (IOException e) {
      throw Xa.error(XAException.XA_HEURHAZ, "the journal's disk failed inside the commit", e);
    } finally {
      carrier.endCommit(run);
    }
  }

  private void carryOutOnePhase(BranchXid xid, BranchId id) throws XAException, IOException {
    switch (carrier.carry(id, true, settings.commitPatience())) {
      case Carried.Through() -> conclude(id, true, true);
      case Carried.Later(var why) ->
          LOG.log(
              System.Logger.Level.WARNING,
              "Transaction {0} is committed and goes on later: {1}",
              xid,
              why);
      case Carried.RolledBack(var why, var refused) -> {
        ledger.forceAll();
        throw Xa.error(
            refused ? XAException.XA_RBROLLBACK : XAException.XA_RBCOMMFAIL,
            "nothing was carried out: " + why);
      }
    }
  }

  /** Commits a prepared branch. */
  void commit(BranchXid xid) throws XAException {
    BranchId id;
    boolean isFresh;
    RunState run;
    lock();
    try {
      var branch = find(xid);
      id = branch.id();
      if (branch.phase() instanceof Phase.InDoubt) {
        ledger.write(new JournalRecord.Decided(id, ledger.table().nextOrder(), false));
      }
      run = carrier.beginCommit(id);
      isFresh = run.isFresh;
      run.isFresh = false;
    } catch (IOException e) {
      throw Xa.error(XAException.XAER_RMFAIL, "the journal can't be written", e);
    } finally {
      unlock();
    }
    try {
      carryOut(id, isFresh);
    } catch (IOException e) {
      throw Xa.error(XAException.XAER_RMFAIL, "the journal's disk failed inside the commit", e);
    } finally {
      carrier.endCommit(run);
    }
  }

  private void carryOut(BranchId id, boolean isFresh) throws XAException, IOException {
    switch (carrier.carry(id, false, settings.commitPatience())) {
      case Carried.Through() -> conclude(id, isFresh, false);
      case Carried.Later(var why) ->
          throw Xa.error(XAException.XA_RETRY, "the commit goes on later: " + why);
      case Carried.RolledBack(var why, var refused) ->
          throw new IllegalStateException("a prepared branch was rolled back: " + why);
    }
  }

  /** A prepared branch; with the lock. */
  private Branch find(BranchXid xid) throws XAException {
    checkOpen();
    var branch = ledger.table().find(xid);
    if (branch == null || !branch.isListed()) {
      throw active.contains(xid)
          ? Xa.error(XAException.XAER_PROTO, "the branch isn't prepared")
          : Xa.error(XAException.XAER_NOTA, "no such branch");
    }
    return branch;
  }

  /**
   * Everything is carried out or parked. What is parked is said to the transaction manager once, if
   * it asks for the first time; later, and in recovery, it is an administrator's matter alone.
   */
  private void conclude(BranchId id, boolean isFresh, boolean isDurable)
      throws XAException, IOException {
    long number = 0;
    Phase.Kind told = null;
    lock();
    try {
      var branch = ledger.table().find(id);
      if (branch == null || branch.phase() instanceof Phase.Closed) {
        return;
      }
      counters.committed.increment();
      if (branch.parked() > 0 && isFresh) {
        told = branch.kind();
        // In one phase the transaction manager has no log that would have it forget later.
        boolean isOver = branch.phase() instanceof Phase.Decided(var onePhase) && onePhase;
        number =
            ledger.write(
                isOver ? new JournalRecord.Concluded(id) : new JournalRecord.Told(id, told));
      } else {
        long written = ledger.write(new JournalRecord.Concluded(id));
        number = isDurable || branch.parked() > 0 ? written : 0;
        carrier.forget(id);
      }
    } finally {
      unlock();
    }
    if (number > 0) {
      ledger.force(number);
    }
    if (told != null) {
      throw Xa.error(told.code(), "intents were refused and are parked for an administrator");
    }
  }

  /** Concludes a branch that the transaction manager won't ask for again. */
  void concludeOwn(BranchId id) throws IOException {
    lock();
    try {
      var branch = ledger.table().find(id);
      if (branch == null || !carrier.isLeftOver(branch)) {
        return;
      }
      counters.committed.increment();
      ledger.force(ledger.write(new JournalRecord.Concluded(id)));
      carrier.forget(id);
    } finally {
      unlock();
    }
  }

  void rollback(BranchXid xid) throws XAException {
    lock();
    try {
      checkOpen();
      if (active.remove(xid)) {
        return;
      }
      var branch = find(xid);
      switch (branch.phase()) {
        case Phase.InDoubt() -> {
          var record = new JournalRecord.RolledBack(branch.id());
          try {
            ledger.write(record);
          } catch (IOException e) {
            // Nothing was carried out. After a restart the transaction manager rolls it back again.
            ledger.applyUnwritten(record);
          }
          carrier.forget(branch.id());
        }
        case Phase.Heuristic(var kind) -> throw heuristic(kind);
        case Phase.Decided(var onePhase) -> {
          ledger.write(new JournalRecord.Told(branch.id(), Phase.Kind.COMMITTED));
          throw heuristic(Phase.Kind.COMMITTED);
        }
        case Phase.Closed() -> throw Xa.error(XAException.XAER_NOTA, "no such branch");
      }
    } catch (IOException e) {
      throw Xa.error(XAException.XAER_RMFAIL, "the journal can't be written", e);
    } finally {
      unlock();
    }
  }

  private static XAException heuristic(Phase.Kind kind) {
    return Xa.error(kind.code(), "the branch was decided otherwise before");
  }

  void forget(BranchXid xid) throws XAException {
    lock();
    try {
      var branch = find(xid);
      if (!(branch.phase() instanceof Phase.Heuristic)) {
        throw Xa.error(XAException.XAER_PROTO, "nothing to forget: no heuristic outcome");
      }
      ledger.write(new JournalRecord.Concluded(branch.id()));
      carrier.forget(branch.id());
    } catch (IOException e) {
      throw Xa.error(XAException.XAER_RMFAIL, "the journal can't be written", e);
    } finally {
      unlock();
    }
  }

  /** Branches that the transaction manager has to deal with; with the lock. */
  Xid[] listed() throws XAException {
    checkOpen();
    return ledger.table().branches().stream()
        .filter(Branch::isListed)
        .map(Branch::xid)
        .toArray(Xid[]::new);
  }

  /** Branches that aren't prepared; with the lock. */
  int active() {
    return active.size();
  }

  /** Ends branches that took too long; with the lock. */
  void expire() {
    active.expire();
  }
}
