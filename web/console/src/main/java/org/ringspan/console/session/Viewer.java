package org.ringspan.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.identity.Account;
import org.ringspan.identity.Actor;
import org.ringspan.identity.Role;
import org.ringspan.identity.boundary.Logins;

/**
 * Who looks at the page. What changes something asks here for its {@link Actor}, so nobody changes
 * anything whose role doesn't allow it, whatever the page offers.
 */
@Named
@RequestScoped
public class Viewer {
  @Inject private Logins logins;
  @Inject private HttpServletRequest request;
  private boolean asked;
  private @Nullable Account account;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Viewer() {}

  /** The account as it is now; empty when nobody is logged in, or not any more. */
  public Optional<Account> account() {
    if (!asked) {
      asked = true;
      Principal principal = request.getUserPrincipal();
      account =
          principal == null
              ? null
              : UserId.in(principal.getName()).flatMap(logins::account).orElse(null);
    }
    return Optional.ofNullable(account);
  }

  /** The account. */
  public Account require() {
    return account().orElseThrow(() -> new NotAllowed("nobody is logged in"));
  }

  /** Who is looking. */
  public UserId user() {
    return require().id();
  }

  public boolean isLoggedIn() {
    return account().isPresent();
  }

  public boolean isAdministrator() {
    return is(Role.ADMINISTRATOR);
  }

  /** Whether others' things are shown. */
  public boolean isSupport() {
    return is(Role.SUPPORT);
  }

  public String getName() {
    return account().map(Account::name).orElse("");
  }

  public String getLogin() {
    return account().map(it -> it.id().value()).orElse("");
  }

  /** Whether they may do what {@code role} may. */
  boolean isAtLeast(Role role) {
    return is(role);
  }

  private boolean is(Role role) {
    return account().filter(it -> it.role().compareTo(role) >= 0).isPresent();
  }

  /**
   * The administrator who changes the configuration.
   *
   * @throws NotAllowed when it isn't one
   */
  public Actor administrator() {
    return actor(Role.ADMINISTRATOR);
  }

  /**
   * Somebody who helps others.
   *
   * @throws NotAllowed when it isn't one
   */
  public Actor support() {
    return actor(Role.SUPPORT);
  }

  /** Whoever changes their own things. */
  public Actor self() {
    return actor(Role.USER);
  }

  private Actor actor(Role least) {
    Account it = require();
    if (it.role().compareTo(least) < 0) {
      throw new NotAllowed("this needs the role " + least.roleName());
    }
    return Actor.of(it, source());
  }

  /** The address the request came from. */
  public String source() {
    return request.getRemoteAddr();
  }
}
