package org.ringspan.voicemail.adapter;

import java.security.GeneralSecurityException;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.record.CallId;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.MailboxCount;
import org.ringspan.voicemail.boundary.MailboxPage;

/** Reads and writes messages; whoever is asked for is asked for with their mailbox. */
final class VoiceMessageTable {
  private static final String OF_OWNER =
      " user_id = (select u.id from app_user u where u.login = ?)";
  private static final String COUNTED =
      "count(*), coalesce(sum(case when m.saved = true then 1 else 0 end), 0),"
          + " coalesce(sum(m.samples), 0)";

  private final Connection database;
  private final SealedParts parts;

  VoiceMessageTable(Connection database, SecretBox box) {
    this.database = database;
    this.parts = SealedParts.ofMessages(database, box);
  }

  /** Lets no other message into this mailbox until the transaction ends; empty: there is none. */
  OptionalLong lock(UserId owner) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("select id from app_user where login = ? for update")) {
      select.setString(1, owner.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  MailboxUse use(UserId owner) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select "
                + COUNTED
                + " from voice_message m where m.deleted_at is null and"
                + OF_OWNER)) {
      select.setString(1, owner.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return use(row, 1);
      }
    }
  }

  private static MailboxUse use(ResultSet row, int first) throws SQLException {
    int saved = row.getInt(first + 1);
    return new MailboxUse(
        row.getInt(first) - saved, saved, TelephoneAudio.length(row.getLong(first + 2)));
  }

  /** Counts of the mailboxes that aren't empty, behind a login, in the order of the logins. */
  List<MailboxCount> counts(String after, int most) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select u.login, "
                + COUNTED
                + " from voice_message m join app_user u on u.id = m.user_id"
                + " where m.deleted_at is null and u.login > ? group by u.login order by u.login"
                + " fetch first "
                + most
                + " rows only")) {
      select.setString(1, after);
      List<MailboxCount> counts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.add(new MailboxCount(new UserId(row.getString(1)), use(row, 2)));
        }
      }
      return counts;
    }
  }

  /**
   * Adds a message with its sound.
   *
   * @param call in which it was left
   */
  MessageId add(long user, Instant at, Sender sender, TelephoneAudio audio, Optional<CallId> call)
      throws SQLException {
    long id = nextNumber();
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into voice_message (id, user_id, left_at, caller, caller_name, samples, saved,"
                + " call_id) values (?, ?, ?, ?, ?, ?, false, ?)")) {
      insert.setLong(1, id);
      insert.setLong(2, user);
      insert.setObject(3, time(at));
      insert.setString(4, sender.number().orElse(null));
      insert.setString(5, sender.name());
      insert.setInt(6, audio.size());
      insert.setString(7, call.map(CallId::value).orElse(null));
      insert.executeUpdate();
    }
    parts.add(id, what(id), audio);
    return new MessageId(id);
  }

  private long nextNumber() throws SQLException {
    try (PreparedStatement number =
            database.prepareStatement("select nextval('voice_message_number')");
        ResultSet row = number.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String what(long id) {
    return "message " + id;
  }

  /** Messages with smaller numbers than {@code below}, the newest first. */
  MailboxPage page(UserId owner, Optional<Boolean> saved, Optional<MessageId> below, int most)
      throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select m.id, m.left_at, m.caller, m.caller_name, m.samples, m.saved"
                + " from voice_message m where m.deleted_at is null and m.id < ?"
                + saved.map(it -> " and m.saved = " + it).orElse("")
                + " and"
                + OF_OWNER
                + " order by m.id desc fetch first "
                + (most + 1)
                + " rows only")) {
      select.setLong(1, below.map(MessageId::value).orElse(Long.MAX_VALUE));
      select.setString(2, owner.value());
      List<VoiceMessage> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(message(row, owner));
        }
      }
      if (found.size() <= most) {
        return new MailboxPage(found, Optional.empty());
      }
      return new MailboxPage(found.subList(0, most), Optional.of(found.get(most - 1).id()));
    }
  }

  Optional<VoiceMessage> message(UserId owner, MessageId id) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select m.id, m.left_at, m.caller, m.caller_name, m.samples, m.saved"
                + " from voice_message m where m.deleted_at is null and m.id = ? and"
                + OF_OWNER)) {
      select.setLong(1, id.value());
      select.setString(2, owner.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(message(row, owner)) : Optional.empty();
      }
    }
  }

  private static VoiceMessage message(ResultSet row, UserId owner) throws SQLException {
    return new VoiceMessage(
        new MessageId(row.getLong(1)),
        owner,
        row.getObject(2, OffsetDateTime.class).toInstant(),
        new Sender(Optional.ofNullable(row.getString(3)), row.getString(4)),
        TelephoneAudio.length(row.getLong(5)),
        row.getBoolean(6));
  }

  /** How many samples a message has. */
  OptionalInt samples(UserId owner, MessageId id) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select samples from voice_message where deleted_at is null and id = ? and"
                + OF_OWNER)) {
      select.setLong(1, id.value());
      select.setString(2, owner.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  /** A part of a message's sound. */
  byte[] part(MessageId id, int part, int samples) throws SQLException, GeneralSecurityException {
    return parts.part(id.value(), what(id.value()), part, samples);
  }

  /** Puts a message among the new or the saved ones; returns whether it is there. */
  boolean mark(UserId owner, MessageId id, boolean saved) throws SQLException {
    return changed("set saved = ? where deleted_at is null and id = ?", owner, id, saved);
  }

  /** Deletes a message so that it can be taken back; returns whether it was there. */
  boolean delete(UserId owner, MessageId id, Instant now) throws SQLException {
    return changed("set deleted_at = ? where deleted_at is null and id = ?", owner, id, time(now));
  }

  /** Takes back the deletion of a message since a moment; returns whether there was one. */
  boolean restore(UserId owner, MessageId id, Instant since) throws SQLException {
    return changed(
        "set deleted_at = null where deleted_at >= ? and id = ?", owner, id, time(since));
  }

  private boolean changed(String change, UserId owner, MessageId id, Object value)
      throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement("update voice_message " + change + " and" + OF_OWNER)) {
      update.setObject(1, value);
      update.setLong(2, id.value());
      update.setString(3, owner.value());
      return update.executeUpdate() == 1;
    }
  }

  /** Deletes all messages of a mailbox for good; returns how many there were. */
  int empty(UserId owner) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from voice_message where" + OF_OWNER)) {
      delete.setString(1, owner.value());
      return delete.executeUpdate();
    }
  }

  /**
   * Deletes some messages for good: those deleted before one moment, and those left before another.
   *
   * @return how many
   */
  int purge(Instant deletedBefore, Optional<Instant> leftBefore, int most) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement(
            "delete from voice_message where id in (select id from voice_message"
                + " where deleted_at < ?"
                + (leftBefore.isPresent() ? " or left_at < ?" : "")
                + " fetch first "
                + most
                + " rows only)")) {
      delete.setObject(1, time(deletedBefore));
      if (leftBefore.isPresent()) {
        delete.setObject(2, time(leftBefore.get()));
      }
      return delete.executeUpdate();
    }
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
