package org.ringspan.journal.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.store.Ledger;

/** Branches that aren't prepared. With the ledger's lock. */
final class ActiveBranches {

  private final Ledger ledger;
  private final Clock clock;
  private final Map<BranchXid, ActiveBranch> active = new HashMap<>();

  ActiveBranches(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  ActiveBranch begin(BranchXid xid, @Nullable Instant deadline) throws XAException {
    if (active.containsKey(xid) || ledger.table().find(xid) != null) {
      throw Xa.error(XAException.XAER_DUPID, "there is such a branch");
    }
    var branch = new ActiveBranch(xid, deadline);
    active.put(xid, branch);
    return branch;
  }

  ActiveBranch get(BranchXid xid) throws XAException {
    var branch = active.get(xid);
    if (branch == null) {
      throw ledger.table().find(xid) == null
          ? Xa.error(XAException.XAER_NOTA, "no such branch")
          : Xa.error(XAException.XAER_PROTO, "the branch is prepared");
    }
    return branch;
  }

  /** The same, if it can be committed. */
  ActiveBranch alive(BranchXid xid) throws XAException {
    var branch = get(xid);
    var over = branch.over(clock.instant());
    if (over != null) {
      throw over;
    }
    return branch;
  }

  boolean contains(BranchXid xid) {
    return active.containsKey(xid);
  }

  boolean remove(BranchXid xid) {
    return active.remove(xid) != null;
  }

  /** Takes a branch out, to be prepared. When it can't be, it is rolled back and gone. */
  ActiveBranch take(BranchXid xid) throws XAException {
    var branch = get(xid);
    if (branch.isInUse()) {
      throw Xa.error(XAException.XAER_PROTO, "a connection is still in the transaction");
    }
    active.remove(xid);
    var over = branch.over(clock.instant());
    if (over != null) {
      throw over;
    }
    if (!ledger.hasRoom(branch.mostBytes())) {
      throw Xa.error(
          XAException.XA_RBROLLBACK,
          "the journal is full: it holds %d bytes of open and parked intents, at most %d are possible"
              .formatted(ledger.table().liveBytes(), ledger.mostLiveBytes()));
    }
    return branch;
  }

  int size() {
    return active.size();
  }

  /** Ends branches that took too long. */
  void expire() {
    active.values().forEach(branch -> branch.over(clock.instant()));
  }
}
