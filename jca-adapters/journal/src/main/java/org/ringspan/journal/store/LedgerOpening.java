package org.ringspan.journal.store;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.ringspan.journal.JournalDamage;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalException.Reason;
import org.ringspan.journal.frame.SegmentHeader;
import org.ringspan.journal.frame.SegmentScan;

/**
 * Opens a journal: reads its segments, keeps damaged ones aside, and begins a new segment with all
 * that is open.
 *
 * @param ledger the journal
 * @param damages what was found now, and files that were kept before
 */
public record LedgerOpening(Ledger ledger, List<JournalDamage> damages) {

  private static final System.Logger LOG = System.getLogger("org.ringspan.journal");
  private static final Pattern SEGMENT = Pattern.compile("segment-([0-9a-f]{16})\\.journal");
  private static final Pattern DAMAGED = Pattern.compile("damaged-.*\\.journal");
  private static final String NEW = "new.journal";

  /** A copy of the list is kept. */
  public LedgerOpening {
    damages = List.copyOf(damages);
  }

  /**
   * Opens.
   *
   * @param segmentBytes length of each file
   * @throws JournalException DISK_FULL, or UNUSABLE for other faults and for a journal of a newer
   *     form
   */
  public static LedgerOpening open(Disk disk, int segmentBytes, Clock clock)
      throws JournalException {
    try {
      var files = new TreeMap<Long, byte[]>();
      var damages = new ArrayList<JournalDamage>();
      for (var name : disk.names()) {
        var segment = SEGMENT.matcher(name);
        if (segment.matches()) {
          try (var file = disk.open(name)) {
            files.put(Long.parseLong(segment.group(1), 16), file.read());
          }
        } else if (DAMAGED.matcher(name).matches()) {
          damages.add(
              new JournalDamage(
                  clock.instant(),
                  disk.path(name),
                  "kept at an earlier start; delete it when it has been looked at"));
        }
      }
      var scans =
          files.entrySet().stream().map(f -> SegmentScan.of(f.getKey(), f.getValue())).toList();
      refuseNewer(scans);
      var recovered = Recovered.of(scans);
      for (var file : files.entrySet()) {
        var damage = recovered.damages().get(file.getKey());
        if (damage != null) {
          damages.add(keep(disk, file.getKey(), file.getValue(), damage, clock));
        }
      }
      return new LedgerOpening(begin(disk, segmentBytes, files, scans, recovered), damages);
    } catch (IOException e) {
      throw new JournalException(
          Reason.UNUSABLE, "The journal in " + disk.path("") + " can't be opened", e);
    }
  }

  private static void refuseNewer(List<SegmentScan> scans) throws JournalException {
    for (var scan : scans) {
      var header = scan.header();
      if (header.isPresent() && header.get().format() != SegmentHeader.FORMAT) {
        throw new JournalException(
            Reason.UNUSABLE,
            "The journal has form %d, this release reads form %d: use the release that wrote it"
                .formatted(header.get().format(), SegmentHeader.FORMAT),
            null);
      }
    }
  }

  private static JournalDamage keep(Disk disk, long segment, byte[] bytes, String what, Clock clock)
      throws JournalException, IOException {
    var now = clock.instant();
    var name = "damaged-%016x-%d.journal".formatted(segment, now.toEpochMilli());
    try (var file = create(disk, name, bytes.length)) {
      file.write(0, bytes);
      file.force();
    }
    var description =
        "segment %d: %s. Intents of transactions may be lost; all that could be read goes on"
            .formatted(segment, what);
    LOG.log(
        System.Logger.Level.ERROR, "Damage in the journal, kept as {0}: {1}", name, description);
    return new JournalDamage(now, disk.path(name), description);
  }

  private static Ledger begin(
      Disk disk,
      int segmentBytes,
      SequencedMap<Long, byte[]> files,
      List<SegmentScan> scans,
      Recovered recovered)
      throws JournalException, IOException {
    long last = files.isEmpty() ? 0 : files.lastEntry().getKey();
    long journal =
        scans.reversed().stream()
            .flatMap(s -> s.header().stream())
            .map(SegmentHeader::journal)
            .findFirst()
            .orElseGet(() -> ThreadLocalRandom.current().nextLong());
    if (recovered.table().liveBytes() > segmentBytes / 2) {
      throw new JournalException(
          Reason.UNUSABLE,
          "What is open in the journal needs segments of %d bytes at least"
              .formatted(2 * recovered.table().liveBytes()),
          null);
    }
    makeSpare(disk, segmentBytes, files, recovered);
    // The segment that the state came from stays until the next roll, if it has the right length.
    var log =
        SegmentLog.begin(
            disk,
            segmentBytes,
            journal,
            last,
            recovered.lastNumber(),
            recovered.table().snapshot(),
            SegmentLog.name(recovered.base()));
    try {
      boolean baseFits = files.getOrDefault(recovered.base(), new byte[0]).length == segmentBytes;
      for (long segment : files.keySet()) {
        if (segment != recovered.base() || !baseFits) {
          disk.delete(SegmentLog.name(segment));
        }
      }
      if (!baseFits) {
        createSpare(disk, segmentBytes);
        log.useSpare();
      }
    } catch (IOException | JournalException e) {
      log.close();
      throw e;
    }
    return new Ledger(recovered.table(), log, disk, segmentBytes);
  }

  /** A file to begin in: the spare one, or a segment that nothing was read of, or a new one. */
  private static void makeSpare(
      Disk disk, int segmentBytes, SequencedMap<Long, byte[]> files, Recovered recovered)
      throws JournalException, IOException {
    disk.delete(NEW);
    if (disk.names().contains(SegmentLog.SPARE)) {
      try (var spare = disk.open(SegmentLog.SPARE)) {
        if (spare.length() == segmentBytes) {
          return;
        }
      }
      disk.delete(SegmentLog.SPARE);
    }
    if (recovered.base() > 0) {
      for (var file : files.entrySet()) {
        if (file.getKey() != recovered.base()
            && !recovered.damages().containsKey(file.getKey())
            && file.getValue().length == segmentBytes) {
          disk.rename(SegmentLog.name(file.getKey()), SegmentLog.SPARE);
          return;
        }
      }
    }
    createSpare(disk, segmentBytes);
  }

  private static void createSpare(Disk disk, int segmentBytes)
      throws JournalException, IOException {
    create(disk, NEW, segmentBytes).close();
    disk.rename(NEW, SegmentLog.SPARE);
  }

  private static Disk.DiskFile create(Disk disk, String name, int bytes) throws JournalException {
    try {
      return disk.create(name, bytes);
    } catch (IOException e) {
      throw new JournalException(
          Reason.DISK_FULL,
          "No room for a file of %d bytes in %s: make room and start again; nothing is lost"
              .formatted(bytes, disk.path("")),
          e);
    }
  }
}
