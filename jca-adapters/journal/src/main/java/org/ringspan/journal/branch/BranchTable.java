package org.ringspan.journal.branch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.IntentState.Parked;
import org.ringspan.journal.branch.IntentState.Pending;
import org.ringspan.journal.branch.IntentState.Settled;

/**
 * All prepared branches. Records change it; the same records give the same table, whether they are
 * written now or read from a file. Not thread-safe.
 */
public final class BranchTable {

  private final Map<BranchId, Branch> branches = new LinkedHashMap<>();
  private final Map<BranchXid, Branch> byXid = new HashMap<>();

  /** For each object the places of decided branches that have intents on it, and how many. */
  private final Map<RemoteObject, TreeMap<Long, Integer>> lanes = new HashMap<>();

  private final Map<Long, BranchId> byOrder = new HashMap<>();
  private final Map<RemoteObject, Integer> parkedOn = new HashMap<>();
  private long nextOrder = 1;
  private long liveBytes;

  /** All branches, the oldest first. */
  public Collection<Branch> branches() {
    return Collections.unmodifiableCollection(branches.values());
  }

  /** The branch of an id. */
  public @Nullable Branch find(BranchId id) {
    return branches.get(id);
  }

  /** The branch that the transaction manager means; none that is over for it. */
  public @Nullable Branch find(BranchXid xid) {
    return byXid.get(xid);
  }

  /** The place of the next decision. */
  public long nextOrder() {
    return nextOrder;
  }

  /** Bytes that everything open can take at most in a snapshot. */
  public long liveBytes() {
    return liveBytes;
  }

  /** What comes next for a branch. */
  public Step next(Branch branch) {
    var pending = branch.firstPending();
    if (pending.isEmpty()) {
      return new Step.Through();
    }
    var lane = lanes.get(branch.intents().get(pending.getAsInt()).object());
    if (lane != null && lane.firstKey() < branch.order()) {
      var before = byOrder.get(lane.firstKey());
      if (before != null) {
        return new Step.Wait(before);
      }
    }
    return new Step.CarryOut(pending.getAsInt());
  }

  /** The first decided branch that has intents on an object, if any. */
  public @Nullable BranchId firstOn(RemoteObject object) {
    var lane = lanes.get(object);
    return lane == null ? null : byOrder.get(lane.firstKey());
  }

