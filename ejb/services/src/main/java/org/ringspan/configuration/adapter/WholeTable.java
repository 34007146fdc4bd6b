package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads all rows of a table as values. The tables of people are read as a whole and there are many
 * rows in them: as entities, each entered in the persistence context, they take several times as
 * long. Changes that the persistence context has not flushed are not seen.
 */
final class WholeTable {
  /** How many rows a database that sends its answer in parts sends at a time. */
  private static final int ROWS_AT_A_TIME = 5000;

  private WholeTable() {}

  /** What is done with a row. */
  interface EachRow {
    /**
     * @param row its columns are counted from 1, in the order of the question
     */
    void take(ResultSet row) throws SQLException;
  }

  static void read(EntityManager tables, String select, EachRow each) {
    tables
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (PreparedStatement question = connection.prepareStatement(select)) {
                question.setFetchSize(ROWS_AT_A_TIME);
                try (ResultSet rows = question.executeQuery()) {
                  while (rows.next()) {
                    each.take(rows);
                  }
                }
              }
            });
  }

  /** A number that may be missing. */
  static @Nullable Long optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
