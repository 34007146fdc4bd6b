package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that is stopped, and their way back. */
class BackupTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

  @TempDir Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Path instance;

  @BeforeEach
  void makeInstance() throws IOException {
    instance = folder.resolve("instance");
    Files.createDirectories(instance.resolve("data"));
    Files.writeString(instance.resolve("data/ringspan.mv.db"), "the database");
    Files.writeString(instance.resolve("data/ringspan.secret-key"), "the key");
    Files.writeString(instance.resolve("data/database-password.properties"), "the password");
  }

  private ServerSettings settings(Path of) {
    return ServerSettings.of(folder, folder, of).build();
  }

  private void backup(Path to, Path keysTo) throws IOException {
    new Backup(settings(instance), new PrintStream(printed))
        .write(to, Optional.of(keysTo), Optional.empty(), NOW);
  }

  private void restore(Path into, Path copy, Path keys) throws IOException {
    new Restore(settings(into), new PrintStream(printed)).from(Optional.of(copy), keys);
  }

  @Test
  @DisplayName("Database and keys come back from two files, all for their owner only")
  void thereAndBack() throws IOException {
    backup(folder.resolve("copies"), folder.resolve("keys"));
    var copy = folder.resolve("copies/ringspan-20260102-030405.zip");
    var keys = folder.resolve("keys/ringspan-20260102-030405.keys.zip");
    var elsewhere = folder.resolve("elsewhere");
    restore(elsewhere, copy, keys);

    assertThat(elsewhere.resolve("data/ringspan.mv.db")).hasContent("the database");
    assertThat(elsewhere.resolve("data/ringspan.secret-key")).hasContent("the key");
    assertThat(elsewhere.resolve("data/database-password.properties")).hasContent("the password");
    for (var file : new Path[] {copy, keys, elsewhere.resolve("data/ringspan.secret-key")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @DisplayName("A database that somebody uses isn't copied as a file")
  void locked() throws IOException {
    try (var channel =
        FileChannel.open(instance.resolve("data/ringspan.mv.db"), StandardOpenOption.WRITE)) {
      channel.lock();

      assertThatThrownBy(() -> backup(folder.resolve("copies"), folder.resolve("keys")))
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("locked by another process");
    }
  }

  @Test
  @DisplayName("The newest copies stay, other files too")
  void thinOut() throws IOException {
    var copies = Files.createDirectories(folder.resolve("copies"));
    for (var name :
        new String[] {"ringspan-20250101-000000.zip", "ringspan-20251231-000000.zip", "mine.zip"}) {
      Files.writeString(copies.resolve(name), "");
    }
    new Backup(settings(instance), new PrintStream(printed))
        .write(copies, Optional.empty(), Optional.of(2), NOW);

    try (var files = Files.list(copies)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "mine.zip", "ringspan-20251231-000000.zip", "ringspan-20260102-030405.zip");
    }
  }

  @Test
  @DisplayName("A database or key that is there is never overwritten")
  void neverOverwrites() throws IOException {
    backup(folder.resolve("copies"), folder.resolve("keys"));
    var copy = folder.resolve("copies/ringspan-20260102-030405.zip");
    var keys = folder.resolve("keys/ringspan-20260102-030405.keys.zip");

    assertThatThrownBy(() -> restore(instance, copy, keys))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("There is a database");
    Files.delete(instance.resolve("data/ringspan.mv.db"));
    assertThatThrownBy(() -> restore(instance, copy, keys))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("There is a key already");
    assertThat(instance.resolve("data/ringspan.mv.db")).doesNotExist();
  }

  @Test
  @DisplayName("A file with other things in it is refused and leaves nothing")
  void foreign() throws IOException {
    backup(folder.resolve("copies"), folder.resolve("keys"));
    var foreign = folder.resolve("foreign.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(foreign))) {
      for (var name : new String[] {"ringspan.mv.db", "../outside"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.closeEntry();
      }
    }
    var elsewhere = folder.resolve("elsewhere");

    assertThatThrownBy(
            () ->
                restore(
                    elsewhere, foreign, folder.resolve("keys/ringspan-20260102-030405.keys.zip")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("isn't what a backup has written");
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  @DisplayName("PostgreSQL: only the keys, and not without saying so")
  void postgresql() throws IOException {
    var settings =
        ServerSettings.of(folder, folder, instance)
            .property("ringspan.db.url", "jdbc:postgresql://db.example.test/ringspan")
            .build();
    var backup = new Backup(settings, new PrintStream(printed));

    assertThatThrownBy(() -> backup.write(folder, Optional.empty(), Optional.empty(), NOW))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("pg_dump");
    backup.write(folder, Optional.of(folder), Optional.empty(), NOW);
    assertThat(folder.resolve("ringspan-20260102-030405.keys.zip")).exists();
    assertThat(folder.resolve("ringspan-20260102-030405.zip")).doesNotExist();

    var elsewhere = folder.resolve("elsewhere");
    var restore =
        new Restore(
            ServerSettings.of(folder, folder, elsewhere)
                .property("ringspan.db.url", "jdbc:postgresql://db.example.test/ringspan")
                .build(),
            new PrintStream(printed));
    var keys = folder.resolve("ringspan-20260102-030405.keys.zip");
    assertThatThrownBy(() -> restore.from(Optional.of(keys), keys))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("pg_restore");
    restore.from(Optional.empty(), keys);
    assertThat(elsewhere.resolve("data/ringspan.secret-key")).hasContent("the key");
  }
}
