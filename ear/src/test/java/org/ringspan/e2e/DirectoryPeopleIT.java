package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.TestServer;

/**
 * The rest of the directory connector through the whole server: the password from the secret store,
 * pictures, nested groups, events and the support bundle. One story: the tests follow each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryPeopleIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DOMAIN = "company.example";
  private static final String FIRST_PASSWORD = "letterbox-8";
  private static final String SECOND_PASSWORD = "Plänted \"letterbox\" 9";
  private static final String BASE = "DC=company,DC=example";
  private static final String PEOPLE = "OU=People," + BASE;
  private static final SimulatedDomain DIRECTORY =
      new SimulatedDomain(DOMAIN, InstantSource.system());
  private static final SimulatedAccounts ACCOUNTS = new SimulatedAccounts(DIRECTORY, 10);
  private static final SimulatedController CONTROLLER =
      SimulatedController.clear(DIRECTORY, ACCOUNTS, "DC1");
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    DemoCompany.found(DIRECTORY);
    DemoCompany.hire(DIRECTORY, 5);
    DemoCompany.account(DIRECTORY, "ringspan");
    ACCOUNTS.password("ringspan", FIRST_PASSWORD);
    ACCOUNTS.letWrite("ringspan");
    CONTROLLER.start();
    var directory = TestServer.directory("directory-people");
    server =
        new TestServer(
            directory,
            Network.DIRECTORY_SERVER,
            TestServer.h2(directory),
            Map.of(
                "ringspan.ad.controllers",
                InetAddress.getLoopbackAddress().getHostAddress() + ":" + CONTROLLER.port(),
                "ringspan.ad.security",
                "CLEAR",
                "ringspan.ad.account",
                "ringspan@" + DOMAIN));
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    CONTROLLER.close();
  }

  private static Rest admin() {
    return server.rest().as(ADMINISTRATOR);
  }

  private static LDAPConnection client(String password) throws LDAPException {
    return new LDAPConnection(
        InetAddress.getLoopbackAddress().getHostAddress(),
        CONTROLLER.port(),
        "ringspan@" + DOMAIN,
        password);
  }

  private static void settings(String more) {
    String settings = "{\"bases\": [\"%s\"], \"mostDeactivated\": 100%s}".formatted(PEOPLE, more);
    var kept = admin().send("PUT", "/directory/settings", settings, Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
  }

  private static JsonObject run() {
    var begun = admin().post("/directory/runs", "");
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    String id = begun.json().getString("id");
    return Eventually.until(
        "the end of the run",
        SOON,
        () -> admin().get("/directory/runs/" + id).json(),
        run -> run.containsKey("ended"));
  }

  private static void secret(String password) {
    String body =
        "{\"value\": \"%s\"}".formatted(password.replace("\\", "\\\\").replace("\"", "\\\""));
    var put = admin().send("PUT", "/secrets/directory-password", body, Map.of());
    assertThat(put.status()).as("%s", put).isEqualTo(204);
  }

  @Test
  @Order(1)
  @DisplayName(
      "D20: the password comes from the secret store, without a restart, and is never told")
  void secretStore() {
    settings("");
    assertThat(run().getString("failure")).contains("no password");

    secret(FIRST_PASSWORD);
    Eventually.until("a run", SOON, () -> run().getString("phase"), "done"::equals);
    String told = admin().get("/secrets").json().toString();
    assertThat(told).contains("directory-password", ADMINISTRATOR).doesNotContain("letterbox");
    assertThat(admin().get("/audit?limit=5").json().toString())
        .contains("directory-password")
        .doesNotContain("letterbox");
    assertThat(server.rest().as("alice").get("/secrets").status()).isEqualTo(403);
  }

  private static byte[] picture(int side, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(
            ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), format, out))
        .isTrue();
    return out.toByteArray();
  }

  @Test
  @Order(2)
  @DisplayName("HD2: pictures are made anew, kept with a tag, refused when they are none, and go")
  void pictures() throws IOException, LDAPException {
    try (var client = client(FIRST_PASSWORD)) {
      client.modify(
          "CN=Alice Adams," + PEOPLE,
          new Modification(ModificationType.REPLACE, "thumbnailPhoto", picture(600, "png")));
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "thumbnailPhoto", "<svg onload=\"x\"/>"));
    }
    settings(", \"avatar\": \"thumbnailPhoto\"");
    assertThat(run().getString("phase")).isEqualTo("done");

    var shown = admin().octets("/users/alice/avatar", Map.of());
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(shown.headers().firstValue("Cache-Control")).contains("private, max-age=300");
    var image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(shown.body())));
    assertThat(image.getWidth()).isEqualTo(256);
    String tag = shown.headers().firstValue("ETag").orElseThrow();
    assertThat(admin().octets("/users/alice/avatar", Map.of("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(server.rest().as("alice").octets("/me/avatar", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(server.rest().as("alice").octets("/users/bob/avatar", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(admin().get("/users/bob/avatar").status()).isEqualTo(404);
    assertThat(admin().get("/directory/events?kind=picture&user=BOB").items()).hasSize(1);

    settings("");
    run();
    assertThat(admin().get("/users/alice/avatar").status()).isEqualTo(404);
  }

  @Test
  @Order(3)
  @DisplayName("HD2: only members of a group become users, also through a circle of groups")
  void groups() throws LDAPException {
    try (var client = client(FIRST_PASSWORD)) {
      for (String name : List.of("Inner", "Outer")) {
        client.add(
            "CN=" + name + ",OU=Groups," + BASE,
            new Attribute("objectClass", "top", "group"),
            new Attribute("sAMAccountName", name));
      }
      client.modify(
          "CN=Outer,OU=Groups," + BASE,
          new Modification(
              ModificationType.ADD,
              "member",
              "CN=Inner,OU=Groups," + BASE,
              "CN=Alice Adams," + PEOPLE));
      client.modify(
          "CN=Inner,OU=Groups," + BASE,
          new Modification(
              ModificationType.ADD,
              "member",
              "CN=Outer,OU=Groups," + BASE,
              "CN=user00001," + PEOPLE));
    }
    settings(", \"groups\": [\"CN=Nobody,OU=Groups," + BASE + "\"], \"onlyMembers\": true");
    var failed = run();
    assertThat(failed.getString("phase")).isEqualTo("failed");
    assertThat(failed.getString("failure")).contains("CN=Nobody");

    settings(", \"groups\": [\"CN=Outer,OU=Groups," + BASE + "\"], \"onlyMembers\": true");
    var run = run();
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run.getInt("people")).isEqualTo(2);
    var group = admin().get("/directory/groups").items().getJsonObject(0);
    assertThat(group.getInt("members")).isEqualTo(2);
    assertThat(
            admin()
                .get("/directory/groups/" + group.getString("id") + "/members")
                .items()
                .getValuesAs(JsonObject.class))
        .extracting(member -> member.getString("login"))
        .containsExactly("alice", "user00001");
  }

  @Test
  @Order(4)
  @DisplayName("HD4: what happened to a person is found among the events, also as a table")
  void events() {
    var gone = admin().get("/directory/events?kind=deactivated&user=user00002").items();
    assertThat(gone).hasSize(1);
    assertThat(gone.getJsonObject(0).getString("text")).contains("can't log in");
    assertThat(admin().get("/directory/events?text=CN=Nobody").items()).isNotEmpty();
    assertThat(admin().get("/directory/events?kind=nonsense").status()).isEqualTo(400);
    assertThat(admin().get("/directory/events?limit=2").header("Link")).isPresent();
    var table = admin().octets("/directory/events/table?user=user00002", Map.of());
    assertThat(new String(table.body(), StandardCharsets.UTF_8))
        .startsWith("number,at,kind,login,text")
        .contains("deactivated");
  }

  private static Map<String, String> bundle(String query) throws IOException {
    var file = admin().octets("/directory/support-bundle" + query, Map.of());
    assertThat(file.statusCode()).isEqualTo(200);
    Map<String, String> parts = new java.util.TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  @Order(5)
  @DisplayName("HD4: the support bundle has all parts, no planted secret and no people unasked")
  void supportBundle() throws IOException {
    ACCOUNTS.password("ringspan", SECOND_PASSWORD);
    secret(SECOND_PASSWORD);
    // The secret as a part of a name, so that it stands in events and reports, too.
    settings(", \"groups\": [\"CN=" + FIRST_PASSWORD + ",OU=Groups," + BASE + "\"]");
    secret(FIRST_PASSWORD);

    var parts = bundle("");
    assertThat(parts)
        .containsKeys(
            "README.txt",
            "server.json",
            "settings.json",
            "state.json",
            "runs.json",
            "events.csv",
            "log.txt");
    List<String> texts = new ArrayList<>(parts.values());
    assertThat(texts).noneMatch(text -> text.contains(FIRST_PASSWORD));
    assertThat(texts).noneMatch(text -> text.contains("user00002") || text.contains("@" + DOMAIN));
    assertThat(parts.get("events.csv")).contains("person-");
    assertThat(bundle("?names=true").get("events.csv")).contains("user00002");
    assertThat(admin().get("/audit?limit=1").items().getJsonObject(0).getString("name"))
        .isEqualTo("support bundle with names");
  }
}
