package org.ringspan.voicemail.adapter;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.boundary.Sound;

/**
 * The parts of a sound in their table. Each is sealed for its place: what it belongs to, its number
 * and how many samples the whole has, so nothing can be moved, exchanged, repeated or cut off.
 */
final class SealedParts {
  private final Connection database;
  private final SecretBox box;
  private final String table;
  private final String key;

  private SealedParts(Connection database, SecretBox box, String table, String key) {
    this.database = database;
    this.box = box;
    this.table = table;
    this.key = key;
  }

  static SealedParts ofMessages(Connection database, SecretBox box) {
    return new SealedParts(database, box, "voice_message_audio", "message_id");
  }

  static SealedParts ofGreetings(Connection database, SecretBox box) {
    return new SealedParts(database, box, "voice_greeting_audio", "user_id");
  }

  private static String purpose(String what, int part, int samples) {
    return "voicemail " + what + " part " + part + " of " + samples;
  }

  /**
   * Adds the parts of a sound.
   *
   * @param id of the row they belong to
   * @param what the sound belongs to, in words that fit nothing else
   */
  void add(long id, String what, TelephoneAudio audio) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into " + table + " (" + key + ", part, sealed) values (?, ?, ?)")) {
      for (int part = 0; part * Sound.PART < audio.size(); part++) {
        int from = part * Sound.PART;
        byte[] samples = audio.ulaw(from, Math.min(from + Sound.PART, audio.size()));
        insert.setLong(1, id);
        insert.setInt(2, part);
        insert.setBytes(3, box.seal(samples, purpose(what, part, audio.size())));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * A part.
   *
   * @throws GeneralSecurityException when it isn't there, or isn't what was sealed for this place
   */
  byte[] part(long id, String what, int part, int samples)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select sealed from " + table + " where " + key + " = ? and part = ?")) {
      select.setLong(1, id);
      select.setInt(2, part);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new GeneralSecurityException("part " + part + " of " + what + " isn't there");
        }
        return box.open(row.getBytes(1), purpose(what, part, samples));
      }
    }
  }
}
