package org.ringspan.journal.engine;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAResource;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.InvalidIntentException;
import org.ringspan.journal.JournalSession;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.TransactionOverException;
import org.ringspan.journal.branch.Sizes;
import org.ringspan.journal.store.Ledger;

/** A session of {@link DurableIntentJournal}. */
final class Session<I> implements JournalSession<I> {

  private final Ledger ledger;
  private final Performer<I> performer;
  private final Carrier carrier;
  private final JournalSettings settings;
  private final AtomicLong immediate;
  private final ResourceManager manager;
  private final BranchResource resource;

  /**
   * A session.
   *
   * @param immediate counts writes outside transactions, for all sessions
   */
  Session(
      Ledger ledger,
      Performer<I> performer,
      Carrier carrier,
      ResourceManager manager,
      JournalSettings settings,
      AtomicLong immediate) {
    this.ledger = ledger;
    this.performer = performer;
    this.carrier = carrier;
    this.settings = settings;
    this.immediate = immediate;
    this.manager = manager;
    resource = new BranchResource(manager);
  }

  @Override
  public XAResource xaResource() {
    return resource;
  }

  @Override
  public boolean inTransaction() {
    ledger.lock().lock();
    try {
      return resource.current() != null;
    } finally {
      ledger.lock().unlock();
    }
  }

  @Override
  public void enqueue(I intent) {
    var stored = performer.store(intent);
    ledger.lock().lock();
    try {
      var branch = resource.current();
      if (branch == null) {
        throw new IllegalStateException("the connection isn't in a transaction");
      }
      var over = branch.over(manager.now());
      if (over != null) {
        throw new TransactionOverException(String.valueOf(over.getMessage()));
      }
      if (branch.mostBytes() + Sizes.mostOf(stored) > ledger.mostLiveBytes() / 2) {
        throw new InvalidIntentException("the transaction writes more than the journal can hold");
      }
      branch.add(stored);
    } finally {
      ledger.lock().unlock();
    }
  }

  @Override
  public Outcome carryOutNow(I intent) {
    if (inTransaction()) {
      throw new IllegalStateException("the connection is in a transaction");
    }
    var stored = performer.store(intent);
    if (!carrier.visit(stored.object(), settings.commitPatience())) {
      return Outcome.unavailable("earlier writes to the same object wait for the remote system");
    }
    try {
      // A crash must not have writes repeated that this one follows.
      ledger.forceAll();
      return performer.perform(new Attempt(key(), false), intent);
    } catch (IOException e) {
      return Outcome.unavailable("the journal can't be written");
    } finally {
      carrier.endVisit(stored.object());
    }
  }

  private IdempotencyKey key() {
    return new IdempotencyKey(
        "%x-%x-now-%d".formatted(ledger.journal(), ledger.openedAt(), immediate.incrementAndGet()));
  }

  @Override
  public void reset() {
    ledger.lock().lock();
    try {
      resource.reset();
    } finally {
      ledger.lock().unlock();
    }
  }
}
