package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Deletes records that were kept long enough, some at a time. */
final class ExpiredRecords {
  // A half of a record whose other half was lost is as old as what there is of it.
  private static final String DELETE =
      "delete from call_record where id in (select id from call_record"
          + " where started_at < ? or (started_at is null and ended_at < ?)"
          + " fetch first %d rows only)";

  private ExpiredRecords() {}

  /**
   * Deletes at most {@code most} records with all that belongs to them.
   *
   * @return how many there were
   */
  static int delete(Connection database, Instant before, int most) throws SQLException {
    try (PreparedStatement delete = database.prepareStatement(DELETE.formatted(most))) {
      OffsetDateTime limit = before.atOffset(ZoneOffset.UTC);
      delete.setObject(1, limit);
      delete.setObject(2, limit);
      return delete.executeUpdate();
    }
  }
}
