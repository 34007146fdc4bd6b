package org.ringspan.rest.http;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.ringspan.address.UserId;
import org.ringspan.identity.Account;
import org.ringspan.identity.Actor;
import org.ringspan.identity.Role;

/**
 * Who asks.
 *
 * @param mayWrite whether the credentials are good for changes
 * @param credentials what is limited: requests with the same are counted together
 * @param source the address they came from
 */
public record Caller(Account account, boolean mayWrite, String credentials, String source)
    implements Principal {

  /**
   * Who asks.
   *
   * @throws IllegalStateException when nobody was let in
   */
  public static Caller of(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a resource was reached by nobody");
  }

  @Override
  public String getName() {
    return account.id().value();
  }

  /** The user who asks. */
  public UserId user() {
    return account.id();
  }

  /** The same for the trail. */
  public Actor actor() {
    return Actor.of(account, source);
  }

  /** Whether the account may do what {@code role} may. */
  public boolean isAtLeast(Role role) {
    return account.role().compareTo(role) >= 0;
  }
}
