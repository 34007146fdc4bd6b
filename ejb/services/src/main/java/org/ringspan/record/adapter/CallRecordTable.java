package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.LegCourse;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.record.adapter.RecordHalf.Start;

/**
 * Writes batches into the database, with a handful of statements a batch however many records it
 * holds. Writing one twice changes nothing, and halves join in any order.
 */
final class CallRecordTable {
  private static final String INSERT =
      "insert into call_record (started_at, origin_kind, origin_name, calling_login, called,"
          + " user_login, caller_name, caller, caller_private, planned, ended_at, outcome,"
          + " ringing_at, answered_at, answered_by, forwarded_to, status, detail, id, call_id, node,"
          + " run) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD_START =
      "update call_record set started_at = ?, origin_kind = ?, origin_name = ?, calling_login = ?,"
          + " called = ?, user_login = ?, caller_name = ?, caller = ?, caller_private = ?,"
          + " planned = ? where id = ?";
  private static final String ADD_END =
      "update call_record set ended_at = ?, outcome = ?, ringing_at = ?, answered_at = ?,"
          + " answered_by = ?, forwarded_to = ?, status = ?, detail = ? where id = ?";
  private static final String ADD_LEG =
      "insert into call_record_leg (call_record_id, position, kind, target, rings, delay_ms, reason,"
          + " leg, attempt, name, detail, too_soon_ms, too_late_ms, trunk, routed, invited_ms,"
          + " ringing_ms, answered_ms, cleared_ms, status, ending)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD_STORY =
      "insert into call_story (call_record_id, story) values (?, ?)";
  private static final String ADD_MEMBER =
      "insert into call_record_member (id, user_login, hunt_group, answered_by, started_at, outcome,"
          + " caller, called) values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD_START_OF_MEMBERS =
      "update call_record_member set started_at = ?, caller = ?, called = ? where id = ?";
  private static final String OPEN = " where outcome is null and node = ? and run < ?";
  private static final String CLOSE =
      "update call_record set outcome = ?, detail = ?, ended_at = ?" + OPEN;

  private final Connection database;
  private final RowNumbers numbers;
  private final List<End> ended = new ArrayList<>();

  CallRecordTable(Connection database, RowNumbers numbers) {
    this.database = database;
    this.numbers = numbers;
  }

  /** Writes the batch in the caller's transaction. */
  void write(RecordBatch batch) throws SQLException {
    Map<String, RecordRow> rows = existing(batch.halves());
    for (RecordHalf half : batch.halves()) {
      switch (half) {
        case Start start -> row(start.call(), rows).take(start);
        case End end -> row(end.call(), rows).take(end);
        case RunBegan() -> {}
      }
    }
    write(batch, rows);
    SumChanges sums = new SumChanges();
    for (RecordRow row : rows.values()) {
      row.count(sums, database);
    }
    if (batch.halves().stream().anyMatch(RunBegan.class::isInstance)) {
      closeRunsBefore(batch.node(), batch.run(), Instant.ofEpochMilli(batch.run()), sums);
    }
    sums.write(database, batch.node());
  }

  /** The ends that were written, those that were there before not among them. */
  List<End> ended() {
    return List.copyOf(ended);
  }

