package org.ringspan.journal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.branch.Sizes;
import org.ringspan.journal.branch.StoredIntent;

/** A branch that isn't prepared: in memory only. Used with the ledger's lock. */
final class ActiveBranch {

  private final BranchXid xid;
  private final @Nullable Instant deadline;
  private final List<StoredIntent> intents = new ArrayList<>();
  private final Set<XAResource> associated = new HashSet<>();
  private final Set<XAResource> suspended = new HashSet<>();
  private long mostBytes = Sizes.mostOf(List.of());
  private @Nullable XAException over;

  ActiveBranch(BranchXid xid, @Nullable Instant deadline) {
    this.xid = xid;
    this.deadline = deadline;
  }

  BranchXid xid() {
    return xid;
  }

  List<StoredIntent> intents() {
    return intents;
  }

  /** Room that it will need when it is prepared. */
  long mostBytes() {
    return mostBytes;
  }

  void add(StoredIntent intent) {
    intents.add(intent);
    mostBytes += Sizes.mostOf(intent);
  }

  void associate(XAResource resource) {
    associated.add(resource);
  }

  void suspend(XAResource resource) {
    associated.remove(resource);
    suspended.add(resource);
  }

  boolean resume(XAResource resource) {
    return suspended.remove(resource) && associated.add(resource);
  }

  /** Ends the association of a resource, suspended or not; false when there was none. */
  boolean leave(XAResource resource) {
    return associated.remove(resource) || suspended.remove(resource);
  }

  boolean isAssociated(XAResource resource) {
    return associated.contains(resource);
  }

  boolean isInUse() {
    return !associated.isEmpty() || !suspended.isEmpty();
  }

  /** From now on it can only be rolled back; its intents are gone. */
  void end(int code, String why) {
    if (over == null) {
      over = Xa.error(code, why);
      intents.clear();
    }
  }

  /** Why it can only be rolled back, if so. */
  @Nullable XAException over(Instant now) {
    if (deadline != null && !now.isBefore(deadline)) {
      end(XAException.XA_RBTIMEOUT, "the transaction took too long");
    }
    return over;
  }
}
