package org.ringspan.mail.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.record.CallId;

/** Reads of call records and mailboxes what letters of missed calls tell. */
public final class MissedCallTable {
  private final Connection database;

  MissedCallTable(Connection database) {
    this.database = database;
  }

  /** Whose line was called by whom. */
  public record Ended(CallId call, Optional<UserId> calling, UserId called) {}

  /** What is told of a call. */
  public record Told(
      Instant at,
      Optional<UserId> calling,
      Optional<String> number,
      String name,
      boolean isPrivate,
      String called) {}

  /** Those of the calls that were for a user. */
  List<Ended> ended(List<CallId> calls) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select call_id, calling_login, user_login from call_record"
                + " where call_id = any(?) and user_login is not null")) {
      select.setArray(
          1,
          database.createArrayOf(
              "varchar", calls.stream().map(CallId::value).toArray(String[]::new)));
      List<Ended> ended = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ended.add(
              new Ended(
                  new CallId(row.getString(1)),
                  Optional.ofNullable(row.getString(2)).map(UserId::new),
                  new UserId(row.getString(3))));
        }
      }
      return ended;
    }
  }

  Optional<Told> told(CallId call) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select started_at, calling_login, caller, caller_name, caller_private, called"
                + " from call_record where call_id = ? and started_at is not null")) {
      select.setString(1, call.value());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Told(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString(2)).map(UserId::new),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)).orElse(""),
                row.getBoolean(5),
                Optional.ofNullable(row.getString(6)).orElse("")));
      }
    }
  }

  boolean isMessageLeft(UserId owner, CallId call) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select 1 from voice_message m join app_user u on u.id = m.user_id"
                + " where m.call_id = ? and u.login = ?")) {
      select.setString(1, call.value());
      select.setString(2, owner.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
