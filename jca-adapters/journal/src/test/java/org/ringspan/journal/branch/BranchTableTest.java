package org.ringspan.journal.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.frame.Framing;
import org.ringspan.journal.frame.RecordCodec;

@DisplayName("The table of branches")
class BranchTableTest {

  @Test
  @DisplayName("made of its snapshot is the same table, whatever happened, and decides the same")
  void snapshot() {
    for (int seed = 0; seed < 60; seed++) {
      var records = new RandomRecords(new Random(seed));
      var table = new BranchTable();
      for (int i = 0; i < 300; i++) {
        table.apply(records.next());
        if (i % 10 == 0) {
          var copy = new BranchTable();
          var snapshot = table.snapshot();
          snapshot.forEach(record -> assertThat(copy.apply(record)).as("%s", record).isTrue());
          assertThat(copy.snapshot()).isEqualTo(snapshot);
          assertThat(copy.liveBytes()).isEqualTo(table.liveBytes());
          for (var branch : table.branches()) {
            var same = Objects.requireNonNull(copy.find(branch.id()));
            assertThat(same.phase()).isEqualTo(branch.phase());
            assertThat(same.states()).isEqualTo(branch.states());
            if (branch.isDecided()) {
              assertThat(copy.next(same)).isEqualTo(table.next(branch));
            }
          }
        }
      }
    }
  }

  @Test
  @DisplayName("knows how many bytes its snapshot takes at most")
  void sizes() {
    for (int seed = 0; seed < 60; seed++) {
      var records = new RandomRecords(new Random(seed));
      var table = new BranchTable();
      for (int i = 0; i < 300; i++) {
        table.apply(records.next());
        long bytes =
            table.snapshot().stream()
                .filter(r -> !(r instanceof JournalRecord.SnapshotBegin))
                .mapToLong(r -> Framing.framed(RecordCodec.encode(r).length))
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(table.liveBytes());
      }
    }
  }

  @Test
  @DisplayName(
      "never lets a branch overtake another on the same object, nor two wait for each other")
  void lanes() {
    for (int seed = 0; seed < 60; seed++) {
      var records = new RandomRecords(new Random(seed));
      var table = new BranchTable();
      for (int i = 0; i < 300; i++) {
        table.apply(records.next());
        boolean anyPending = false;
        boolean anyGoes = false;
        for (var branch : table.branches()) {
          if (!branch.isDecided() || branch.isThrough()) {
            continue;
          }
          anyPending = true;
          switch (table.next(branch)) {
            case Step.CarryOut(var ordinal) -> {
              anyGoes = true;
              var object = branch.intents().get(ordinal).object();
              assertThat(table.firstOn(object)).isEqualTo(branch.id());
            }
            case Step.Wait(var before) -> {
              var earlier = Objects.requireNonNull(table.find(before));
              assertThat(earlier.order()).isLessThan(branch.order());
              assertThat(earlier.isThrough()).isFalse();
            }
            case Step.Through() -> throw new AssertionError("it isn't through");
          }
        }
        assertThat(anyGoes).isEqualTo(anyPending);
      }
    }
  }

  @Test
  @DisplayName("cuts words from outside to one line of so many bytes")
  void words() {
    assertThat(Words.bounded("a\r\nb\u0000c", 500)).isEqualTo("a  b c");
    assertThat(Words.bounded("é".repeat(300), 500)).isEqualTo("é".repeat(250));
    assertThat(Words.bounded("a" + "é".repeat(300), 500)).isEqualTo("a" + "é".repeat(249));
    assertThat(Words.bounded("\ud800x", 500)).isEqualTo("?x");
    assertThat(Words.bounded("😀".repeat(200), 10)).isEqualTo("😀😀");
  }
}
