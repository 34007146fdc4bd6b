package org.ringspan.journal.branch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ringspan.journal.branch.IntentState.Parked;
import org.ringspan.journal.branch.IntentState.Pending;
import org.ringspan.journal.branch.IntentState.Settled;

/** A prepared branch. Changed by {@link BranchTable} only, as records say. */
public final class Branch {

  private final BranchId id;
  private final BranchXid xid;
  private final Instant preparedAt;
  private final List<StoredIntent> intents;
  private final List<IntentState> states;
  private Phase phase = new Phase.InDoubt();
  private long order;

  Branch(JournalRecord.Prepared prepared) {
    id = prepared.id();
    xid = prepared.xid();
    preparedAt = prepared.at();
    intents = prepared.intents();
    states = new ArrayList<>(Collections.nCopies(intents.size(), new Pending(0, false)));
  }

  /** Our name of it. */
  public BranchId id() {
    return id;
  }

  /** The transaction manager's name of it. */
  public BranchXid xid() {
    return xid;
  }

  /** When it was prepared. */
  public Instant preparedAt() {
    return preparedAt;
  }

  /** What it is to do, in order. */
  public List<StoredIntent> intents() {
    return intents;
  }

  /** How far each intent is. */
  public List<IntentState> states() {
    return Collections.unmodifiableList(states);
  }

  /** How far it is. */
  public Phase phase() {
    return phase;
  }

  /** Its place among all decisions; 0 while there is none. */
  public long order() {
    return order;
  }

  /** Whether its intents are to be carried out. */
  public boolean isDecided() {
    return order > 0;
  }

  /** Whether the transaction manager has to be told about it when it recovers. */
  public boolean isListed() {
    return switch (phase) {
      case Phase.InDoubt() -> true;
      case Phase.Decided(var onePhase) -> !onePhase;
      case Phase.Heuristic(var kind) -> true;
      case Phase.Closed() -> false;
    };
  }

  /** The first intent that is to be carried out. */
  public OptionalInt firstPending() {
    return IntStream.range(0, states.size())
        .filter(i -> states.get(i) instanceof Pending)
        .findFirst();
  }

  /** Whether nothing is left to carry out; parked intents may be left. */
  public boolean isThrough() {
    return firstPending().isEmpty();
  }

  /** How many intents are parked. */
  public int parked() {
    return (int) states.stream().filter(Parked.class::isInstance).count();
  }

  /** How many intents are settled. */
  public int settled() {
    return (int) states.stream().filter(Settled.class::isInstance).count();
  }

  /** What the transaction manager has to be told when intents are parked. */
  public Phase.Kind kind() {
    return settled() == 0 ? Phase.Kind.ROLLED_BACK : Phase.Kind.MIXED;
  }

  IntentState state(int ordinal) {
    return states.get(ordinal);
  }

  void state(int ordinal, IntentState state) {
    states.set(ordinal, state);
  }

  void phase(Phase next) {
    phase = next;
  }

  void decide(long place, boolean onePhase) {
    order = place;
    phase = new Phase.Decided(onePhase);
  }
}
