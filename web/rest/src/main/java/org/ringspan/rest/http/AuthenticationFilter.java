package org.ringspan.rest.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringspan.identity.AccessToken.Scope;
import org.ringspan.identity.boundary.LoginResult;
import org.ringspan.identity.boundary.Logins;
import org.ringspan.identity.boundary.TokenCheck;

/**
 * Finds out who asks: a program by its token (RFC 6750), ours or one of the company's identity
 * provider (RFC 9068), a person by login and password (RFC 7617). Nothing is remembered from one
 * request to the next, no cookie is set, so no page of others can make a browser ask for somebody.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
  static final String CHALLENGE =
      "Bearer realm=\"ringspan\", Basic realm=\"ringspan\", charset=\"UTF-8\"";

  private static final int RETRY_SECONDS = 10;

  @Inject private Logins logins;
  @Inject private TokenCheck tokens;
  @Context private HttpServletRequest http;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AuthenticationFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return;
    }
    int blank = header.indexOf(' ');
    String scheme = (blank < 0 ? header : header.substring(0, blank)).toLowerCase(Locale.ROOT);
    String rest = blank < 0 ? "" : header.substring(blank + 1).strip();
    switch (scheme) {
      case "bearer" -> bearer(request, rest);
      case "basic" -> basic(request, rest);
      default -> request.abortWith(unauthorized("only Bearer and Basic are understood"));
    }
  }

  private void bearer(ContainerRequestContext request, String token) {
    String source = http.getRemoteAddr();
    switch (tokens.of(token, source)) {
      case TokenCheck.Answer.Accepted(var account, var scope, var credentials)
          when scope == Scope.SCIM ->
          request.abortWith(
              Problem.response(
                  403,
                  "forbidden",
                  "This isn't allowed",
                  "the token is for people and groups by SCIM only"));
      case TokenCheck.Answer.Accepted(var account, var scope, var credentials) ->
          enter(request, new Caller(account, scope.mayWrite(), credentials, source));
      case TokenCheck.Answer.Refused(var why) -> request.abortWith(unauthorized(why));
      case TokenCheck.Answer.TryLater(var after) -> request.abortWith(tooMany(after));
      case TokenCheck.Answer.Unknown() ->
          request.abortWith(
              Response.fromResponse(
                      Problem.response(
                          503,
                          "identity-provider-away",
                          "The identity provider doesn't answer",
                          "the token can't be checked now"))
                  .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                  .build());
    }
  }

  private void basic(ContainerRequestContext request, String encoded) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      request.abortWith(unauthorized("the credentials aren't in base64"));
      return;
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      request.abortWith(unauthorized("the credentials hold no colon"));
      return;
    }
    String source = http.getRemoteAddr();
    switch (logins.logIn(pair.substring(0, colon), pair.substring(colon + 1), source)) {
      case LoginResult.Accepted(var account) ->
          enter(request, new Caller(account, true, "user " + account.id(), source));
      case LoginResult.Refused() ->
          request.abortWith(unauthorized("the login or the password is wrong"));
      case LoginResult.TryLater(Duration after) -> request.abortWith(tooMany(after));
    }
  }

  private static void enter(ContainerRequestContext request, Caller caller) {
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(
        new SecurityContext() {
          @Override
          public Principal getUserPrincipal() {
            return caller;
          }

          @Override
          public boolean isUserInRole(String role) {
            return caller.account().role().roleName().equals(role);
          }

          @Override
          public boolean isSecure() {
            return secure;
          }

          @Override
          public @Nullable String getAuthenticationScheme() {
            return caller.credentials().startsWith("token ") ? "Bearer" : BASIC_AUTH;
          }
        });
  }

  static Response unauthorized(String detail) {
    return Response.fromResponse(
            Problem.response(401, "unauthorized", "Who asks isn't known", detail))
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
        .build();
  }

  private static Response tooMany(Duration after) {
    return RateLimitFilter.tooMany(after, "too many wrong passwords or tokens came from there");
  }
}
