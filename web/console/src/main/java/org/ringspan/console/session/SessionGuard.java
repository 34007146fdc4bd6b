package org.ringspan.console.session;

import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.ringspan.console.calls.LiveWatchers;
import org.ringspan.identity.Account;
import org.ringspan.identity.Role;
import org.ringspan.identity.boundary.IdentityProvider;
import org.ringspan.identity.boundary.Logins;

/**
 * Looks at every request: whether the role may open the page, and whether it still is that of the
 * account. Somebody whose account was disabled or got another role is out at once, not at the end
 * of the session; and every answer says what the browser may do with it.
 */
@WebFilter(filterName = "session-guard", urlPatterns = "/*", asyncSupported = true)
public class SessionGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** The role with which a session began. */
  private static final String ROLE = SessionGuard.class.getName() + ".role";

  @Inject private transient Viewer viewer;
  @Inject private transient IdentityProvider provider;
  @Inject private transient Logins logins;
  @Inject private transient LiveWatchers watchers;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SessionGuard() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    boolean resource = request.getServletPath().startsWith("/jakarta.faces.resource/");
    if (!resource) {
      response.setHeader("Cache-Control", "no-store");
      if (request.getUserPrincipal() != null && !stillIn(request)) {
        leave(request);
        response.sendRedirect(
            request.getContextPath() + (provider.isThere() ? "/login?known=no" : "/login"));
        return;
      }
      Optional<Role> least = least(request);
      if (least.isPresent() && !viewer.isLoggedIn() && !isEntrance(request)) {
        askToLogIn(request, response);
        return;
      }
      if (least.isPresent() && !viewer.isAtLeast(least.get())) {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
    }
    try {
      chain.doFilter(request, response);
    } catch (NotAllowed e) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } catch (ServletException e) {
      answer(e, request, response);
    }
  }

  /** What goes wrong because of who asks or when is answered with a page, and nothing to log. */
  private static void answer(
      ServletException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ViewExpiredException && !response.isCommitted()) {
      response.reset();
      response.sendRedirect(request.getContextPath() + "/expired");
    } else if (cause instanceof NotAllowed && !response.isCommitted()) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      throw e;
    }
  }

  /** Somebody logs in: whatever role the session had before doesn't count. */
  static void begins(HttpSession session) {
    session.removeAttribute(ROLE);
  }

  private void leave(HttpServletRequest request) throws ServletException {
    request.logout();
    HttpSession session = request.getSession(false);
    if (session != null) {
      watchers.leave(session.getId());
      session.invalidate();
    }
  }

  /** Whether the account is there and has the role with which the session began. */
  private boolean stillIn(HttpServletRequest request) {
    Optional<Account> account = viewer.account();
    if (account.isEmpty()) {
      return false;
    }
    HttpSession session = request.getSession();
    String now = account.get().role().roleName();
    Object began = session.getAttribute(ROLE);
    if (began == null) {
      session.setAttribute(ROLE, now);
      if (provider.isThere()) {
        // Nobody else writes down that somebody came in there.
        logins.accepted(account.get().id().value(), request.getRemoteAddr());
      }
    }
    return began == null || began.equals(now);
  }

  private static Optional<Role> least(HttpServletRequest request) {
    String inside = request.getPathInfo();
    return PageRoles.least(request.getServletPath() + (inside == null ? "" : inside));
  }

  /** There the container itself lets nobody pass whom it doesn't know. */
  private static boolean isEntrance(HttpServletRequest request) {
    return request.getServletPath().equals("/enter");
  }

  /** A page is shown after the login; what was sent isn't carried out later. */
  private void askToLogIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (!request.getMethod().equals("GET")) {
      response.sendRedirect(request.getContextPath() + "/expired");
    } else if (provider.isThere()) {
      WantedPage.keep(request, response);
      response.sendRedirect(request.getContextPath() + "/enter");
    } else {
      request.getRequestDispatcher("/login.xhtml").forward(request, response);
    }
  }
}