  private Map<String, RecordRow> existing(List<RecordHalf> halves) throws SQLException {
    Map<String, RecordRow> rows = new LinkedHashMap<>();
    String[] calls =
        halves.stream().flatMap(CallRecordTable::call).distinct().toArray(String[]::new);
    if (calls.length == 0) {
      return rows;
    }
    try (PreparedStatement select =
        database.prepareStatement(
            "select " + RecordRow.COLUMNS + " from call_record where call_id = any(?)")) {
      select.setArray(1, database.createArrayOf("varchar", calls));
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.put(found.getString("call_id"), RecordRow.stored(found));
        }
      }
    }
    return rows;
  }

  private static Stream<String> call(RecordHalf half) {
    return switch (half) {
      case Start start -> Stream.of(start.call());
      case End end -> Stream.of(end.call());
      case RunBegan() -> Stream.empty();
    };
  }

  private RecordRow row(String call, Map<String, RecordRow> rows) throws SQLException {
    RecordRow known = rows.get(call);
    if (known != null) {
      return known;
    }
    RecordRow fresh = RecordRow.fresh(numbers.next(database));
    rows.put(call, fresh);
    return fresh;
  }

  private void write(RecordBatch batch, Map<String, RecordRow> rows) throws SQLException {
    List<RecordRow> endedRows = new ArrayList<>();
    try (Batch insert = new Batch(database, INSERT);
        Batch addStart = new Batch(database, ADD_START);
        Batch addEnd = new Batch(database, ADD_END);
        Batch addLeg = new Batch(database, ADD_LEG);
        Batch addStory = new Batch(database, ADD_STORY);
        Batch addMember = new Batch(database, ADD_MEMBER);
        Batch addStartOfMembers = new Batch(database, ADD_START_OF_MEMBERS)) {
      for (Map.Entry<String, RecordRow> entry : rows.entrySet()) {
        RecordRow row = entry.getValue();
        if (row.isNew) {
          start(insert, row.start);
          end(insert, row.end);
          insert.number(row.id).text(entry.getKey()).text(batch.node()).number(batch.run()).add();
        } else {
          if (row.start != null) {
            start(addStart, row.start);
            addStart.number(row.id).add();
            // Its end may have come before it.
            addStartOfMembers
                .time(row.startedAt())
                .text(row.caller())
                .text(row.called())
                .number(row.id)
                .add();
          }
          if (row.end != null) {
            end(addEnd, row.end);
            addEnd.number(row.id).add();
          }
        }
        if (row.end != null) {
          endedRows.add(row);
        }
      }
      insert.execute();
      addStart.execute();
      addEnd.execute();
      for (RecordRow row : endedRows) {
        End end = row.end;
        if (end != null) {
          ended.add(end);
          legs(addLeg, row.id, end.legs());
          addStory.number(row.id).octets(end.story()).add();
          members(addMember, row, end);
        }
      }
      addLeg.execute();
      addStory.execute();
      addStartOfMembers.execute();
      addMember.execute();
    }
  }

  private static void start(Batch row, @Nullable Start start) throws SQLException {
    if (start == null) {
      row.nothing(10);
      return;
    }
    row.time(start.at())
        .text(start.originKind())
        .text(start.originName())
        .text(start.callingUser())
        .text(start.called())
        .text(start.user())
        .text(start.callerName())
        .text(start.callerNumber())
        .truth(start.callerPrivate())
        .octets(start.planned());
  }

  private static void end(Batch row, @Nullable End end) throws SQLException {
    if (end == null) {
      row.nothing(8);
      return;
    }
    row.time(end.at())
        .text(end.outcome())
        .time(end.ringingAt())
        .time(end.answeredAt())
        .text(end.answeredBy())
        .text(end.forwardedTo())
        .number(end.status())
        .text(end.detail());
  }

  private static void legs(Batch row, long id, List<LegCourse> legs) throws SQLException {
    int position = 0;
    for (LegCourse leg : legs) {
      row.number(id)
          .number(position++)
          .text(leg.kind().name())
          .text(leg.target())
          .truth(leg.silent().isEmpty())
          .number(leg.delayMillis())
          .text(leg.silent())
          .number(leg.leg())
          .number(leg.attempt())
          .text(leg.name())
          .text(leg.detail())
          .number(leg.tooSoonMillis())
          .number(leg.tooLateMillis())
          .text(leg.trunk())
          .text(leg.routed())
          .number(leg.invited())
          .number(leg.ringing())
          .number(leg.answered())
          .number(leg.cleared())
          .number(leg.status())
          .text(leg.ending())
          .add();
    }
  }

  /** In the table of members with what the history is asked by. */
  private static void members(Batch row, RecordRow record, End end) throws SQLException {
    for (RecordHalf.Member member : end.members()) {
      row.number(record.id)
          .text(member.user())
          .text(member.group())
          .text(end.answeredByMember())
          .time(record.startedAt())
          .text(end.outcome())
          .text(record.caller())
          .text(record.called())
          .add();
    }
  }

  /**
   * Closes what a node that is lost has left open, in the caller's transaction. They count among
   * the node's own sums: if a real end comes, that takes them out there.
   *
   * @param lastRun which start of it was the last
   * @param seen its last sign of life: when the calls ended is unknown, but not before
   */
  static void closeLost(Connection database, String node, long lastRun, Instant seen)
      throws SQLException {
    SumChanges sums = new SumChanges();
    new CallRecordTable(database, new RowNumbers()).closeRunsBefore(node, lastRun + 1, seen, sums);
    sums.write(database, node);
  }

  // When they ended is unknown: before this run began.
  private void closeRunsBefore(String node, long run, Instant ended, SumChanges sums)
      throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("select started_at from call_record" + OPEN)) {
      select.setString(1, node);
      select.setLong(2, run);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          StoredCallTable.time(row, "started_at")
              .ifPresent(
                  began -> sums.count(began, CallOutcome.INTERRUPTED.name(), CallSumTable.NOWHERE));
        }
      }
    }
    try (Batch close = new Batch(database, CLOSE)) {
      close
          .text(CallOutcome.INTERRUPTED.name())
          .text("the server stopped while the call lived")
          .time(Optional.of(ended))
          .text(node)
          .number(run)
          .add();
      close.execute();
    }
  }
}
