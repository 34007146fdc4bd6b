package org.ringspan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest {
  private static final int COMMITS = 4000;
  private static final int TIDIED_EVERY = 100;

  @TempDir private Path folder;

  @Test
  @DisplayName("The file of a database that is tidied up stays a fraction of one that isn't")
  void bounded() throws Exception {
    long untidy = filled("untidy", false);
    long tidy = filled("tidy", true);
    assertThat(tidy).isPositive().isLessThan(untidy / 3);
  }

  private long filled(String name, boolean tidied) throws SQLException, IOException {
    String url = "jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0";
    try (Connection connection = DriverManager.getConnection(url)) {
      fill(connection, tidied);
      long size = Files.size(folder.resolve(name + ".mv.db"));
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select count(*), sum(i) from record")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(COMMITS);
        assertThat(rows.getLong(2)).isEqualTo((long) COMMITS * (COMMITS - 1) / 2);
      }
      return size;
    }
  }

  private static void fill(Connection connection, boolean tidied) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table record (i int primary key, text varchar(2000))");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into record values (?, ?)")) {
      for (int i = 0; i < COMMITS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "x".repeat(1000));
        insert.executeUpdate();
        if (tidied && i % TIDIED_EVERY == 0) {
          H2File.of(connection).orElseThrow().tidy(Duration.ZERO);
        }
      }
    }
  }

  @Test
  @DisplayName("A database in memory has no file")
  void inMemory() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:nowhere")) {
      assertThat(H2File.of(connection)).isEmpty();
    }
  }
}
