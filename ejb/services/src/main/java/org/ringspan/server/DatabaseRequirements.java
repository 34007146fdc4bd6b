package org.ringspan.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What a database must be able to do before anything is stored in it. */
final class DatabaseRequirements {
  private DatabaseRequirements() {}

  /**
   * Refuses a PostgreSQL that can't prepare transactions, as it comes: records come by messaging,
   * so every one of them is a transaction over two resources, and none would ever be stored.
   *
   * @throws IllegalStateException with what is to be changed, or when the database can't be reached
   */
  static void check(DataSource database) {
    try (Connection connection = database.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        return;
      }
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("show max_prepared_transactions")) {
        if (!row.next() || row.getInt(1) == 0) {
          throw new IllegalStateException(
              "PostgreSQL can't prepare transactions: set max_prepared_transactions in"
                  + " postgresql.conf to at least ringspan.db.pool.size and restart it");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database can't be reached: " + e.getMessage(), e);
    }
  }
}
