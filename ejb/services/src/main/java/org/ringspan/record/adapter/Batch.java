package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Many rows of one statement: values are set one after the other, rows are sent together. The
 * statement is prepared with the first value.
 */
final class Batch implements AutoCloseable {
  private final Connection database;
  private final String sql;
  private @Nullable PreparedStatement statement;
  private int column;
  private int rows;

  Batch(Connection database, String sql) {
    this.database = database;
    this.sql = sql;
  }

  private PreparedStatement next() throws SQLException {
    PreparedStatement prepared = statement;
    if (prepared == null) {
      prepared = database.prepareStatement(sql);
      statement = prepared;
    }
    column++;
    return prepared;
  }

  Batch text(String text) throws SQLException {
    next().setString(column, text);
    return this;
  }

  Batch text(Optional<String> text) throws SQLException {
    return text.isPresent() ? text(text.get()) : nothing(1);
  }

  Batch number(long number) throws SQLException {
    next().setLong(column, number);
    return this;
  }

  Batch number(OptionalLong number) throws SQLException {
    return number.isPresent() ? number(number.getAsLong()) : nothing(1);
  }

  Batch number(OptionalInt number) throws SQLException {
    return number.isPresent() ? number(number.getAsInt()) : nothing(1);
  }

  Batch truth(boolean truth) throws SQLException {
    next().setBoolean(column, truth);
    return this;
  }

  Batch time(Instant time) throws SQLException {
    next().setObject(column, time.atOffset(ZoneOffset.UTC));
    return this;
  }

  Batch time(Optional<Instant> time) throws SQLException {
    return time.isPresent() ? time(time.get()) : nothing(1);
  }

  Batch octets(Octets octets) throws SQLException {
    next().setBytes(column, octets.value());
    return this;
  }

  Batch nothing(int columns) throws SQLException {
    for (int i = 0; i < columns; i++) {
      next().setNull(column, Types.NULL);
    }
    return this;
  }

  /** The row is whole. */
  void add() throws SQLException {
    PreparedStatement prepared = statement;
    if (prepared != null) {
      prepared.addBatch();
      rows++;
      column = 0;
    }
  }

  /** Sends the rows. */
  void execute() throws SQLException {
    PreparedStatement prepared = statement;
    if (prepared != null && rows > 0) {
      prepared.executeBatch();
      rows = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    PreparedStatement prepared = statement;
    if (prepared != null) {
      prepared.close();
    }
  }
}
