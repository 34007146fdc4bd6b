package org.ringspan.identity.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringspan.address.UserId;
import org.ringspan.identity.AccessToken;

/** Makes tokens and keeps their hashes. */
@ApplicationScoped
public class TokenStore {
  /** Tells secret scanners what it is. */
  private static final String PREFIX = "rsp_";

  private static final int BYTES = 32;

  /** So often a token that is used all the time is written down as used. */
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final SecureRandom random = new SecureRandom();

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** A new token's text, 256 random bits. */
  public String newText() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Keeps a token; empty when its owner isn't there. */
  public Optional<Long> add(AccessToken token, String text) {
    return with(table -> table.add(token, hash(text)));
  }

  /** Whose token a text is. */
  public Optional<AccessTokenTable.Owned> valid(String text, Instant now) {
    return with(
        table -> {
          Optional<AccessTokenTable.Owned> found = table.valid(hash(text), now);
          if (found.isPresent() && isDue(found.get().token(), now)) {
            table.used(found.get().token().id(), now);
          }
          return found;
        });
  }

  private static boolean isDue(AccessToken token, Instant now) {
    return token.lastUsed().filter(last -> last.plus(USED_EVERY).isAfter(now)).isEmpty();
  }

  public List<AccessToken> all(Optional<UserId> owner) {
    return with(table -> table.all(owner));
  }

  public boolean remove(long id, Optional<UserId> owner) {
    return with(table -> table.remove(id, owner));
  }

  static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private interface Work<T> {
    T in(AccessTokenTable table) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.in(new AccessTokenTable(connection));
    } catch (SQLException e) {
      throw new IllegalStateException("tokens can't be reached now", e);
    }
  }
}
