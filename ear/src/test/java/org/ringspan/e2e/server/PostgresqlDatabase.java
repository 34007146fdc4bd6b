package org.ringspan.e2e.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** A real PostgreSQL as the administrator's guide wants it, with an empty database. */
public final class PostgresqlDatabase implements AutoCloseable {
  private static final String PASSWORD = "secret-of-the-database";

  private final EmbeddedPostgres server;

  /** Starts it. */
  public PostgresqlDatabase() {
    try {
      server =
          EmbeddedPostgres.builder().setServerConfig("max_prepared_transactions", "50").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role ringspan login password '" + PASSWORD + "'");
      statement.execute("create database ringspan owner ringspan");
    } catch (SQLException e) {
      throw new AssertionError("the database can't be made", e);
    }
  }

  /** Where it is. */
  public TestServer.Database database() {
    return new TestServer.Database(
        "jdbc:postgresql://localhost:" + server.getPort() + "/ringspan", PASSWORD);
  }

  /** How many transactions are prepared and wait for the word of their coordinator. */
  public int preparedTransactions() {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from pg_prepared_xacts")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError("the prepared transactions can't be counted", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
