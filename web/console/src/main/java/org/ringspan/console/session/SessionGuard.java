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
import org.ringspan.identity.Account;

/**
 * Looks at every request. Somebody whose account was disabled or got another role is out at once,
 * not at the end of the session; and every answer says what the browser may do with it.
 */
@WebFilter(filterName = "session-guard", urlPatterns = "/*", asyncSupported = true)
public class SessionGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient Viewer viewer;

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
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
          session.invalidate();
        }
        response.sendRedirect(request.getContextPath() + "/login");
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

  private boolean stillIn(HttpServletRequest request) {
    Optional<Account> account = viewer.account();
    return account.isPresent() && request.isUserInRole(account.get().role().roleName());
  }
}
