package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.Start;

/** What is known of a record: what lies in the table, and what is to be written. */
final class RecordRow {
  /** What {@link #stored} reads. */
  static final String COLUMNS = "id, call_id, started_at, status, outcome, caller, called";

  final long id;
  final boolean isNew;
  @Nullable Start start;
  @Nullable End end;

  private final Optional<Instant> startedBefore;
  private final Optional<String> callerBefore;
  private final Optional<String> calledBefore;
  private final Optional<String> outcomeBefore;
  private final boolean endedBefore;

  private RecordRow(
      long id,
      boolean isNew,
      Optional<Instant> startedBefore,
      Optional<String> callerBefore,
      Optional<String> calledBefore,
      Optional<String> outcomeBefore,
      boolean endedBefore) {
    this.id = id;
    this.isNew = isNew;
    this.startedBefore = startedBefore;
    this.callerBefore = callerBefore;
    this.calledBefore = calledBefore;
    this.outcomeBefore = outcomeBefore;
    this.endedBefore = endedBefore;
  }

  static RecordRow fresh(long id) {
    return new RecordRow(
        id, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  static RecordRow stored(ResultSet row) throws SQLException {
    return new RecordRow(
        row.getLong("id"),
        false,
        StoredCallTable.time(row, "started_at"),
        StoredCallTable.text(row, "caller"),
        StoredCallTable.text(row, "called"),
        StoredCallTable.text(row, "outcome"),
        // A record that was closed as interrupted has none: its real end knows better.
        row.getObject("status") != null);
  }

  /** The first half that comes is the one that counts. */
  void take(Start half) {
    if (startedBefore.isEmpty() && start == null) {
      start = half;
    }
  }

  void take(End half) {
    if (!endedBefore && end == null) {
      end = half;
    }
  }

  /** When the call came; none: that half hasn't arrived yet. */
  Optional<Instant> startedAt() {
    return Optional.ofNullable(start).map(Start::at).or(() -> startedBefore);
  }

  Optional<String> caller() {
    return start == null ? callerBefore : start.callerNumber();
  }

  Optional<String> called() {
    return Optional.ofNullable(start).map(Start::called).or(() -> calledBefore);
  }

  /** Adds what the halves to be written change in the sums. */
  void count(SumChanges sums, Connection database) throws SQLException {
    if (start == null && end == null) {
      return;
    }
    if (startedBefore.isPresent() && outcomeBefore.isPresent()) {
      sums.takeOut(startedBefore.get(), outcomeBefore.get(), CallSumTable.NOWHERE);
    }
    Optional<Instant> began = startedAt();
    if (began.isEmpty()) {
      return;
    }
    if (end != null) {
      sums.count(began.get(), end.outcome(), SumChanges.place(end));
    } else if (outcomeBefore.isPresent()) {
      sums.count(began.get(), outcomeBefore.get(), CallSumTable.place(database, id));
    }
  }
}
