package org.ringspan.backup.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.zip.ZipFile;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.backup.boundary.DatabaseBackup.BackupFailed;
import org.ringspan.server.TestDatabase;

class H2BackupTest {
  @TempDir private Path folder;

  private JdbcDataSource open() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + folder.resolve("ringspan") + ";DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (i int)");
    }
    return database;
  }

  private static void close(JdbcDataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }

  @Test
  @DisplayName("An open database is copied, for its owner's eyes only")
  void copy() throws Exception {
    JdbcDataSource database = open();
    try {
      Path file = folder.resolve("it's a copy.zip");
      assertThat(H2Backup.write(database, file)).isEqualTo(Files.size(file)).isPositive();
      try (ZipFile zip = new ZipFile(file.toFile())) {
        assertThat(zip.stream().map(Object::toString)).containsExactly("ringspan.mv.db");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    } finally {
      close(database);
    }
  }

  @Test
  @DisplayName("Files that are there, and paths that can't be meant, are refused")
  void refused() throws Exception {
    JdbcDataSource database = open();
    try {
      Path there = Files.writeString(folder.resolve("there.zip"), "kept");
      for (Path file :
          new Path[] {
            there,
            folder.resolve("x.db"),
            Path.of("x.zip"),
            folder.resolve("no/x.zip"),
            folder.resolve("a/../x.zip")
          }) {
        assertThatIllegalArgumentException().isThrownBy(() -> H2Backup.write(database, file));
      }
      assertThat(there).hasContent("kept");
    } finally {
      close(database);
    }
  }

  @Test
  @DisplayName("PostgreSQL has tools of its own")
  void postgresql() throws Exception {
    Path file = folder.resolve("x.zip");
    try (TestDatabase database = TestDatabase.Product.POSTGRESQL.open()) {
      assertThatThrownBy(() -> H2Backup.write(database.source(), file))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("tools of your database");
    }
    assertThat(file).doesNotExist();
  }
}
