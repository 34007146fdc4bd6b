package org.ringspan.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ringspan.identity.AccessToken.Scope;
import org.ringspan.identity.Account;
import org.ringspan.identity.adapter.AccessTokenTable;
import org.ringspan.identity.adapter.Guesses;
import org.ringspan.identity.adapter.TokenStore;

/**
 * Says whose a token is, for each request of a program: mostly from memory, so this is no session
 * bean.
 */
@ApplicationScoped
public class TokenCheck {
  /** What the trail calls a token that nobody knows. */
  private static final String UNKNOWN = "<token>";

  /** Longer texts are no tokens of ours. */
  private static final int LONGEST = 128;

  @Inject private TokenStore store;
  @Inject private IdentityProvider provider;
  @Inject private Guesses guesses;
  @Inject private Logins logins;
  @Inject private Clock clock;

  /** The answer to a token. */
  public sealed interface Answer {
    /**
     * It is valid, and so is the account.
     *
     * @param credentials what the token is called, not the token
     */
    record Accepted(Account account, Scope scope, String credentials) implements Answer {}

    /** It isn't. */
    record Refused(String why) implements Answer {}

    /** Too many wrong ones came from there: right ones aren't looked at either for so long. */
    record TryLater(Duration after) implements Answer {}

    /** Nobody can tell, because the company's identity provider doesn't answer. */
    record Unknown() implements Answer {}
  }

  /**
   * Whose token this is.
   *
   * @param text whatever was given
   * @param source the IP address it comes from, as Java writes it
   */
  public Answer of(String text, String source) {
    // Guesses are hopeless among 2^256 tokens, but each costs a look into the database.
    Duration refused = guesses.refusedFor(UNKNOWN, source);
    if (refused.isPositive()) {
      return new Answer.TryLater(refused);
    }
    return provider.mayHaveMade(text) ? provided(text, source) : own(text, source);
  }

  private Answer own(String text, String source) {
    Optional<AccessTokenTable.Owned> found =
        text.length() <= LONGEST ? store.valid(text, clock.instant()) : Optional.empty();
    if (found.isEmpty()) {
      logins.refused(UNKNOWN, source);
      return new Answer.Refused("the token isn't valid, or not any more");
    }
    return new Answer.Accepted(
        found.get().owner(), found.get().token().scope(), "token " + found.get().token().id());
  }

  private Answer provided(String text, String source) {
    return switch (provider.shown(text)) {
      case IdentityProvider.Answer.Accepted(var account, var mayWrite) ->
          new Answer.Accepted(
              account, mayWrite ? Scope.WRITE : Scope.READ, "token of " + account.id());
      case IdentityProvider.Answer.Refused() -> {
        logins.refused(UNKNOWN, source);
        yield new Answer.Refused(
            "the token isn't valid, or not any more, or its owner has no account");
      }
      case IdentityProvider.Answer.Unknown() -> new Answer.Unknown();
    };
  }
}
