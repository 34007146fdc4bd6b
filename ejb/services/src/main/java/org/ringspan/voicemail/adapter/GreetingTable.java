package org.ringspan.voicemail.adapter;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.voicemail.TelephoneAudio;

/** Reads and writes users' own greetings, at most one each. */
public final class GreetingTable {
  private final Connection database;
  private final SealedParts parts;

  GreetingTable(Connection database, SecretBox box) {
    this.database = database;
    this.parts = SealedParts.ofGreetings(database, box);
  }

  /** A greeting without its sound. */
  public record Greeting(long user, int samples, long version) {
    String what() {
      return "greeting " + user + " version " + version;
    }
  }

  Optional<Greeting> greeting(UserId owner) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select g.user_id, g.samples, g.version from voice_greeting g"
                + " join app_user u on u.id = g.user_id where u.login = ?")) {
      select.setString(1, owner.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Greeting(row.getLong(1), row.getInt(2), row.getLong(3)))
            : Optional.empty();
      }
    }
  }

  /** Puts a greeting in the place of the one there is; the user's row must be locked. */
  void replace(UserId owner, long user, TelephoneAudio audio, Instant now) throws SQLException {
    long version =
        Math.max(now.toEpochMilli(), greeting(owner).map(it -> it.version() + 1).orElse(0L));
    delete(owner);
    Greeting greeting = new Greeting(user, audio.size(), version);
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into voice_greeting (user_id, samples, version) values (?, ?, ?)")) {
      insert.setLong(1, user);
      insert.setInt(2, audio.size());
      insert.setLong(3, version);
      insert.executeUpdate();
    }
    parts.add(user, greeting.what(), audio);
  }

  /** Returns whether there was one. */
  boolean delete(UserId owner) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement(
            "delete from voice_greeting where user_id ="
                + " (select u.id from app_user u where u.login = ?)")) {
      delete.setString(1, owner.value());
      return delete.executeUpdate() == 1;
    }
  }

  byte[] part(Greeting greeting, int part) throws SQLException, GeneralSecurityException {
    return parts.part(greeting.user(), greeting.what(), part, greeting.samples());
  }
}
