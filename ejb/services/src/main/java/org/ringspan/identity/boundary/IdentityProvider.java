package org.ringspan.identity.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.identity.Account;
import org.ringspan.identity.adapter.Accounts;
import org.ringspan.identity.adapter.ProviderSettings;
import org.ringspan.identity.adapter.ProviderTokens;

/**
 * The company's own identity provider, when there is one (OpenID Connect). It says who somebody is;
 * what they may do is said here.
 */
@ApplicationScoped
public class IdentityProvider {
  private static final Logger LOG = Logger.getLogger(IdentityProvider.class);

  /** Longer texts are no tokens. */
  private static final int LONGEST = 16_384;

  @Inject private Accounts accounts;
  @Inject private Clock clock;
  private Optional<ProviderTokens> tokens = Optional.empty();

  @PostConstruct
  void start() {
    tokens =
        ProviderSettings.of(System.getProperties())
            .map(settings -> new ProviderTokens(settings, clock));
  }

  /** The answer to a token. */
  public sealed interface Answer {
    /** It is valid, and so is the account. */
    record Accepted(Account account, boolean mayWrite) implements Answer {}

    /** It isn't, or there is no such account, or it may not come in. */
    record Refused() implements Answer {}

    /** Nobody can tell, because the provider doesn't answer. */
    record Unknown() implements Answer {}
  }

  /** Whether there is a provider. */
  public boolean isThere() {
    return tokens.isPresent();
  }

  /** Whether a text could be a token of the provider: three parts with dots between (RFC 7515). */
  public boolean mayHaveMade(String text) {
    return isThere()
        && text.length() <= LONGEST
        && text.chars().filter(letter -> letter == '.').count() == 2;
  }

  /** Who shows this token. */
  public Answer shown(String text) {
    if (!mayHaveMade(text)) {
      return new Answer.Refused();
    }
    try {
      return tokens
          .orElseThrow()
          .said(text)
          .<Answer>flatMap(
              said ->
                  accounts
                      .enabled(said.login().value())
                      .map(account -> new Answer.Accepted(account, said.mayWrite())))
          .orElseGet(Answer.Refused::new);
    } catch (IOException e) {
      LOG.warnf("A token can't be checked: %s", e.getMessage());
      return new Answer.Unknown();
    }
  }
}
