package org.ringspan.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.identity.AccessToken;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.TokenStore;

/** The tokens with which programs act for users. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AccessTokens {
  @Inject private TokenStore store;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /**
   * A token that was made.
   *
   * @param text what the program shows; it is known only now
   */
  public record Made(AccessToken token, String text) {
    @Override
    public String toString() {
      return "Made[" + token.id() + "]";
    }
  }

  /**
   * Makes a token for a user.
   *
   * @param name 1 to 100 characters without control characters
   * @param expires when it ends, in the future; empty: never
   * @throws IllegalArgumentException when one of these isn't so
   * @return empty when there is no such user
   */
  public Optional<Made> make(
      Actor actor, UserId owner, String name, AccessToken.Scope scope, Optional<Instant> expires) {
    Instant now = clock.instant();
    if (name.isBlank()
        || name.length() > AccessToken.LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a token's name has 1-100 characters");
    }
    if (expires.filter(end -> !end.isAfter(now)).isPresent()) {
      throw new IllegalArgumentException("a token ends in the future");
    }
    String text = store.newText();
    AccessToken token = new AccessToken(0, owner, name, scope, now, expires, Optional.empty());
    return store
        .add(token, text)
        .map(
            id -> {
              write(actor, "CREATE", id);
              return new Made(
                  new AccessToken(id, owner, name, scope, now, expires, Optional.empty()), text);
            });
  }

  /** The tokens of a user, or of everybody, the newest first; at most 1,000. */
  public List<AccessToken> all(Optional<UserId> owner) {
    return store.all(owner);
  }

  /**
   * Ends a token at once.
   *
   * @param owner only when it is this user's
   * @return whether it was there
   */
  public boolean revoke(Actor actor, long id, Optional<UserId> owner) {
    boolean removed = store.remove(id, owner);
    if (removed) {
      write(actor, "DELETE", id);
    }
    return removed;
  }

  private void write(Actor actor, String action, long id) {
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            actor.name(),
            actor.source(),
            action,
            "TOKEN",
            Long.toString(id),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
