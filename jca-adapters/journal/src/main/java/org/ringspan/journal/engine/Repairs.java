package org.ringspan.journal.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.JournalAdministration;
import org.ringspan.journal.JournalDamage;
import org.ringspan.journal.OpenBranch;
import org.ringspan.journal.ParkedIntent;
import org.ringspan.journal.branch.Branch;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.branch.IntentState;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.Phase;
import org.ringspan.journal.branch.Words;
import org.ringspan.journal.store.Ledger;

/** What an administrator sees and does. */
final class Repairs implements JournalAdministration {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");
  private static final int NAME = 100;

  private final Ledger ledger;
  private final Carrier carrier;
  private final List<JournalDamage> damages;

  Repairs(Ledger ledger, Carrier carrier, List<JournalDamage> damages) {
    this.ledger = ledger;
    this.carrier = carrier;
    this.damages = damages;
  }

  @Override
  public List<ParkedIntent> parked() {
    ledger.lock().lock();
    try {
      var parked = new ArrayList<ParkedIntent>();
      for (var branch : ledger.table().branches()) {
        for (int i = 0; i < branch.intents().size(); i++) {
          if (branch.states().get(i) instanceof IntentState.Parked state) {
            parked.add(parked(branch, i, state));
          }
        }
      }
      parked.sort(Comparator.comparing(ParkedIntent::parkedAt));
      return parked;
    } finally {
      ledger.lock().unlock();
    }
  }

  private ParkedIntent parked(Branch branch, int ordinal, IntentState.Parked state) {
    var intent = branch.intents().get(ordinal);
    return new ParkedIntent(
        branch.id().key(ledger.journal(), ordinal),
        intent.object(),
        intent.description(),
        state.why(),
        state.reason(),
        state.attempts(),
        branch.preparedAt(),
        state.at(),
        state.overtaken());
  }

  @Override
  public List<OpenBranch> open() {
    ledger.lock().lock();
    try {
      return ledger.table().branches().stream()
          .filter(b -> !(b.phase() instanceof Phase.Closed) || !b.isThrough())
          .map(this::open)
          .toList();
    } finally {
      ledger.lock().unlock();
    }
  }

  private OpenBranch open(Branch branch) {
    return new OpenBranch(
        branch.xid().toString(),
        switch (branch.phase()) {
          case Phase.InDoubt() -> OpenBranch.Phase.IN_DOUBT;
          case Phase.Decided(var onePhase) -> OpenBranch.Phase.COMMITTING;
          case Phase.Heuristic(var kind) -> OpenBranch.Phase.HEURISTIC;
          case Phase.Closed() -> OpenBranch.Phase.COMMITTING;
        },
        branch.preparedAt(),
        branch.intents().size(),
        branch.settled(),
        Optional.ofNullable(carrier.run(branch.id()).waitsFor));
  }

  @Override
  public List<JournalDamage> damages() {
    return damages;
  }

  @Override
  public Repair retry(IdempotencyKey intent, boolean evenIfOvertaken, String administrator) {
    return repair(
        intent, evenIfOvertaken, administrator, "tried again", JournalRecord.Reopened::new);
  }

  @Override
  public Repair discard(IdempotencyKey intent, String administrator) {
    return repair(
        intent,
        true,
        administrator,
        "given up",
        (id, i) -> new JournalRecord.Settled(id, i, IntentState.How.DISCARDED));
  }

  @Override
  public Repair markAsDone(IdempotencyKey intent, String administrator) {
    return repair(
        intent,
        true,
        administrator,
        "taken as done",
        (id, i) -> new JournalRecord.Settled(id, i, IntentState.How.MARKED_AS_DONE));
  }

  private interface Remedy {
    JournalRecord of(BranchId id, int ordinal);
  }

  private Repair repair(
      IdempotencyKey key, boolean evenIfOvertaken, String who, String what, Remedy remedy) {
    long number;
    ledger.lock().lock();
    try {
      var found = parked().stream().filter(p -> p.key().equals(key)).findFirst();
      if (found.isEmpty()) {
        return Repair.NOT_PARKED;
      }
      if (found.get().overtaken() && !evenIfOvertaken) {
        return Repair.OVERTAKEN;
      }
      number = write(key, remedy);
    } catch (IOException e) {
      return notWritten(e);
    } finally {
      ledger.lock().unlock();
    }
    try {
      ledger.force(number);
    } catch (IOException e) {
      return notWritten(e);
    }
    LOG.log(
        System.Logger.Level.INFO,
        "Parked intent {0} is {1}, says {2}",
        key,
        what,
        Words.bounded(who, NAME));
    return Repair.ACCEPTED;
  }

  private long write(IdempotencyKey key, Remedy remedy) throws IOException {
    for (var branch : List.copyOf(ledger.table().branches())) {
      for (int i = 0; i < branch.intents().size(); i++) {
        if (branch.states().get(i) instanceof IntentState.Parked
            && branch.id().key(ledger.journal(), i).equals(key)) {
          long number = ledger.write(remedy.of(branch.id(), i));
          var run = carrier.run(branch.id());
          run.isUncertain = true;
          run.notBefore = java.time.Instant.EPOCH;
          run.failures = 0;
          carrier.forget(branch.id());
          return number;
        }
      }
    }
    throw new IllegalStateException("a parked intent is gone");
  }

  private static Repair notWritten(IOException e) {
    LOG.log(System.Logger.Level.ERROR, "A repair can't be written down", e);
    return Repair.NOT_WRITTEN;
  }
}
