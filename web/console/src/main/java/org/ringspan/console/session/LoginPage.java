package org.ringspan.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.omnifaces.util.Faces;
import org.ringspan.console.calls.LiveWatchers;
import org.ringspan.console.page.Notices;
import org.ringspan.identity.boundary.IdentityProvider;
import org.ringspan.identity.boundary.Logins;

/** Lets people in and out. The container checks the password; guessing is slowed before that. */
@Named
@RequestScoped
public class LoginPage {
  @Inject private Logins logins;
  @Inject private Notices notices;
  @Inject private LiveWatchers watchers;
  @Inject private IdentityProvider provider;
  @Inject private HttpServletRequest request;
  private String login = "";
  private String password = "";
  private String to = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LoginPage() {}

  public String getLogin() {
    return login;
  }

  public void setLogin(String login) {
    this.login = login;
  }

  public String getPassword() {
    return "";
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** The page that was asked for and needs a login. */
  public String getTo() {
    Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    if (to.isEmpty() && asked instanceof String path && !path.startsWith("/login")) {
      Object query = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
      return query == null ? path : path + "?" + query;
    }
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  /** Whether people log in elsewhere. */
  public boolean isElsewhere() {
    return provider.isThere();
  }

  /** Whether somebody was known elsewhere and isn't here. */
  public boolean isStranger() {
    return "no".equals(request.getParameter("known"));
  }

  /** Logs in and goes where the person wanted to. */
  public void logIn() throws IOException {
    String source = request.getRemoteAddr();
    Duration refused = logins.refusedFor(login, source);
    if (refused.isPositive()) {
      notices.error("loginLater", refused.toSeconds() + 1);
      return;
    }
    if (password.length() > Logins.LONGEST_PASSWORD || !passes()) {
      logins.refused(login, source);
      notices.error("loginWrong");
      return;
    }
    logins.accepted(login, source);
    Faces.redirect(LocalPath.orHome(to));
  }

  private boolean passes() {
    // The container gives the session another identifier: nobody who knew the old one is let in.
    try {
      if (request.getUserPrincipal() != null) {
        request.logout();
      }
      SessionGuard.begins(request.getSession());
      request.login(login, password);
      return true;
    } catch (ServletException e) {
      // The container says only that it is so: a wrong password is nothing to log with a trace.
      return false;
    }
  }

  /** Logs out: the session is gone, with all pages that are open. */
  public void logOut() throws IOException, ServletException {
    watchers.leave(Faces.getSession().getId());
    request.logout();
    Faces.invalidateSession();
    Faces.redirect("/login");
  }
}