  /**
   * Changes the table as a record says.
   *
   * @return false when it doesn't fit: its branch or intent isn't there, which happens only after
   *     damage, or after it was said before
   */
  public boolean apply(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Prepared prepared -> add(prepared);
      case JournalRecord.Decided(var id, var order, var onePhase) -> decide(id, order, onePhase);
      case JournalRecord.Settled(var id, var ordinal, var how) ->
          change(id, ordinal, new Settled(how));
      case JournalRecord.Parked(
              var id,
              var ordinal,
              var why,
              var reason,
              var attempts,
              var at,
              var overtaken) ->
          change(id, ordinal, new Parked(why, reason, attempts, at, overtaken));
      case JournalRecord.Attempts(var id, var ordinal, var attempts, var overtaken) ->
          change(id, ordinal, new Pending(attempts, overtaken));
      case JournalRecord.Reopened(var id, var ordinal) ->
          change(id, ordinal, new Pending(0, isOvertaken(id, ordinal)));
      case JournalRecord.Told(var id, var kind) -> phase(id, new Phase.Heuristic(kind));
      case JournalRecord.Concluded(var id) -> phase(id, new Phase.Closed());
      case JournalRecord.RolledBack(var id) -> rollBack(id);
      case JournalRecord.SnapshotBegin(var order) -> {
        nextOrder = Math.max(nextOrder, order);
        yield true;
      }
      case JournalRecord.SnapshotEnd(var first) -> true;
    };
  }

  /**
   * Records that make this table out of an empty one. What is parked comes last, so that nothing
   * seems to have overtaken it.
   */
  public List<JournalRecord> snapshot() {
    var records = new ArrayList<JournalRecord>();
    var last = new ArrayList<JournalRecord>();
    records.add(new JournalRecord.SnapshotBegin(nextOrder));
    for (var branch : branches.values()) {
      var id = branch.id();
      records.add(
          new JournalRecord.Prepared(id, branch.xid(), branch.preparedAt(), branch.intents()));
      if (branch.isDecided()) {
        boolean onePhase = branch.phase() instanceof Phase.Decided(var alone) && alone;
        records.add(new JournalRecord.Decided(id, branch.order(), onePhase));
      }
      for (int i = 0; i < branch.intents().size(); i++) {
        switch (branch.state(i)) {
          case Pending(var attempts, var overtaken) -> {
            if (attempts > 0 || overtaken) {
              records.add(new JournalRecord.Attempts(id, i, attempts, overtaken));
            }
          }
          case Settled(var how) -> records.add(new JournalRecord.Settled(id, i, how));
          case Parked(var why, var reason, var attempts, var at, var overtaken) ->
              last.add(new JournalRecord.Parked(id, i, why, reason, attempts, at, overtaken));
        }
      }
      switch (branch.phase()) {
        case Phase.InDoubt() -> {}
        case Phase.Decided(var onePhase) -> {}
        case Phase.Heuristic(var kind) -> last.add(new JournalRecord.Told(id, kind));
        case Phase.Closed() -> last.add(new JournalRecord.Concluded(id));
      }
    }
    records.addAll(last);
    return records;
  }

  private boolean add(JournalRecord.Prepared prepared) {
    if (branches.containsKey(prepared.id())) {
      return false;
    }
    var branch = new Branch(prepared);
    branches.put(branch.id(), branch);
    byXid.put(branch.xid(), branch);
    liveBytes += Sizes.mostOf(branch.intents());
    return true;
  }

  private boolean decide(BranchId id, long order, boolean onePhase) {
    var branch = branches.get(id);
    nextOrder = Math.max(nextOrder, order + 1);
    if (branch == null || branch.isDecided() || byOrder.containsKey(order)) {
      return false;
    }
    branch.decide(order, onePhase);
    byOrder.put(order, id);
    for (int i = 0; i < branch.intents().size(); i++) {
      if (branch.state(i) instanceof Pending) {
        enter(branch, i);
      }
    }
    return true;
  }

  private boolean change(BranchId id, int ordinal, IntentState state) {
    var branch = branches.get(id);
    if (branch == null
        || !branch.isDecided()
        || ordinal < 0
        || ordinal >= branch.intents().size()
        || branch.state(ordinal) instanceof Settled) {
      return false;
    }
    var object = branch.intents().get(ordinal).object();
    var before = branch.state(ordinal);
    branch.state(ordinal, state);
    if (before instanceof Pending && !(state instanceof Pending)) {
      leave(branch, ordinal);
    } else if (!(before instanceof Pending) && state instanceof Pending) {
      enter(branch, ordinal);
    }
    count(object, before, -1);
    count(object, state, 1);
    if (state instanceof Settled(var how)
        && (how == IntentState.How.DONE || how == IntentState.How.ALREADY_AS_WISHED)) {
      overtake(object, branch, ordinal);
    }
    tidy(branch);
    return true;
  }

  private void count(RemoteObject object, IntentState state, int by) {
    if (state instanceof Parked) {
      parkedOn.merge(object, by, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** Marks what is parked on the object and is older than what was carried out now. */
  private void overtake(RemoteObject object, Branch by, int byOrdinal) {
    if (!parkedOn.containsKey(object)) {
      return;
    }
    for (var branch : branches.values()) {
      for (int i = 0; i < branch.intents().size(); i++) {
        boolean isOlder = branch.order() < by.order() || (branch.equals(by) && i < byOrdinal);
        if (isOlder
            && branch.state(i) instanceof Parked parked
            && branch.intents().get(i).object().equals(object)) {
          branch.state(
              i, new Parked(parked.why(), parked.reason(), parked.attempts(), parked.at(), true));
        }
      }
    }
  }

  private boolean isOvertaken(BranchId id, int ordinal) {
    var branch = branches.get(id);
    return branch != null
        && ordinal >= 0
        && ordinal < branch.intents().size()
        && branch.state(ordinal) instanceof Parked parked
        && parked.overtaken();
  }

  private boolean phase(BranchId id, Phase phase) {
    var branch = branches.get(id);
    if (branch == null || !branch.isDecided() || branch.phase() instanceof Phase.Closed) {
      return false;
    }
    branch.phase(phase);
    if (phase instanceof Phase.Closed) {
      byXid.remove(branch.xid(), branch);
    }
    tidy(branch);
    return true;
  }

  private boolean rollBack(BranchId id) {
    var branch = branches.get(id);
    if (branch == null || branch.settled() > 0 || branch.parked() > 0) {
      return false;
    }
    remove(branch);
    return true;
  }

  /** A branch goes when nobody needs it: not the transaction manager, not an administrator. */
  private void tidy(Branch branch) {
    boolean toldOrClosed =
        switch (branch.phase()) {
          case Phase.InDoubt() -> false;
          case Phase.Decided(var onePhase) -> false;
          case Phase.Heuristic(var kind) -> kind != Phase.Kind.COMMITTED;
          case Phase.Closed() -> true;
        };
    if (toldOrClosed && branch.settled() == branch.intents().size()) {
      remove(branch);
    }
  }

  private void remove(Branch branch) {
    if (branch.isDecided()) {
      for (int i = 0; i < branch.intents().size(); i++) {
        if (branch.state(i) instanceof Pending) {
          leave(branch, i);
        }
      }
      byOrder.remove(branch.order());
    }
    branches.remove(branch.id());
    byXid.remove(branch.xid(), branch);
    liveBytes -= Sizes.mostOf(branch.intents());
  }

  private void enter(Branch branch, int ordinal) {
    lanes
        .computeIfAbsent(branch.intents().get(ordinal).object(), o -> new TreeMap<>())
        .merge(branch.order(), 1, Integer::sum);
  }

  private void leave(Branch branch, int ordinal) {
    var object = branch.intents().get(ordinal).object();
    var lane = lanes.get(object);
    if (lane != null) {
      lane.merge(branch.order(), -1, (a, b) -> a + b == 0 ? null : a + b);
      if (lane.isEmpty()) {
        lanes.remove(object);
      }
    }
  }
}
