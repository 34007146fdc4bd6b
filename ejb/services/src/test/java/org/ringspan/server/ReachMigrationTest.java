package org.ringspan.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was configured before reach could be configured works on as it did. */
class ReachMigrationTest {
  @Test
  @DisplayName("Lines with a mailbox forward to it; every user has a profile of all lines")
  void older() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    DatabaseSchema.migrations(database).target("12").load().migrate();
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("insert into organisation values (1, 'ringspan.test')");
      sql.execute(
          "insert into app_user (id, organisation_id, login, name, role, mobility)"
              + " values (2, 1, 'alice', 'Alice', 'USER', true)");
      sql.execute(
          "insert into phone_line (id, organisation_id, user_id, number, voicemail,"
              + " forward_no_answer_ms) values (3, 1, 2, '51234', true, 20000),"
              + " (4, 1, 2, '51235', false, 20000)");

      DatabaseSchema.migrate(database);

      try (ResultSet lines =
          sql.executeQuery(
              "select forward_all, forward_busy_internal, forward_busy_external,"
                  + " forward_no_answer_internal, forward_no_answer_external,"
                  + " forward_not_registered, busy_trigger from phone_line order by id")) {
        assertThat(lines.next()).isTrue();
        assertThat(lines.getString(1)).isNull();
        for (int column = 2; column <= 5; column++) {
          assertThat(lines.getString(column)).isEqualTo("VOICEMAIL");
        }
        assertThat(lines.getString(6)).isNull();
        assertThat(lines.getInt(7)).isEqualTo(8);
        assertThat(lines.next()).isTrue();
        for (int column = 1; column <= 6; column++) {
          assertThat(lines.getString(column)).isNull();
        }
      }
      try (ResultSet profiles = sql.executeQuery("select user_id, all_lines from reach_profile")) {
        assertThat(profiles.next()).isTrue();
        assertThat(profiles.getLong(1)).isEqualTo(2);
        assertThat(profiles.getBoolean(2)).isTrue();
        assertThat(profiles.next()).isFalse();
      }
    }
  }
}
