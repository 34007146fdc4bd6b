package org.ringspan.mail.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;
import org.ringspan.mail.MailFault;
import org.ringspan.mail.RetryPlan;
import org.ringspan.mail.boundary.QueuedLetter;

/** Reads and writes the outbox, in the caller's transaction. */
public final class OutboxTable {
  /** Nobody sends it: what a lease protects. */
  private static final String FREE = " and (leased_until is null or leased_until <= ?)";

  private final Connection database;

  OutboxTable(Connection database) {
    this.database = database;
  }

  /**
   * Puts a letter into the outbox.
   *
   * @param due not before
   * @return whether it wasn't there yet, and there is such a user
   */
  boolean add(LetterKind kind, UserId user, String about, String detail, Instant now, Instant due)
      throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into mail_letter (id, kind, user_id, about, detail, message_id, queued_at,"
                + " due_at, give_up_at, attempts, without_recording, given_up)"
                + " select nextval('mail_letter_number'), cast(? as varchar(16)), u.id,"
                + " cast(? as varchar(255)), cast(? as varchar(255)), cast(? as varchar(64)),"
                + " cast(? as timestamp(6) with time zone),"
                + " cast(? as timestamp(6) with time zone),"
                + " cast(? as timestamp(6) with time zone), 0, false, false from app_user u"
                + " where u.login = ? and not exists (select 1 from mail_letter m"
                + " where m.kind = ? and m.user_id = u.id and m.about = ?)")) {
      insert.setString(1, kind.name());
      insert.setString(2, about);
      insert.setString(3, detail);
      insert.setString(4, UUID.randomUUID().toString());
      insert.setObject(5, time(now));
      insert.setObject(6, time(due));
      insert.setObject(7, time(now.plus(RetryPlan.PATIENCE)));
      insert.setString(8, user.value());
      insert.setString(9, kind.name());
      insert.setString(10, about);
      return insert.executeUpdate() == 1;
    }
  }

  /**
   * Takes letters that are due and that nobody else has, the oldest first.
   *
   * @param until for how long they are whose they are then
   */
  List<WaitingLetter> take(Instant now, Instant until, int most) throws SQLException {
    List<WaitingLetter> due = due(now, most);
    List<WaitingLetter> taken = new ArrayList<>();
    // Another server may have taken one meanwhile: the row itself decides.
    try (PreparedStatement lease =
        database.prepareStatement(
            "update mail_letter set leased_until = ? where id = ? and given_up = false"
                + " and due_at <= ?"
                + FREE)) {
      for (WaitingLetter letter : due) {
        lease.setObject(1, time(until));
        lease.setLong(2, letter.id());
        lease.setObject(3, time(now));
        lease.setObject(4, time(now));
        if (lease.executeUpdate() == 1) {
          taken.add(letter);
        }
      }
    }
    return taken;
  }

  private List<WaitingLetter> due(Instant now, int most) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select m.id, m.kind, u.login, m.about, m.detail, m.message_id, m.attempts,"
                + " m.give_up_at, m.without_recording from mail_letter m"
                + " join app_user u on u.id = m.user_id"
                + " where m.given_up = false and m.due_at <= ?"
                + FREE
                + " order by m.due_at, m.id fetch first "
                + most
                + " rows only")) {
      select.setObject(1, time(now));
      select.setObject(2, time(now));
      List<WaitingLetter> due = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          due.add(
              new WaitingLetter(
                  row.getLong(1),
                  LetterKind.valueOf(row.getString(2)),
                  new UserId(row.getString(3)),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getInt(7),
                  instant(row, 8),
                  row.getBoolean(9)));
        }
      }
      return due;
    }
  }

  /** It is sent, or not wanted any more. */
  boolean remove(long id) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from mail_letter where id = ?")) {
      delete.setLong(1, id);
      return delete.executeUpdate() == 1;
    }
  }

  /** An attempt has failed; it is tried again. */
  void later(long id, Instant due, String fault) throws SQLException {
    update(
        "update mail_letter set leased_until = null, attempts = attempts + 1, due_at = ?,"
            + " last_error = ? where id = ?",
        time(due),
        cut(fault),
        id);
  }

  /** It is tried no more. */
  void giveUp(long id, String fault) throws SQLException {
    update(
        "update mail_letter set leased_until = null, attempts = attempts + 1, given_up = true,"
            + " last_error = ? where id = ?",
        cut(fault),
        id);
  }

  /** It is tried again at once, without its recording. */
  void withoutRecording(long id, String fault) throws SQLException {
    update(
        "update mail_letter set leased_until = null, attempts = attempts + 1,"
            + " without_recording = true, last_error = ? where id = ?",
        cut(fault),
        id);
  }

  /** Whoever had taken it gives it back. */
  void giveBack(long id) throws SQLException {
    update("update mail_letter set leased_until = null where id = ?", id);
  }

  private static String cut(String fault) {
    return fault.length() > MailFault.LONGEST ? fault.substring(0, MailFault.LONGEST) : fault;
  }

  private int update(String statement, Object... values) throws SQLException {
    try (PreparedStatement update = database.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      return update.executeUpdate();
    }
  }

  /**
   * Lets a letter be tried now, for another day; returns whether there is one that nobody sends.
   */
  boolean retry(long id, Instant now) throws SQLException {
    return retry(" and id = ?", now, id) == 1;
  }

  /** The same for all letters; returns how many. */
  int retryAll(Instant now) throws SQLException {
    return retry("", now);
  }

  private int retry(String which, Instant now, Object... values) throws SQLException {
    List<Object> all = new ArrayList<>();
    all.add(time(now));
    all.add(time(now.plus(RetryPlan.PATIENCE)));
    all.add(time(now));
    all.addAll(List.of(values));
    return update(
        "update mail_letter set due_at = ?, give_up_at = ?, given_up = false, attempts = 0,"
            + " leased_until = null where 1 = 1"
            + FREE
            + which,
        all.toArray());
  }

  /** Letters with larger numbers than {@code above}, the oldest first. */
  List<QueuedLetter> page(long above, int most) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select m.id, m.kind, u.login, m.queued_at, m.due_at, m.attempts, m.given_up,"
                + " m.last_error from mail_letter m join app_user u on u.id = m.user_id"
                + " where m.id > ? order by m.id fetch first "
                + most
                + " rows only")) {
      select.setLong(1, above);
      List<QueuedLetter> page = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          page.add(
              new QueuedLetter(
                  row.getLong(1),
                  LetterKind.valueOf(row.getString(2)),
                  new UserId(row.getString(3)),
                  instant(row, 4),
                  instant(row, 5),
                  row.getInt(6),
                  row.getBoolean(7),
                  Optional.ofNullable(row.getString(8))));
        }
      }
      return page;
    }
  }

  /**
   * How much is in it.
   *
   * @param oldest since when the oldest of those that wait does
   */
  public record Counts(int waiting, int givenUp, Optional<Instant> oldest) {
    static final Counts NONE = new Counts(0, 0, Optional.empty());
  }

  Counts counts() throws SQLException {
    try (PreparedStatement select =
            database.prepareStatement(
                "select coalesce(sum(case when given_up = true then 0 else 1 end), 0),"
                    + " coalesce(sum(case when given_up = true then 1 else 0 end), 0),"
                    + " min(case when given_up = true then null else queued_at end)"
                    + " from mail_letter");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Counts(
          row.getInt(1),
          row.getInt(2),
          Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant));
    }
  }

  /** Deletes letters that were given up before a moment; returns how many. */
  int forget(Instant before) throws SQLException {
    return update("delete from mail_letter where given_up = true and give_up_at < ?", time(before));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
