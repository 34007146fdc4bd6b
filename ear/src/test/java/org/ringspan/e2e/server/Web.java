package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: cookies, forms, and no redirect is followed. */
public final class Web {
  private static final Pattern VIEW_STATE =
      Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]*)\"");

  private static final Pattern NONCE =
      Pattern.compile("name=\"primefaces\\.nonce\"[^>]*value=\"([^\"]*)\"");

  private final String address;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A browser that nobody has logged in with. */
  public Web(String address) {
    this.address = address;
  }

  /** Opens a page. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  /** Sends a form. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Logs in; the answer to it. */
  public HttpResponse<String> logIn(String login, String password) {
    HttpResponse<String> page = get("/login");
    return post(
        "/login",
        Map.of(
            "login",
            "login",
            "login:name",
            login,
            "login:password",
            password,
            "login:enter",
            "Log in",
            "primefaces.nonce",
            nonce(page),
            "jakarta.faces.ViewState",
            viewState(page)));
  }

  /** The mark that a page's forms carry. */
  public static String viewState(HttpResponse<String> page) {
    Matcher matcher = VIEW_STATE.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError("no form in " + page.uri() + ": " + page.statusCode());
    }
    return matcher.group(1);
  }

  /** The mark of a page's script policy, which its forms carry too. */
  public static String nonce(HttpResponse<String> page) {
    Matcher matcher = NONCE.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError("no form in " + page.uri() + ": " + page.statusCode());
    }
    return matcher.group(1);
  }

  /** The session it has. */
  public String session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("ringspan-session"))
        .map(cookie -> cookie.getValue())
        .findFirst()
        .orElse("");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
