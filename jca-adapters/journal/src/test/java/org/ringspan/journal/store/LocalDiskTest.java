package org.ringspan.journal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalException.Reason;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.RemoteSide;
import org.ringspan.journal.Stage;
import org.ringspan.journal.Wish;
import org.ringspan.journal.WishCodec;
import org.ringspan.journal.crash.Children;
import org.ringspan.journal.engine.DurableIntentJournal;

@DisplayName("A journal's directory")
class LocalDiskTest {

  @TempDir Path directory;

  private final RemoteSide remote = new RemoteSide();

  private DurableIntentJournal<Wish> open(Path where) throws JournalException {
    return DurableIntentJournal.open(
        JournalSettings.in(where).withSizes(1 << 16, 4096), new WishCodec(), remote);
  }

  @Test
  @DisplayName("is made for the server's user only, and holds two files of fixed length and a lock")
  void files() throws Exception {
    var where = directory.resolve("a/b");
    try (var journal = open(where)) {
      assertThat(journal.figures().fileBytes()).isEqualTo(2 << 16);
      try (var files = Files.list(where)) {
        assertThat(files.map(f -> f.getFileName().toString()))
            .containsExactlyInAnyOrder("lock", "segment-0000000000000001.journal", "spare.journal");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(where)))
          .isEqualTo("rwx------");
      var segment = where.resolve("segment-0000000000000001.journal");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(segment)))
          .isEqualTo("rw-------");
      assertThat(Files.size(segment)).isEqualTo(1 << 16);
    }
  }

  @Test
  @DisplayName("is refused to a second opening of the same process, until the first is closed")
  void sameProcess() throws Exception {
    var first = open(directory);
    assertThatThrownBy(() -> open(directory))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    first.close();
    open(directory).close();
  }

  @Test
  @DisplayName("stays closed to other processes when it was refused to this one")
  void stillLocked() throws Exception {
    var first = open(directory.resolve("journal"));
    assertThatThrownBy(() -> open(directory.resolve("x/../journal")))
        .isInstanceOf(JournalException.class);
    try (var child = Children.start(directory, "hold")) {
      child.awaitLine("refused: IN_USE");
    }
    first.close();
    try (var child = Children.start(directory, "hold")) {
      child.awaitLine("holding");
    }
  }

  @Test
  @DisplayName("is refused to another process, and free when that one was killed")
  void otherProcess() throws Exception {
    try (var child = Children.start(directory, "hold")) {
      child.awaitLine("holding");
      assertThatThrownBy(() -> open(directory.resolve("journal")))
          .isInstanceOfSatisfying(
              JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
          .hasMessageContaining("process " + child.pid());
      child.kill();
    }
    open(directory.resolve("journal")).close();
  }

  @Test
  @DisplayName("that can't be used is named")
  void unusable() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "x", UTF_8);
    assertThatThrownBy(() -> open(file.resolve("journal")))
        .isInstanceOfSatisfying(
            JournalException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNUSABLE))
        .hasMessageContaining(file.toString());
  }

  @Test
  @DisplayName("isn't harmed by interrupts, also when a segment is full")
  void interrupts() throws Exception {
    try (var journal = open(directory)) {
      var session = journal.session();
      var xa = session.xaResource();
      for (int i = 0; i < 300; i++) {
        var xid = Stage.xid("t" + i);
        xa.start(xid, XAResource.TMNOFLAGS);
        session.enqueue(new Wish("a" + i % 3, "v".repeat(100) + i));
        xa.end(xid, XAResource.TMSUCCESS);
        Thread.currentThread().interrupt();
        assertThat(xa.prepare(xid)).isEqualTo(XAResource.XA_OK);
        xa.commit(xid, false);
      }
      assertThat(Thread.interrupted()).isTrue();
      assertThat(journal.figures().forces()).isGreaterThan(200);
      assertThat(journal.figures().longestForce()).isGreaterThan(Duration.ZERO);
    }
    assertThat(remote.writes()).hasSize(300);
    try (var files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .contains("segment-0000000000000003.journal");
    }
  }
}
