package org.ringspan.journal.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.frame.Framing;
import org.ringspan.journal.frame.RecordCodec;
import org.ringspan.journal.frame.SegmentHeader;
import org.ringspan.journal.store.Disk.DiskFile;

/**
 * The records on the disk: two files of fixed length, the current segment and the one before. When
 * the current one is full, everything that is open is written into the other file, which becomes
 * the next segment; so the files never grow and need no more room than they have.
 *
 * <p>Appending is for one thread at a time, the caller's lock; {@link #force} is for many, who
 * share what the disk does.
 */
final class SegmentLog implements AutoCloseable {

  static final String SPARE = "spare.journal";

  private final Disk disk;
  private final int bytes;
  private final long journal;
  private final ForceTimes times = new ForceTimes();

  /** Held by whoever forces or changes the file. Taken after the caller's lock, never before. */
  private final ReentrantLock forcing = new ReentrantLock();

  private DiskFile file;
  private String previous;
  private long segment;
  private int position;
  private volatile long appended;
  private volatile long durable;
  private volatile boolean failed;

  private SegmentLog(
      Disk disk, int bytes, long journal, DiskFile file, long segment, long lastNumber) {
    this.disk = disk;
    this.bytes = bytes;
    this.journal = journal;
    this.file = file;
    this.segment = segment;
    this.previous = SPARE;
    appended = lastNumber;
    durable = lastNumber;
  }

  /**
   * Begins a new segment with a snapshot, in the spare file.
   *
   * @param segment number of the last segment
   * @param lastNumber number of the last record
   * @param keep name of the segment before, which the next roll writes into
   */
  static SegmentLog begin(
      Disk disk,
      int bytes,
      long journal,
      long segment,
      long lastNumber,
      List<JournalRecord> snapshot,
      String keep)
      throws IOException {
    var spare = disk.open(SPARE);
    var log = new SegmentLog(disk, bytes, journal, spare, segment, lastNumber);
    try {
      log.writeSegment(spare, snapshot);
    } catch (IOException e) {
      spare.close();
      throw e;
    }
    log.previous = keep;
    return log;
  }

  /** The next roll writes into the spare file. */
  void useSpare() {
    previous = SPARE;
  }

  /** The name of a segment's file. */
  static String name(long segment) {
    return "segment-%016x.journal".formatted(segment);
  }

  /**
   * Writes records; they are durable after {@link #force}.
   *
   * @param snapshot everything that is open, without these records; used when the segment is full
   * @return the number of the last
   */
  long append(List<JournalRecord> records, Supplier<List<JournalRecord>> snapshot)
      throws IOException {
    check();
    byte[] frames = frames(segment, appended, records);
    if (frames.length > bytes - position) {
      roll(snapshot.get());
      frames = frames(segment, appended, records);
      if (frames.length > bytes - position) {
        throw new IOException("records of " + frames.length + " bytes don't fit");
      }
    }
    try {
      file.write(position, frames);
    } catch (IOException e) {
      roll(snapshot.get());
      frames = frames(segment, appended, records);
      try {
        file.write(position, frames);
      } catch (IOException again) {
        failed = true;
        again.addSuppressed(e);
        throw again;
      }
    }
    position += frames.length;
    long last = appended;
    appended = last + records.size();
    return last + records.size();
  }

  private byte[] frames(long number, long last, List<JournalRecord> records) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < records.size(); i++) {
      all.writeBytes(
          Framing.frame(number, last + 1 + i, durable, RecordCodec.encode(records.get(i))));
    }
    return all.toByteArray();
  }

  /**
   * Returns when the record of that number is on the disk. Whoever comes while another waits for
   * the disk is served by the next time, together with all that came meanwhile.
   *
   * @return false when the disk failed; {@link #roll} may help
   */
  boolean force(long number) throws IOException {
    if (durable >= number) {
      return true;
    }
    forcing.lock();
    try {
      if (durable >= number) {
        return true;
      }
      check();
      long upTo = appended;
      long begun = System.nanoTime();
      file.force();
      times.add(System.nanoTime() - begun, upTo - durable);
      durable = upTo;
      return true;
    } catch (IOException e) {
      if (failed) {
        throw e;
      }
      return false;
    } finally {
      forcing.unlock();
    }
  }

  /**
   * Begins the next segment with everything that is open; all of it is durable then. When that
   * fails the log can't be written any more.
   */
  void roll(List<JournalRecord> snapshot) throws IOException {
    check();
    forcing.lock();
    try {
      if (!previous.equals(SPARE)) {
        disk.rename(previous, SPARE);
        previous = SPARE;
      }
      var spare = disk.open(SPARE);
      var full = file;
      String fullName = name(segment);
      try {
        writeSegment(spare, snapshot);
      } catch (IOException e) {
        spare.close();
        throw e;
      }
      file = spare;
      previous = fullName;
      full.close();
    } catch (IOException e) {
      failed = true;
      throw e;
    } finally {
      forcing.unlock();
    }
  }

  /** A segment gets its name when its snapshot is whole and on the disk. */
  private void writeSegment(DiskFile to, List<JournalRecord> snapshot) throws IOException {
    long next = segment + 1;
    long first = appended + 1;
    var all = new ByteArrayOutputStream();
    all.writeBytes(new SegmentHeader(SegmentHeader.FORMAT, next, journal).encode());
    all.writeBytes(frames(next, appended, snapshot));
    all.writeBytes(
        frames(next, appended + snapshot.size(), List.of(new JournalRecord.SnapshotEnd(first))));
    if (all.size() > bytes) {
      throw new IOException("what is open takes " + all.size() + " bytes and doesn't fit");
    }
    to.write(0, all.toByteArray());
    to.force();
    disk.rename(SPARE, name(next));
    segment = next;
    position = all.size();
    appended = first + snapshot.size();
    durable = appended;
  }

  private void check() throws IOException {
    if (failed) {
      throw new IOException("the journal's disk has failed; what is open is safe until a restart");
    }
  }

  /** The last record that is on the disk. */
  boolean isDurable(long number) {
    return durable >= number;
  }

  /** The last record. */
  long appended() {
    return appended;
  }

  /** Whether it can't be written any more. */
  boolean hasFailed() {
    return failed;
  }

  /** Number of the current segment. */
  long segment() {
    return segment;
  }

  /** The journal's name. */
  long journal() {
    return journal;
  }

  /** Bytes of the files. */
  long fileBytes() {
    return 2L * bytes;
  }

  ForceTimes times() {
    return times;
  }

  @Override
  public void close() throws IOException {
    forcing.lock();
    try {
      failed = true;
      file.close();
    } finally {
      forcing.unlock();
    }
  }
}
