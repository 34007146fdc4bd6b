package org.ringspan.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.JournalDamage;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalException.Reason;
import org.ringspan.journal.RemoteSide;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.WishCodec;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.engine.DurableIntentJournal;
import org.ringspan.journal.frame.SegmentHeader;
import org.ringspan.journal.frame.SegmentScan;

@DisplayName("A journal file")
class DamageTest {

  private static final int COUNT = 8;

  private final Stage stage = new Stage();
  private List<BranchXid> all = List.of();

  /** The first three are in the snapshot of the second segment, the others behind it. */
  @BeforeEach
  void fill() throws XAException {
    for (int i = 0; i < 3; i++) {
      stage.prepared("t" + i, new Wish("o" + i, "1"));
    }
    stage.killAndRestart();
    for (int i = 3; i < COUNT; i++) {
      stage.prepared("t" + i, new Wish("o" + i, "1"));
    }
    all = stage.listed();
    assertThat(all).hasSize(COUNT);
  }

  private String current() {
    return stage.disk.names().getLast();
  }

  private String previous() {
    return stage.disk.names().getFirst();
  }

  /** Bytes that are in use. */
  private static int end(byte[] file) {
    int end = file.length;
    while (file[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private List<JournalDamage> damages() {
    return stage.journal().administration().damages();
  }

  @Test
  @DisplayName(
      "whose last record is cut off anywhere loses that one and nothing else, without alarm")
  void tornTail() throws XAException {
    var whole = stage.disk;
    int end = end(whole.bytes(current()));
    var scan = SegmentScan.of(2, whole.bytes(current()));
    assertThat(scan.frames()).hasSize(3 + 2 + COUNT - 3);
    int cut = 0;
    for (int at = end - 1; at > end - 40; at--) {
      var torn = whole.afterKill();
      Arrays.fill(torn.bytes(whole.names().getLast()), at, end, (byte) 0);
      stage.restart(torn);
      assertThat(stage.listed()).isEqualTo(all.subList(0, COUNT - 1));
      assertThat(damages()).isEmpty();
      cut++;
    }
    assertThat(cut).isEqualTo(39);
    // What is written afterwards isn't mixed with the remains.
    stage.prepared("new", new Wish("n", "1"));
    stage.killAndRestart();
    assertThat(stage.listed()).hasSize(COUNT);
  }

  @Test
  @DisplayName(
      "with any one byte changed gives back all but one transaction, and says what is damaged")
  void anyByte() throws XAException {
    var whole = stage.disk;
    var name = current();
    int end = end(whole.bytes(name));
    int reported = 0;
    for (int at = 0; at < end; at++) {
      var spoilt = whole.afterKill();
      spoilt.bytes(name)[at] ^= (byte) (1 << (at % 8));
      stage.restart(spoilt);
      var listed = stage.listed();
      assertThat(all).containsAll(listed);
      assertThat(listed.size()).as("byte %d", at).isGreaterThanOrEqualTo(COUNT - 1);
      boolean lastIsLost = listed.equals(all.subList(0, COUNT - 1));
      if (listed.size() < COUNT && !lastIsLost) {
        assertThat(damages()).as("byte %d", at).hasSize(1);
        reported++;
      }
      // What was in the snapshot is still in the segment before.
      assertThat(listed).containsAll(all.subList(0, 3));
    }
    assertThat(reported).isGreaterThan(200);
  }

  @Test
  @DisplayName("that is damaged in the middle is kept aside, and the journal goes on")
  void keptAside() throws XAException {
    var name = current();
    byte[] file = stage.disk.bytes(name);
    int middle = file.length / 2;
    assertThat(end(file)).isLessThan(middle);
    Arrays.fill(file, end(file) - 300, end(file) - 200, (byte) 0x55);
    byte[] damaged = file.clone();
    stage.killAndRestart();
    assertThat(damages()).hasSize(1);
    var damage = damages().getFirst();
    assertThat(damage.description()).contains("segment 2").contains("is lost and maybe others");
    assertThat(stage.disk.bytes(damage.keptAt().getFileName().toString())).isEqualTo(damaged);
    assertThat(stage.listed()).hasSizeBetween(COUNT - 3, COUNT - 1).containsAll(all.subList(0, 3));
    for (var xid : stage.listed()) {
      stage.xa().commit(xid, false);
    }
    // It is named until somebody deletes the file.
    stage.killAndRestart();
    assertThat(damages()).hasSize(1);
    assertThat(damages().getFirst().description()).contains("earlier start");
    stage.disk.delete(damage.keptAt().getFileName().toString());
    stage.killAndRestart();
    assertThat(damages()).isEmpty();
    assertThat(stage.listed()).isEmpty();
  }

  @Test
  @DisplayName("that is lost altogether is replaced by the one before")
  void wholeSegment() throws XAException {
    Arrays.fill(stage.disk.bytes(current()), (byte) 0);
    stage.killAndRestart();
    assertThat(stage.listed()).isEqualTo(all.subList(0, 3));
    assertThat(damages()).hasSize(1);
    assertThat(damages().getFirst().description())
        .contains("header can't be read")
        .contains("snapshot isn't whole");
  }

  @Test
  @DisplayName("that is old and damaged doesn't matter")
  void oldSegment() throws XAException {
    Arrays.fill(stage.disk.bytes(previous()), (byte) 0x55);
    stage.killAndRestart();
    assertThat(stage.listed()).isEqualTo(all);
    assertThat(damages()).isEmpty();
  }

  @Test
  @DisplayName("and the other, both lost, are reported; the journal begins anew with another name")
  void everything() throws XAException {
    Arrays.fill(stage.disk.bytes(previous()), (byte) 0x55);
    Arrays.fill(stage.disk.bytes(current()), (byte) 0x55);
    stage.killAndRestart();
    assertThat(damages()).hasSize(2);
    assertThat(stage.listed()).isEmpty();
    stage.prepared("new", new Wish("n", "1"));
    stage.killAndRestart();
    assertThat(stage.listed()).hasSize(1);
    assertThat(stage.disk.names()).hasSize(4);
  }

  @Test
  @DisplayName("that is damaged isn't touched while there is no room to keep it")
  void noRoomToKeep() throws XAException {
    var disk = stage.disk.afterKill();
    Arrays.fill(disk.bytes(current()), 64, 100, (byte) 0x55);
    byte[] before = disk.bytes(current()).clone();
    disk.room(100);
    assertThatThrownBy(() -> open(disk))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL));
    assertThat(disk.bytes(current())).isEqualTo(before);
    disk.room(1 << 20);
    stage.restart(disk);
    assertThat(stage.listed()).isEqualTo(all);
  }

  @Test
  @DisplayName("of a newer form is refused by its number")
  void newerForm() {
    byte[] header = new SegmentHeader(2, 2, 5).encode();
    System.arraycopy(header, 0, stage.disk.bytes(current()), 0, header.length);
    var disk = stage.disk.afterKill();
    assertThatThrownBy(() -> open(disk))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("has form 2, this release reads form 1");
  }

  @Test
  @DisplayName("gets another length when the setting changes, if what is open fits")
  void otherLength() throws Exception {
    stage.restart(stage.disk.afterKill());
    var larger = Stage.SETTINGS.withSizes(1 << 17, 4096);
    var disk = stage.disk.afterKill();
    DurableIntentJournal.open(larger, new WishCodec(), stage.remote, stage.clock, disk).close();
    assertThat(disk.names()).hasSize(2);
    assertThat(disk.names()).allSatisfy(n -> assertThat(disk.bytes(n)).hasSize(1 << 17));
    stage.restart(disk);
    assertThat(stage.listed()).isEqualTo(all);
    assertThat(stage.disk.names()).allSatisfy(n -> assertThat(disk.bytes(n)).hasSize(1 << 16));
  }

  private DurableIntentJournal<Wish> open(SimulatedDisk disk) throws JournalException {
    return DurableIntentJournal.open(
        Stage.SETTINGS, new WishCodec(), new RemoteSide(), stage.clock, disk);
  }
}
