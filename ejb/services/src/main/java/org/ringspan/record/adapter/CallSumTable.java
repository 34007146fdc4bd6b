package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.CallStatistics.Sum;
import org.ringspan.record.LegCourse;

/** The sums of calls, to be read and, when their records go, deleted. */
final class CallSumTable {
  /** In place of a place: nobody answered. */
  static final String NOWHERE = "NONE";

  // PostgreSQL takes two parameters for two values, so that what is grouped by needs a name.
  private static final String BETWEEN =
      "select bucket, outcome, place, sum(calls) from (select"
          + " (slot - cast(? as bigint)) / cast(? as bigint) as bucket, outcome, place, calls"
          + " from call_sum where slot >= ? and slot < ?) slots group by bucket, outcome, place";

  // A leg that answered too soon has the time of its answer too, and may have the same number.
  private static final String PLACE =
      "select l.kind from call_record r join call_record_leg l on l.call_record_id = r.id"
          + " where r.id = ? and l.target = r.answered_by"
          + " order by coalesce(l.answered_ms, -1) desc fetch first 1 row only";

  private CallSumTable() {}

  static CallStatistics between(Connection database, Question question) throws SQLException {
    long from = question.from().getEpochSecond();
    List<Sum> sums = new ArrayList<>();
    try (PreparedStatement select = database.prepareStatement(BETWEEN)) {
      select.setLong(1, from);
      select.setLong(2, question.bucket().toSeconds());
      select.setLong(3, from);
      select.setLong(4, question.until().getEpochSecond());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sums.add(
              new Sum(
                  row.getInt(1),
                  CallOutcome.valueOf(row.getString(2)),
                  place(row.getString(3)),
                  row.getLong(4)));
        }
      }
    }
    return CallStatistics.of(question, sums);
  }

  private static Optional<LegCourse.Kind> place(String name) {
    return name.equals(NOWHERE) ? Optional.empty() : Optional.of(LegCourse.Kind.valueOf(name));
  }

  /** What answered a call whose end is in the table. */
  static String place(Connection database, long call) throws SQLException {
    try (PreparedStatement select = database.prepareStatement(PLACE)) {
      select.setLong(1, call);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : NOWHERE;
      }
    }
  }

  /** Deletes the slots that were over at this moment. */
  static void delete(Connection database, Instant before) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from call_sum where slot <= ?")) {
      delete.setLong(1, before.minus(CallStatistics.SLOT).getEpochSecond());
      delete.executeUpdate();
    }
  }
}
