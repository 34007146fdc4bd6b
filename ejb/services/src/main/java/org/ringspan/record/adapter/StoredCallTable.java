package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;
import org.ringspan.record.StoredCall;

/** Reads everything that is kept of one call. */
final class StoredCallTable {
  private static final String CALL =
      "select r.id, r.started_at, r.origin_kind, r.origin_name, r.calling_login, r.caller_name,"
          + " r.caller, r.caller_private, r.called, r.user_login, r.planned, r.ended_at, r.outcome,"
          + " r.answered_at, r.answered_by, r.status, r.detail, s.story"
          + " from call_record r left join call_story s on s.call_record_id = r.id"
          + " where r.call_id = ? and r.started_at is not null";
  private static final String LEGS =
      "select leg, attempt, kind, target, name, delay_ms, reason, detail, too_soon_ms, too_late_ms,"
          + " trunk, routed, invited_ms, ringing_ms, answered_ms, cleared_ms, status, ending,"
          + " position from call_record_leg where call_record_id = ? order by position";

  private final Connection database;

  StoredCallTable(Connection database) {
    this.database = database;
  }

  /**
   * @throws Unreadable when another version has written it
   */
  Optional<StoredCall> call(CallId call) throws SQLException, Unreadable {
    try (PreparedStatement select = database.prepareStatement(CALL)) {
      select.setString(1, call.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(call(call, row)) : Optional.empty();
      }
    }
  }

  private StoredCall call(CallId call, ResultSet row) throws SQLException, Unreadable {
    byte @Nullable [] planned = row.getBytes("planned");
    List<LegCourse> plannedLegs = planned == null ? List.of() : RecordCodec.readLegs(planned);
    List<LegCourse> legs = legs(row.getLong("id"), plannedLegs.size());
    byte @Nullable [] story = row.getBytes("story");
    StoryCodec.Story told =
        story == null ? new StoryCodec.Story(List.of(), 0) : StoryCodec.decoded(story);
    return new StoredCall(
        new CallStarted(
            call,
            time(row, "started_at").orElseThrow(),
            origin(row),
            text(row, "calling_login").map(UserId::new),
            new CallerIdentity(
                text(row, "caller_name").orElse(""),
                text(row, "caller"),
                row.getBoolean("caller_private")),
            text(row, "called").orElse(""),
            text(row, "user_login").map(UserId::new),
            plannedLegs),
        legs.isEmpty() ? plannedLegs : legs,
        ending(row),
        told.lines(),
        told.left());
  }

  // Records of before there was an origin came over a trunk as far as anybody knows.
  private static CallOrigin origin(ResultSet row) throws SQLException {
    String name = text(row, "origin_name").orElse("unknown");
    return "DEVICE".equals(row.getString("origin_kind"))
        ? new CallOrigin.FromDevice(new DeviceName(name))
        : new CallOrigin.FromTrunk(new TrunkName(name));
  }

  private static Optional<StoredCall.Ending> ending(ResultSet row) throws SQLException {
    Optional<String> outcome = text(row, "outcome");
    if (outcome.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredCall.Ending(
            time(row, "ended_at").orElseThrow(),
            CallOutcome.valueOf(outcome.get()),
            time(row, "answered_at"),
            text(row, "answered_by"),
            row.getInt("status"),
            text(row, "detail").orElse("")));
  }

  private List<LegCourse> legs(long id, int planned) throws SQLException {
    List<LegCourse> legs = new ArrayList<>();
    try (PreparedStatement select = database.prepareStatement(LEGS)) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          legs.add(leg(row, planned));
        }
      }
    }
    return legs;
  }

  private static LegCourse leg(ResultSet row, int planned) throws SQLException {
    int leg = number(row, "leg").orElse(row.getInt("position") + 1);
    return new LegCourse(
        leg,
        row.getInt("attempt"),
        planned > 0 && leg > planned,
        LegCourse.Kind.valueOf(row.getString("kind")),
        text(row, "target").orElse(""),
        text(row, "name").orElse(""),
        millis(row, "delay_ms"),
        text(row, "reason"),
        text(row, "detail").orElse(""),
        millis(row, "too_soon_ms"),
        millis(row, "too_late_ms"),
        text(row, "trunk"),
        text(row, "routed"),
        millis(row, "invited_ms"),
        millis(row, "ringing_ms"),
        millis(row, "answered_ms"),
        millis(row, "cleared_ms"),
        number(row, "status"),
        text(row, "ending").orElse(""));
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OptionalLong millis(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  private static OptionalInt number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
