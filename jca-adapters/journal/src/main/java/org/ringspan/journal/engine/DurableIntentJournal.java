package org.ringspan.journal.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.IntentCodec;
import org.ringspan.journal.IntentExecutor;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.JournalAdministration;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalFigures;
import org.ringspan.journal.JournalSession;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.branch.Branch;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.branch.Phase;
import org.ringspan.journal.store.Disk;
import org.ringspan.journal.store.Ledger;
import org.ringspan.journal.store.LedgerOpening;
import org.ringspan.journal.store.LocalDisk;

/**
 * The intent journal over a directory.
 *
 * @param <I> the adapter's intents
 */
public final class DurableIntentJournal<I> implements IntentJournal<I> {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");

  /** How often the worker looks, and what hasn't been forced to the disk is. */
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Ledger ledger;
  private final JournalSettings settings;
  private final Performer<I> performer;
  private final Carrier carrier;
  private final ResourceManager manager;
  private final Repairs repairs;
  private final Counters counters = new Counters();
  private final AtomicLong immediate = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread worker;

  private DurableIntentJournal(
      LedgerOpening opening,
      JournalSettings settings,
      IntentCodec<I> codec,
      IntentExecutor<I> executor,
      Clock clock) {
    this.settings = settings;
    ledger = opening.ledger();
    performer =
        new Performer<>(codec, executor, settings.longestIntent(), settings.attempts(), counters);
    carrier = new Carrier(ledger, performer, settings, clock);
    manager = new ResourceManager(ledger, carrier, settings, clock, counters);
    repairs = new Repairs(ledger, carrier, opening.damages());
  }

  /**
   * Opens a journal, or makes it when there is none, and reads what is open in it. Nothing is
   * carried out before the transaction manager or the worker asks for it.
   *
   * @throws JournalException when it can't be opened; its message says what to do
   */
  public static <I> DurableIntentJournal<I> open(
      JournalSettings settings, IntentCodec<I> codec, IntentExecutor<I> executor)
      throws JournalException {
    return open(settings, codec, executor, Clock.systemUTC(), LocalDisk.open(settings.directory()));
  }

  /**
   * The same with another clock and disk, for tests.
   *
   * @param disk closed with the journal, and when it can't be opened
   */
  public static <I> DurableIntentJournal<I> open(
      JournalSettings settings,
      IntentCodec<I> codec,
      IntentExecutor<I> executor,
      Clock clock,
      Disk disk)
      throws JournalException {
    try {
      return new DurableIntentJournal<>(
          LedgerOpening.open(disk, settings.segmentBytes(), clock),
          settings,
          codec,
          executor,
          clock);
    } catch (JournalException | RuntimeException e) {
      try {
        disk.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  @Override
  public JournalSession<I> session() {
    return new Session<>(ledger, performer, carrier, manager, settings, immediate);
  }

  @Override
  public XAResource recoveryResource() {
    return new BranchResource(manager);
  }

  @Override
  public JournalAdministration administration() {
    return repairs;
  }

  @Override
  public JournalFigures figures() {
    ledger.lock().lock();
    try {
      var branches = ledger.table().branches();
      var times = ledger.times();
      return new JournalFigures(
          manager.active(),
          count(b -> b.phase() instanceof Phase.InDoubt),
          count(b -> b.isDecided() && !b.isThrough()),
          count(b -> b.phase() instanceof Phase.Heuristic),
          branches.stream().mapToInt(Branch::parked).sum(),
          branches.stream()
              .filter(b -> !(b.phase() instanceof Phase.Closed) || !b.isThrough())
              .map(Branch::preparedAt)
              .min(Comparator.naturalOrder()),
          ledger.table().liveBytes(),
          ledger.mostLiveBytes(),
          ledger.fileBytes(),
          counters.committed.sum(),
          counters.carriedOut.sum(),
          counters.unavailable.sum(),
          counters.failed.sum(),
          times.count(),
          times.records(),
          Duration.ofNanos(times.mean()),
          Duration.ofNanos(times.longest()));
    } finally {
      ledger.lock().unlock();
    }
  }

  private int count(Predicate<Branch> which) {
    return (int) ledger.table().branches().stream().filter(which).count();
  }

  @Override
  public int carryOn() {
    int settled = 0;
    for (var id : due()) {
      try {
        settled += carryOn(id);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.ERROR, "The journal can't be written", e);
        return settled;
      }
    }
    return settled;
  }

  private List<BranchId> due() {
    ledger.lock().lock();
    try {
      manager.expire();
      return ledger.table().branches().stream()
          .filter(b -> carrier.isDue(b) || carrier.isLeftOver(b))
          .sorted(Comparator.comparingLong(Branch::order))
          .map(Branch::id)
          .toList();
    } finally {
      ledger.lock().unlock();
    }
  }

  private int carryOn(BranchId id) throws IOException {
    var run = carrier.find(id);
    int before = carrier.settled(run);
    if (carrier.carry(id, false, Duration.ZERO) instanceof Carried.Through) {
      manager.concludeOwn(id);
    }
    return carrier.settled(run) - before;
  }

  @Override
  public synchronized void startWorker(ThreadFactory threads) {
    if (worker != null) {
      throw new IllegalStateException("the worker has been started");
    }
    worker = threads.newThread(this::work);
    worker.start();
  }

  private void work() {
    long nap = Math.min(PERIOD, settings.shortestPause().toNanos());
    try {
      do {
        if (ledger.hasFailed()) {
          LOG.log(System.Logger.Level.ERROR, "The journal's disk has failed; nothing goes on");
          return;
        }
        lookAfter();
      } while (!closing.await(nap, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // Whoever made the thread wants it to end.
      Thread.currentThread().interrupt();
    }
  }

  private void lookAfter() {
    try {
      carryOn();
      ledger.forceAll();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "What is due in the journal couldn't be carried on", e);
    }
  }

  @Override
  public void close(Duration patience) {
    closing.countDown();
    carrier.close(patience);
    try {
      ledger.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The journal's files couldn't be closed", e);
    }
  }

  @Override
  public void close() {
    close(settings.closePatience());
  }
}
