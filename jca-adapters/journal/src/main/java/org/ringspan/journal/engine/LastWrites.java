package org.ringspan.journal.engine;

import java.util.HashMap;
import java.util.Map;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.store.Ledger;

/**
 * Which record says that an object was written last. Before another branch writes to it, that
 * record has to be on the disk: otherwise a power failure could have the older write repeated after
 * the younger one. With the ledger's lock.
 */
final class LastWrites {

  private static final int MOST = 4096;

  private record LastWrite(BranchId by, long record) {}

  private final Ledger ledger;
  private final Map<RemoteObject, LastWrite> writes = new HashMap<>();

  LastWrites(Ledger ledger) {
    this.ledger = ledger;
  }

  void add(RemoteObject object, BranchId by, long record) {
    writes.put(object, new LastWrite(by, record));
    if (writes.size() > MOST) {
      writes.values().removeIf(last -> ledger.isDurable(last.record()));
    }
  }

  /** The record of another branch's last write to an object, 0 for none. */
  long ofOthers(RemoteObject object, BranchId than) {
    var last = writes.get(object);
    return last == null || last.by().equals(than) ? 0 : last.record();
  }
}
