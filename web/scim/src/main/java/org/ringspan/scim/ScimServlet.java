package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.constants.HttpHeader;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResponseException;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.Account;
import org.ringspan.identity.Actor;
import org.ringspan.identity.Role;
import org.ringspan.people.Person;
import org.ringspan.people.boundary.Groups;
import org.ringspan.people.boundary.People;

/** Takes requests to {@code /identity/scim/{organisation}/v2}; the organisation is the domain. */
@WebServlet("/*")
public class ScimServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** How often a change is made anew when somebody else's came between. */
  private static final int ATTEMPTS = 5;

  @Inject private transient Door door;
  @Inject private transient People people;
  @Inject private transient Groups groups;
  @Inject private transient ConfigurationSource configuration;
  private transient ResourceEndpoint engine;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ScimServlet() {}

  @Override
  public void init() {
    engine = ScimEngine.of(people, groups);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (door.open(request.getHeader("Authorization"), request.getRemoteAddr())) {
      case Door.Answer.In(var account, var mayWrite) -> let(request, response, account, mayWrite);
      case Door.Answer.Unknown(var why) -> {
        response.setHeader(
            "WWW-Authenticate",
            "Bearer realm=\"ringspan\", Basic realm=\"ringspan\", charset=\"UTF-8\"");
        refuse(response, 401, why);
      }
      case Door.Answer.Later(var status, var after, var why) -> {
        response.setHeader("Retry-After", Long.toString(seconds(after)));
        refuse(response, status, why);
      }
    }
  }

  private static long seconds(Duration after) {
    return Math.max(1, after.plusMillis(999).toSeconds());
  }

  private void let(
      HttpServletRequest request, HttpServletResponse response, Account account, boolean mayWrite)
      throws IOException {
    Optional<Address> known =
        Address.of(
            Optional.ofNullable(request.getPathInfo()).orElse("/"),
            configuration.current().domain());
    if (known.isEmpty()) {
      refuse(response, 404, "there is nothing here: the address is /identity/scim/<domain>/v2/…");
      return;
    }
    @Nullable HttpMethod method = method(request.getMethod());
    if (method == null) {
      response.setHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE");
      refuse(response, 405, request.getMethod() + " isn't understood");
      return;
    }
    Address address = known.get();
    boolean reads = method == HttpMethod.GET || (method == HttpMethod.POST && address.isSearch());
    Role needed = reads ? address.readers() : Role.ADMINISTRATOR;
    if (account.role().compareTo(needed) < 0) {
      refuse(response, 403, "this takes the role " + needed.roleName());
      return;
    }
    if (!mayWrite && !reads) {
      refuse(response, 403, "the token is for reading only");
      return;
    }
    Optional<String> body = body(request);
    if (body.isEmpty()) {
      refuse(response, 413, "a request has at most " + ScimEngine.LARGEST + " bytes");
      return;
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    Optional<BulkRules> bulk =
        address.isBulk() ? Optional.of(BulkRules.of(body.get())) : Optional.empty();
    Optional<ErrorResponse> refusal = refusal(address, query, body.get(), bulk);
    if (refusal.isPresent()) {
      answer(response, refusal.get());
      return;
    }
    if (address.isSelf()) {
      Optional<Person> own = people.withLogin(account.id().value());
      if (own.isEmpty()) {
        refuse(response, 404, "there is no user " + account.id());
        return;
      }
      address = Address.ofUser(own.get().id());
    }
    String url = url(request, address);
    if (known.get().isSelf()) {
      // RFC 7644 section 3.11: "the HTTP "Location" header MUST be the permanent location of the
      // aliased resource".
      response.setHeader("Location", url);
    }
    ScimResponse answer =
        asked(
            query.isEmpty() ? url : url + "?" + query,
            method,
            body.get(),
            headers(request),
            Actor.of(account, request.getRemoteAddr()),
            bulk.isPresent());
    answer(response, bulk.isPresent() ? bulk.get().told(answer) : answer);
  }

  /** What isn't for the library to decide. */
  private static Optional<ErrorResponse> refusal(
      Address address, String query, String body, Optional<BulkRules> bulk) {
    if (Filters.isTooNested(query) || (address.isSearch() && Filters.isTooNested(body))) {
      return Optional.of(
          new ErrorResponse(
              new BadRequestException(
                  "the filter has too many brackets", ScimType.RFC7644.INVALID_FILTER)));
    }
    return bulk.flatMap(it -> it.refusal(ScimEngine.MOST_OPERATIONS))
        .map(why -> error(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, why));
  }

  private static ErrorResponse error(int status, String why) {
    return new ErrorResponse(new ResponseException(why, status, null));
  }

  /** What the library is asked for is what was looked at, not what it might read into the text. */
  private String url(HttpServletRequest request, Address address) {
    String all = request.getRequestURL().toString();
    return all.substring(0, all.length() - request.getRequestURI().length())
        + request.getContextPath()
        + "/"
        + configuration.current().domain()
        + "/"
        + Address.VERSION
        + address.path();
  }

  private static @Nullable HttpMethod method(String name) {
    return switch (name) {
      case "GET", "HEAD" -> HttpMethod.GET;
      case "POST" -> HttpMethod.POST;
      case "PUT" -> HttpMethod.PUT;
      case "PATCH" -> HttpMethod.PATCH;
      case "DELETE" -> HttpMethod.DELETE;
      default -> null;
    };
  }

  /** The body; empty when it is too long. */
  private static Optional<String> body(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(ScimEngine.LARGEST + 1);
    return bytes.length > ScimEngine.LARGEST
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      if (!name.equalsIgnoreCase("Authorization")) {
        headers.put(name, request.getHeader(name));
      }
    }
    return headers;
  }

  private ScimResponse asked(
      String url,
      HttpMethod method,
      String body,
      Map<String, String> headers,
      Actor actor,
      boolean bulk) {
    // Many operations at once have an answer of their own for each: what was done isn't done again.
    boolean once =
        bulk
            || headers.keySet().stream()
                .anyMatch(it -> it.equalsIgnoreCase(HttpHeader.IF_MATCH_HEADER));
    for (int attempt = 1; ; attempt++) {
      ScimResponse answer =
          engine.handleRequest(url, method, body, new HashMap<>(headers), new ScimContext(actor));
      if (answer.getHttpStatus() != HttpServletResponse.SC_PRECONDITION_FAILED
          || once
          || attempt == ATTEMPTS) {
        return answer;
      }
    }
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    answer(response, error(status, why));
  }

  private static void answer(HttpServletResponse response, ScimResponse answer) throws IOException {
    response.setStatus(answer.getHttpStatus());
    answer
        .getHttpHeaders()
        .forEach(
            (name, value) -> {
              if (!name.toLowerCase(Locale.ROOT).equals("content-type")) {
                response.setHeader(name, value);
              }
            });
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    if (answer.isEmpty() || answer.getHttpStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
      return;
    }
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType(HttpHeader.SCIM_CONTENT_TYPE);
    response.setCharacterEncoding("UTF-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
