package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.SUPPORT;
import static org.ringspan.e2e.server.Company.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.server.Web;

/** Who comes in where, and what a page lets nobody do. */
@RingspanTest
class ConsoleLoginIT {
  private static final String ADDRESS = "http://" + Network.SERVER + ":8080";
  private static final Path PAGES = Path.of("../web/console/src/main/webapp");

  /** What administrators alone may open. */
  private static final Set<String> FOR_ADMINISTRATORS =
      Set.of(
          "/console/audit",
          "/console/directory",
          "/console/directory-events",
          "/console/imports",
          "/console/provisioning",
          "/console/secrets",
          "/console/setup",
          "/console/edit");

  private static Web web() {
    return new Web(ADDRESS);
  }

  private static Web as(String login) {
    Web web = web();
    assertThat(web.logIn(login, password(login)).statusCode()).isEqualTo(302);
    return web;
  }

  /** Every page that there is, without and with its ending. */
  private static List<String> pages() {
    try (Stream<Path> files =
        Stream.concat(Files.list(PAGES.resolve("console")), Files.list(PAGES.resolve("me")))) {
      List<String> names =
          files
              .map(file -> "/" + PAGES.relativize(file).toString().replace(".xhtml", ""))
              .sorted()
              .toList();
      return Stream.of(
              names.stream(),
              names.stream().map(name -> name + ".xhtml"),
              Stream.of(
                  "/console/",
                  "/me/",
                  "/console/live-events",
                  "/console/export/users.csv",
                  "/console/export/configuration.json"))
          .flatMap(it -> it)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFor(String role, String page) {
    boolean administrators =
        page.startsWith("/console/export/")
            || FOR_ADMINISTRATORS.contains(page.replace(".xhtml", ""));
    return switch (role) {
      case ADMINISTRATOR -> true;
      case SUPPORT -> !administrators;
      default -> page.startsWith("/me/");
    };
  }

  @Test
  @DisplayName("Nobody sees a page without a login")
  void anonymous() {
    assertThat(pages()).hasSizeGreaterThan(40);
    for (String page : pages()) {
      HttpResponse<String> answer = web().get(page);
      assertThat(answer.body()).as(page).doesNotContain("alice");
      assertThat(answer.body().contains("id=\"login:password\"") || answer.statusCode() == 302)
          .as(page + " " + answer.statusCode())
          .isTrue();
    }
  }

  @Test
  @DisplayName("Each role opens its pages and no others")
  void roles() {
    for (String login : List.of(ADMINISTRATOR, SUPPORT, ALICE.id())) {
      Web web = as(login);
      for (String page : pages()) {
        if (page.equals("/console/live-events")) {
          continue;
        }
        int status = web.get(page).statusCode();
        if (isFor(login, page)) {
          assertThat(status).as(login + " at " + page).isIn(200, 404);
        } else {
          assertThat(status).as(login + " at " + page).isEqualTo(403);
        }
      }
    }
    assertThat(as(ALICE.id()).get("/console/live-events").statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("A session gets another identifier with the login, a careful cookie, and an end")
  void session() {
    Web web = web();
    HttpResponse<String> first = web.get("/login");
    String before = web.session();
    assertThat(first.headers().allValues("Set-Cookie").toString())
        .contains("HttpOnly")
        .contains("SameSite=Lax");
    assertThat(first.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    web.logIn(ALICE.id(), password(ALICE.id()));
    assertThat(web.session()).isNotEqualTo(before);
    HttpResponse<String> me = web.get("/me/");
    assertThat(me.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> out =
        web.post(
            "/me/index.xhtml",
            Map.of(
                "out",
                "out",
                outButton(me),
                "Log out",
                "primefaces.nonce",
                Web.nonce(me),
                "jakarta.faces.ViewState",
                Web.viewState(me)));
    assertThat(out.headers().firstValue("Location").orElse("")).endsWith("/login");
    assertThat(web.get("/me/calls").body()).contains("login:password");
  }

  private static String outButton(HttpResponse<String> page) {
    return page.body().replaceAll("(?s).*name=\"(out:[^\"]+)\" value=\"Log out\".*", "$1");
  }

  @Test
  @DisplayName("A wrong password and an unknown login look the same")
  void wrong() {
    String wrong = web().logIn(ALICE.id(), "another-password").body();
    String unknown = web().logIn("nobody", "another-password").body();
    assertThat(wrong).contains("The login or the password is wrong.");
    assertThat(unknown).contains("The login or the password is wrong.");
  }

  @Test
  @DisplayName("After the login one comes to the page one wanted, and never to another server")
  void redirects() {
    Web web = web();
    String form = web.get("/me/calls?number=51234").body();
    assertThat(form).contains("value=\"/me/calls?number=51234\"");
    for (String hostile :
        List.of(
            "//evil.example/", "https://evil.example/", "/\\evil.example", "/me//x", "/me/\n")) {
      Web visitor = web();
      HttpResponse<String> page = visitor.get("/login");
      String hidden =
          page.body().replaceAll("(?s).*<input type=\"hidden\" name=\"(login:[^\"]+)\".*", "$1");
      HttpResponse<String> answer =
          visitor.post(
              "/login",
              Map.of(
                  "login",
                  "login",
                  hidden,
                  hostile,
                  "login:name",
                  ALICE.id(),
                  "login:password",
                  password(ALICE.id()),
                  "login:enter",
                  "Log in",
                  "jakarta.faces.ViewState",
                  Web.viewState(page)));
      assertThat(answer.headers().firstValue("Location").orElse(""))
          .as(hostile)
          .doesNotContain("evil")
          .endsWith("/");
    }
  }

  @Test
  @DisplayName("A form without the mark of the session changes nothing")
  void forgery(TestServer server) {
    Web alice = as(ALICE.id());
    String tag = server.rest().as(ADMINISTRATOR).get("/users/alice").tag();
    HttpResponse<String> stolen = as(ADMINISTRATOR).get("/me/");
    for (String state : List.of("", "1:1", Web.viewState(stolen))) {
      HttpResponse<String> answer =
          alice.post(
              "/me/index.xhtml",
              Map.of(
                  "switch", "switch",
                  "switch:off", "Switch off",
                  "jakarta.faces.ViewState", state));
      assertThat(answer.statusCode()).as(state).isIn(200, 302);
      assertThat(server.rest().as(ADMINISTRATOR).get("/users/alice").tag()).isEqualTo(tag);
    }
  }

  @Test
  @DisplayName("Whoever is disabled, or gets another role, is out at the next request")
  void disabled(TestServer server) {
    var rest = server.rest().as(ADMINISTRATOR);
    String mallory =
        """
        {"id":"mallory","name":"Mallory","role":"%s","enabled":%s}""";
    rest.send("POST", "/users", mallory.formatted("support", "true"), Map.of());
    rest.send("PUT", "/users/mallory/password", "{\"password\":\"long-enough\"}", Map.of());
    try {
      Web web = web();
      web.logIn("mallory", "long-enough");
      assertThat(web.get("/console/users").statusCode()).isEqualTo(200);
      rest.send(
          "PUT", "/users/mallory", mallory.formatted("user", "true"), Map.of("If-Match", "*"));
      assertThat(web.get("/console/users").statusCode()).isEqualTo(302);
      web.logIn("mallory", "long-enough");
      assertThat(web.get("/console/users").statusCode()).isEqualTo(403);
      assertThat(web.get("/me/").statusCode()).isEqualTo(200);
      rest.send(
          "PUT", "/users/mallory", mallory.formatted("user", "false"), Map.of("If-Match", "*"));
      assertThat(web.get("/me/").statusCode()).isEqualTo(302);
    } finally {
      rest.send("DELETE", "/users/mallory", "", Map.of("If-Match", "*"));
    }
  }
}
