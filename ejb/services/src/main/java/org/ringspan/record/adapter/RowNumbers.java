package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Numbers for new rows: one question to the database's sequence for five hundred. They rise with
 * the arrival of the records, so that new rows touch one page of the primary key's index. Numbers
 * of a transaction that rolls back are left out.
 */
final class RowNumbers {
  private static final int AT_ONCE = 500;

  private long next;
  private long end;

  synchronized long next(Connection database) throws SQLException {
    if (next == end) {
      try (PreparedStatement select =
              database.prepareStatement("select nextval('call_record_number')");
          ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the sequence call_record_number gives no number");
        }
        next = row.getLong(1);
        end = next + AT_ONCE;
      }
    }
    return next++;
  }
}
