package org.ringspan.journal.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ringspan.journal.branch.BranchTable;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.Sizes;

/**
 * The table of branches and the log that it can be made of again, under one lock: what is written
 * down is what the table says.
 */
public final class Ledger implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final BranchTable table;
  private final SegmentLog log;
  private final Disk disk;
  private final long mostLiveBytes;
  private final long openedAt;

  Ledger(BranchTable table, SegmentLog log, Disk disk, int segmentBytes) {
    this.table = table;
    this.log = log;
    this.disk = disk;
    mostLiveBytes = segmentBytes / 2;
    openedAt = log.segment();
  }

  /** The lock of everything here but {@link #force}. */
  public ReentrantLock lock() {
    return lock;
  }

  /** Signalled with each record. */
  public Condition changed() {
    return changed;
  }

  /** The table; only with the lock. */
  public BranchTable table() {
    return table;
  }

  /** Whether a branch of that size can be taken, and all records that it will ever need. */
  public boolean hasRoom(long mostBytes) {
    return table.liveBytes() + mostBytes <= mostLiveBytes - 4 * Sizes.FRAME;
  }

  /** Bytes that open and parked intents may take. */
  public long mostLiveBytes() {
    return mostLiveBytes;
  }

  /**
   * Writes records down and changes the table; only with the lock. Durable after {@link #force}.
   *
   * @return the number of the last
   * @throws IOException when the disk fails; the table is as before
   */
  public long write(JournalRecord... records) throws IOException {
    long number = log.append(List.of(records), table::snapshot);
    for (var record : records) {
      if (!table.apply(record)) {
        throw new IllegalStateException("a record that doesn't fit: " + record.getClass());
      }
    }
    changed.signalAll();
    return number;
  }

  /**
   * Changes the table as a record says that couldn't be written down; only with the lock, and only
   * for what a restart may undo.
   */
  public void applyUnwritten(JournalRecord record) {
    table.apply(record);
    changed.signalAll();
  }

  /** Returns when the record of that number is on the disk; best without the lock. */
  public void force(long number) throws IOException {
    if (log.force(number)) {
      return;
    }
    lock.lock();
    try {
      if (!log.isDurable(number)) {
        log.roll(table.snapshot());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the record of that number is on the disk. */
  public boolean isDurable(long number) {
    return log.isDurable(number);
  }

  /** Forces everything that was written. */
  public void forceAll() throws IOException {
    force(log.appended());
  }

  /** Whether it can't be written any more. */
  public boolean hasFailed() {
    return log.hasFailed();
  }

  /** Number of the segment that it was opened with; no other opening has the same. */
  public long openedAt() {
    return openedAt;
  }

  /** The journal's name, part of every key. */
  public long journal() {
    return log.journal();
  }

  /** Bytes of the files. */
  public long fileBytes() {
    return log.fileBytes();
  }

  /** Times of forcing. */
  public ForceTimes times() {
    return log.times();
  }

  @Override
  public void close() throws IOException {
    try (disk) {
      log.close();
    }
  }
}
