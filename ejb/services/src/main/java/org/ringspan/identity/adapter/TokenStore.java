package org.ringspan.identity.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
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
  private final ShownTokens shown = new ShownTokens();

  @Inject private Event<Removed> removals;

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
    String hash = hash(text);
    return shown.known(hash, now).or(() -> looked(hash, now));
  }

  private Optional<AccessTokenTable.Owned> looked(String hash, Instant now) {
    return with(
        table -> {
          Optional<AccessTokenTable.Owned> found = table.valid(hash, now);
          if (found.isPresent()) {
            shown.add(hash, found.get(), now);
            if (isDue(found.get().token(), now)) {
              table.used(found.get().token().id(), now);
            }
          }
          return found;
        });
  }

  /** Users may have been disabled, or have another role. */
  public void ownersChanged() {
    shown.forget();
  }

  private static boolean isDue(AccessToken token, Instant now) {
    return token.lastUsed().filter(last -> last.plus(USED_EVERY).isAfter(now)).isEmpty();
  }

  public List<AccessToken> all(Optional<UserId> owner) {
    return with(table -> table.all(owner));
  }

  /** Removes a token; when the transaction has ended, it is known no more. */
  public boolean remove(long id, Optional<UserId> owner) {
    boolean removed = with(table -> table.remove(id, owner));
    if (removed) {
      removals.fire(new Removed());
    }
    return removed;
  }

  /** A token was removed. */
  record Removed() {}

  void removed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Removed removal) {
    shown.forget();
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
