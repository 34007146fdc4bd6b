package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import jakarta.json.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.peer.Keycloak;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.TestServer;

/** A server whose people log in at a Keycloak, and programs that come with its tokens. */
class IdentityProviderIT {
  private static final String CONSOLE = "http://" + Network.PROVIDED_SERVER + ":8080";
  private static final Path PICTURES = Path.of("target/pictures");

  /** Somebody whom the provider knows and we don't. */
  private static final String STRANGER = "mallory";

  private static final Path DIRECTORY = TestServer.directory("provided");
  private static final Keycloak KEYCLOAK =
      new Keycloak(DIRECTORY.resolveSibling("keycloak"), Network.KEYCLOAK);
  private static final TestServer SERVER =
      new TestServer(
          DIRECTORY,
          Network.PROVIDED_SERVER,
          TestServer.h2(DIRECTORY),
          Map.of(
              "ringspan.oidc.issuer",
              KEYCLOAK.issuer(),
              "ringspan.oidc.client.password",
              KEYCLOAK.secret()));

  @BeforeAll
  static void start() {
    SERVER.start();
    KEYCLOAK.prepare(CONSOLE, ADMINISTRATOR, ALICE.id(), STRANGER);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    KEYCLOAK.close();
  }

  private static Rest rest(String program, String person, String scope) {
    return SERVER
        .rest()
        .withToken(KEYCLOAK.tokens(program, person, scope).getString("access_token"));
  }

  private static void logIn(Browser browser, String person) {
    browser.waitForAddress(KEYCLOAK.address());
    browser.fill("username", person);
    browser.fill("password", Keycloak.password(person));
    browser.press("kc-login");
  }

  @Test
  @DisplayName("An administrator comes to the page that was asked for, and out of both again")
  void administrator() {
    try (var browser = new Browser(CONSOLE)) {
      browser.open("/console/users?q=ali");
      logIn(browser, ADMINISTRATOR);
      browser.expect("alice");
      assertThat(browser.path()).startsWith("/console/users?q=ali");
      browser.open("/console/audit");
      browser.expect("login admin");
      browser.open("/console/users");
      browser.pressText("Log out");
      browser.expect("You log in with the account of your company.");
      browser.picture(PICTURES.resolve("login-elsewhere.png"));
      assertThat(browser.obstacles()).isEmpty();
      browser.press("enter-elsewhere");
      logIn(browser, ADMINISTRATOR);
      browser.expect("Overview");
      assertThat(browser.path()).isEqualTo("/console/");
    }
  }

  @Test
  @DisplayName("The role is that of the account here, and ends at once")
  void role() {
    try (var browser = new Browser(CONSOLE)) {
      browser.open("/login");
      browser.press("enter-elsewhere");
      logIn(browser, ALICE.id());
      browser.expect(ALICE.extension());
      assertThat(browser.path()).isEqualTo("/me/");
      browser.open("/console/users");
      assertThat(browser.text()).doesNotContain("carol");
      var admin = SERVER.rest().as(ADMINISTRATOR);
      var alice = admin.get("/users/alice");
      String disabled =
          Json.createObjectBuilder(alice.json()).add("enabled", false).build().toString();
      assertThat(admin.put("/users/alice", alice.tag(), disabled).status()).isEqualTo(200);
      browser.open("/me/");
      browser.expect("there is no account here with your login");
      var now = admin.get("/users/alice");
      assertThat(admin.put("/users/alice", now.tag(), alice.json().toString()).status())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("Whom the provider knows and we don't sees nothing, and why")
  void stranger() {
    try (var browser = new Browser(CONSOLE)) {
      browser.open("/console/");
      logIn(browser, STRANGER);
      browser.expect("there is no account here with your login");
      browser.picture(PICTURES.resolve("login-stranger.png"));
    }
    assertThat(rest("program", STRANGER, "openid").get("/me").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A program reads with a token of the provider, and writes when the token is for it")
  void tokens() {
    Rest reader = rest("program", ADMINISTRATOR, "openid");
    assertThat(reader.get("/users/alice").status()).isEqualTo(200);
    String user = "{\"id\":\"dora\",\"name\":\"Dora\",\"role\":\"user\"}";
    assertThat(reader.post("/users", user).status()).isEqualTo(403);
    Rest writer = rest("program", ADMINISTRATOR, "openid ringspan:write");
    assertThat(writer.post("/users", user).status()).isEqualTo(201);
    assertThat(writer.send("DELETE", "/users/dora", "", Map.of("If-Match", "*")).status())
        .isEqualTo(200);
    assertThat(rest("program", ALICE.id(), "openid").get("/users/alice").status()).isEqualTo(403);
    assertThat(rest("program", ALICE.id(), "openid").get("/me").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Tokens for others, ID tokens and tokens that were changed let nobody in")
  void refused() {
    assertThat(rest("payroll", ADMINISTRATOR, "openid").get("/me").status()).isEqualTo(401);
    var tokens = KEYCLOAK.tokens("program", ADMINISTRATOR, "openid");
    assertThat(SERVER.rest().withToken(tokens.getString("id_token")).get("/me").status())
        .isEqualTo(401);
    String good = tokens.getString("access_token");
    String changed = good.substring(0, good.length() - 6) + "AAAAAA";
    assertThat(SERVER.rest().withToken(changed).get("/me").status()).isEqualTo(401);
    assertThat(SERVER.rest().withToken(good).get("/me").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Passwords and tokens of our own still let programs in")
  void own() {
    assertThat(SERVER.rest().as(ADMINISTRATOR).get("/me").status()).isEqualTo(200);
  }
}
