package org.ringspan.mail.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;
import org.ringspan.record.CallId;

/**
 * Of how many missed calls each user was told within an hour, which begins with the first of them:
 * somebody who calls all night doesn't flood a mailbox. What is left out is counted, and one letter
 * tells the number when the hour is over. In the caller's transaction.
 */
final class MissedHours {
  /** How long they are counted together. */
  static final Duration HOUR = Duration.ofHours(1);

  /** What stands with the last letter of an hour that tells of one call. */
  static final String LAST = "last";

  private final Connection database;

  MissedHours(Connection database) {
    this.database = database;
  }

  private record Hour(long user, Instant began, int letters, int leftOut) {}

  /**
   * A call was missed: a letter tells it, or it is counted.
   *
   * @param pause until the letter is due
   * @param most how many letters an hour has
   */
  void missed(UserId user, CallId call, Instant now, Duration pause, int most) throws SQLException {
    OutboxTable outbox = new OutboxTable(database);
    Optional<Hour> hour = now(user, now);
    if (hour.isEmpty()) {
      String last = most == 1 ? LAST : "";
      if (outbox.add(LetterKind.MISSED_CALL, user, call.value(), last, now, now.plus(pause))) {
        begin(user, now);
      }
    } else if (hour.get().letters() < most) {
      String last = hour.get().letters() + 1 == most ? LAST : "";
      if (outbox.add(LetterKind.MISSED_CALL, user, call.value(), last, now, now.plus(pause))) {
        count(hour.get(), "letters = letters + 1");
      }
    } else {
      count(hour.get(), "left_out = left_out + 1");
      Instant began = hour.get().began();
      outbox.add(LetterKind.MISSED_CALLS, user, began.toString(), "", now, began.plus(HOUR));
    }
  }

  /** The hour that runs for a user. */
  private Optional<Hour> now(UserId user, Instant now) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select h.user_id, h.began, h.letters, h.left_out from mail_missed_hour h"
                + " join app_user u on u.id = h.user_id where u.login = ? and h.began > ?"
                + " order by h.began desc fetch first 1 row only")) {
      select.setString(1, user.value());
      select.setObject(2, time(now.minus(HOUR)));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Hour(
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getInt(3),
                    row.getInt(4)))
            : Optional.empty();
      }
    }
  }

  private void begin(UserId user, Instant now) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into mail_missed_hour (user_id, began, letters, left_out)"
                + " select u.id, cast(? as timestamp(6) with time zone), 1, 0 from app_user u"
                + " where u.login = ? and not exists (select 1 from mail_missed_hour h"
                + " where h.user_id = u.id and h.began = ?)")) {
      insert.setObject(1, time(now));
      insert.setString(2, user.value());
      insert.setObject(3, time(now));
      insert.executeUpdate();
    }
  }

  private void count(Hour hour, String change) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement(
            "update mail_missed_hour set " + change + " where user_id = ? and began = ?")) {
      update.setLong(1, hour.user());
      update.setObject(2, time(hour.began()));
      update.executeUpdate();
    }
  }

  /** How many calls of an hour were told by no letter of their own. */
  int leftOut(UserId user, Instant began) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select h.left_out from mail_missed_hour h join app_user u on u.id = h.user_id"
                + " where u.login = ? and h.began = ?")) {
      select.setString(1, user.value());
      select.setObject(2, time(began));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /** Deletes hours that began before a moment; returns how many. */
  int forget(Instant before) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from mail_missed_hour where began < ?")) {
      delete.setObject(1, time(before));
      return delete.executeUpdate();
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
