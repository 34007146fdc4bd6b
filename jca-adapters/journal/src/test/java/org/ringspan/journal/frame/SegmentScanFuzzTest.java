package org.ringspan.journal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.journal.branch.BranchTable;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.RandomRecords;

/**
 * Files with anything at all in them. An ordinary build reads the seeds; a fuzzing run is started
 * by
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn test -pl jca-adapters/journal -Dtest=SegmentScanFuzzTest
 * }</pre>
 */
@Tag("fuzz")
class SegmentScanFuzzTest {

  private static final long SEGMENT = 1;

  /** Whole segments, and such that are spoilt in one to twenty places. */
  static Stream<byte[]> seeds() {
    return IntStream.range(0, 100)
        .mapToObj(
            seed -> {
              var random = new Random(seed);
              byte[] file = segment(random);
              if (seed >= 10) {
                spoil(file, random);
              }
              return file;
            });
  }

  private static byte[] segment(Random random) {
    var records = new RandomRecords(random);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new SegmentHeader(SegmentHeader.FORMAT, SEGMENT, 7).encode());
    int count = random.nextInt(20);
    for (int i = 1; i <= count; i++) {
      JournalRecord record = i == 1 ? new JournalRecord.SnapshotBegin(1) : records.next();
      record = i == 3 ? new JournalRecord.SnapshotEnd(1) : record;
      bytes.writeBytes(Framing.frame(SEGMENT, i, Math.max(0, i - 1), RecordCodec.encode(record)));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() + random.nextInt(3) * 100);
  }

  private static void spoil(byte[] file, Random random) {
    for (int places = 1 + random.nextInt(20); places > 0; places--) {
      int at = random.nextInt(file.length);
      int end = Math.min(file.length, at + random.nextInt(40));
      switch (random.nextInt(3)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> Arrays.fill(file, at, end, (byte) random.nextInt(256));
        default -> System.arraycopy(file, 0, file, at, end - at);
      }
    }
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void readsAnything(byte[] file) {
    byte[] before = file.clone();
    var scan = SegmentScan.of(SEGMENT, file);
    assertThat(file).isEqualTo(before);
    assertThat(SegmentScan.of(SEGMENT, file)).isEqualTo(scan);
    long last = 0;
    var table = new BranchTable();
    for (var frame : scan.frames()) {
      assertThat(frame.number()).isGreaterThan(last);
      last = frame.number();
      table.apply(frame.record());
    }
    int snapshot = scan.lastSnapshot();
    assertThat(snapshot).isBetween(-1, scan.frames().size() - 1);
    // What was read can be written again, and is read as the same.
    var copy = new BranchTable();
    table.snapshot().forEach(copy::apply);
    assertThat(copy.snapshot()).isEqualTo(table.snapshot());
  }
}
