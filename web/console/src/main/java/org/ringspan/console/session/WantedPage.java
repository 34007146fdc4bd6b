package org.ringspan.console.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The page that somebody wanted and who had to log in elsewhere first. The browser keeps it: who
 * isn't known yet gets no session for it, and the provider doesn't learn it.
 */
final class WantedPage {
  private static final String NAME = "ringspan-wanted";
  private static final Duration KEPT = Duration.ofMinutes(10);

  private WantedPage() {}

  /** Has the browser keep what it asks for. */
  static void keep(HttpServletRequest request, HttpServletResponse response) {
    String query = request.getQueryString();
    String page = request.getRequestURI() + (query == null ? "" : "?" + query);
    response.addCookie(
        cookie(request, URLEncoder.encode(page, StandardCharsets.UTF_8), (int) KEPT.toSeconds()));
  }

  /** The page that the browser has kept, when it is one of ours, else the home page. */
  static String of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME)) {
          return LocalPath.orHome(decoded(cookie.getValue()));
        }
      }
    }
    return LocalPath.orHome("");
  }

  /** It isn't wanted any more. */
  static void forget(HttpServletRequest request, HttpServletResponse response) {
    response.addCookie(cookie(request, "", 0));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Somebody has written something else there.
      return "";
    }
  }

  private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
    Cookie cookie = new Cookie(NAME, value);
    cookie.setPath("/");
    cookie.setMaxAge(seconds);
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
