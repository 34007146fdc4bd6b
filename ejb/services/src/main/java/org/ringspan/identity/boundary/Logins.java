package org.ringspan.identity.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.guessing.GuessBook;
import org.ringspan.guessing.Source;
import org.ringspan.identity.Account;
import org.ringspan.identity.adapter.Accounts;
import org.ringspan.identity.adapter.Guesses;

/**
 * Lets people in by login and password, and slows who guesses: ten wrong passwords of one source
 * for one login, or fifty for any, within five minutes begin a refusal of a minute, the next one
 * twice as long, up to an hour. Others with that login notice nothing of it.
 *
 * <p>Every door uses it: one that has its passwords checked by the container asks {@link
 * #refusedFor} before and tells {@link #accepted} or {@link #refused} after; any other calls {@link
 * #logIn}.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Logins {
  private static final Logger LOG = Logger.getLogger(Logins.class);

  /** The longest password that is looked at, in characters: hashing longer ones would be work. */
  public static final int LONGEST_PASSWORD = 256;

  @Inject private Accounts accounts;
  @Inject private AuditTrail trail;
  @Inject private Guesses guesses;
  @Inject private Clock clock;

  /**
   * Checks a login with its password.
   *
   * @param login whatever was given
   * @param source the IP address it comes from, as Java writes it
   */
  public LoginResult logIn(String login, String password, String source) {
    Duration refused = refusedFor(login, source);
    if (refused.isPositive()) {
      return new LoginResult.TryLater(refused);
    }
    Optional<Account> account =
        UserId.in(login).isPresent() && password.length() <= LONGEST_PASSWORD
            ? accounts.withPassword(login, password)
            : Optional.empty();
    if (account.isEmpty()) {
      refused(login, source);
      return new LoginResult.Refused();
    }
    guesses.right(login, source);
    return new LoginResult.Accepted(account.get());
  }

  /** How long passwords for this login from there aren't looked at; zero: they are. */
  public Duration refusedFor(String login, String source) {
    return guesses.refusedFor(login, source);
  }

  /** Somebody has come in: a session has begun. */
  public void accepted(String login, String source) {
    guesses.right(login, source);
    write("LOGIN", login, source);
  }

  /** A password was wrong. */
  public void refused(String login, String source) {
    write("LOGIN_REFUSED", login, source);
    for (GuessBook.Refusal refusal : guesses.wrong(login, source)) {
      LOG.warnf(
          "Wrong passwords from %s: %s is refused for %d s",
          Source.of(source),
          refusal instanceof GuessBook.Refusal.OfSource ? "every login" : "login " + visible(login),
          refusal.lasts().toSeconds());
    }
  }

  /** The account of a login that came in some other way; empty when it may not come in. */
  public Optional<Account> account(UserId login) {
    return accounts.enabled(login.value());
  }

  private void write(String action, String login, String source) {
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            visible(login),
            Optional.of(source),
            action,
            "login",
            visible(login),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** A login that isn't one is shown as such: somebody may have typed the password there. */
  private static String visible(String login) {
    return UserId.in(login).map(UserId::value).orElse("<no login>");
  }
}
