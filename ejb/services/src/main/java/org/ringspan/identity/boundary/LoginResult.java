package org.ringspan.identity.boundary;

import java.time.Duration;
import org.ringspan.identity.Account;

/** What became of an attempt to log in. */
public sealed interface LoginResult {
  /** It is who it says. */
  record Accepted(Account account) implements LoginResult {}

  /** No such login, another password, or an account that may not come in: nobody learns which. */
  record Refused() implements LoginResult {}

  /**
   * Too many wrong passwords from there; this one wasn't looked at.
   *
   * @param after how long the next ones won't be either, positive
   */
  record TryLater(Duration after) implements LoginResult {}
}
