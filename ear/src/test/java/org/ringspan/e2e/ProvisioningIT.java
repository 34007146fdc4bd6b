package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.ringspan.e2e.peer.Keycloak;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * HD5: another SCIM service is told of people and groups; here a Keycloak, whose administrators say
 * what has arrived. One story: the tests follow each other.
 */
@RingspanTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvisioningIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String SCIM = "/../../identity/scim/" + Company.DOMAIN + "/v2";
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
  private static final Path DIRECTORY = TestServer.directory("provisioned");
  private static final Keycloak KEYCLOAK =
      new Keycloak(DIRECTORY, Network.KEYCLOAK, "--features=scim-api");

  @BeforeAll
  static void start() {
    KEYCLOAK.prepareScim();
  }

  @AfterAll
  static void stop(TestServer server) {
    KEYCLOAK.close();
    var unused = admin(server).send("DELETE", "/provisioning/target", "", Map.of());
  }

  private static Rest admin(TestServer server) {
    return server.rest().as(ADMINISTRATOR);
  }

  private static JsonObject run(TestServer server, String query) {
    var begun = admin(server).post("/provisioning/runs" + query, "");
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    String id = begun.json().getString("id");
    return Eventually.until(
        "the end of the run",
        SOON,
        () -> admin(server).get("/provisioning/runs/" + id).json(),
        run -> run.containsKey("ended"));
  }

  private static List<String> report(TestServer server, JsonObject run) {
    return admin(server)
        .get("/provisioning/runs/" + run.getString("id") + "/report?limit=1000")
        .items()
        .getValuesAs(JsonObject.class)
        .stream()
        .map(line -> line.getString("action") + " " + line.getString("name"))
        .toList();
  }

  private static JsonObject scim(TestServer server, String method, String path, String body) {
    var answer = admin(server).send(method, SCIM + path, body, Map.of());
    assertThat(answer.status()).as("%s", answer).isBetween(200, 201);
    return answer.json();
  }

  private static String made(TestServer server, String login) {
    return scim(
            server,
            "POST",
            "/Users",
            """
            {"schemas": ["%sUser"], "userName": "%s", "displayName": "%s Told",
             "emails": [{"value": "%s@company.test"}]}"""
                .formatted(CORE, login, login, login))
        .getString("id");
  }

  private static JsonObject theirs(String login) {
    return KEYCLOAK.ofRealm("/users?exact=true&username=" + login).asJsonArray().getJsonObject(0);
  }

  private static List<String> members(String group) {
    String id =
        KEYCLOAK
            .ofRealm("/groups?exact=true&search=" + group)
            .asJsonArray()
            .getJsonObject(0)
            .getString("id");
    return KEYCLOAK
        .ofRealm("/groups/" + id + "/members")
        .asJsonArray()
        .getValuesAs(JsonObject.class)
        .stream()
        .map(member -> member.getString("username"))
        .sorted()
        .toList();
  }

  private static void target(TestServer server, String address) {
    var kept =
        admin(server)
            .send(
                "PUT",
                "/provisioning/target",
                "{\"address\": \"%s\", \"tokenAddress\": \"%s\", \"client\": \"ringspan\"}"
                    .formatted(address, KEYCLOAK.tokenAddress()),
                Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
  }

  @Test
  @Order(1)
  @DisplayName("Settings with a fault name their field; a secret goes nowhere in clear nor back")
  void settings(TestServer server) {
    assertThat(admin(server).get("/provisioning/target").status()).isEqualTo(404);
    assertThat(admin(server).post("/provisioning/runs", "").status()).isEqualTo(409);
    var wrong =
        admin(server)
            .send(
                "PUT",
                "/provisioning/target",
                "{\"address\": \"http://elsewhere.test/\", \"client\": \"x\", \"mostDeactivated\": 101}",
                Map.of());
    assertThat(wrong.status()).as("%s", wrong).isEqualTo(422);
    assertThat(wrong.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(error -> error.getString("pointer"))
        .containsExactlyInAnyOrder("/address", "/client", "/mostDeactivated");
    target(server, KEYCLOAK.scimAddress());
    assertThat(admin(server).post("/provisioning/runs", "").status())
        .as("without a secret")
        .isEqualTo(409);
    String secret = "{\"secret\": \"" + KEYCLOAK.secret() + "\"}";
    assertThat(admin(server).send("PUT", "/provisioning/target/secret", secret, Map.of()).status())
        .isEqualTo(204);
    assertThat(admin(server).get("/provisioning/target").json().getBoolean("hasSecret")).isTrue();
    assertThat(admin(server).get("/audit?limit=5").toString()).doesNotContain(KEYCLOAK.secret());
  }

  @Test
  @Order(2)
  @DisplayName("HD3: a trial tells exactly what the run does; the next run does nothing")
  void firstRun(TestServer server) {
    String one = made(server, "tolda");
    String two = made(server, "toldb");
    scim(
        server,
        "POST",
        "/Groups",
        """
        {"schemas": ["%sGroup"], "displayName": "Told", "members": [{"value": "%s"}, {"value": "%s"}]}"""
            .formatted(CORE, one, two));
    var trial = run(server, "?dryRun=true");
    assertThat(trial.getString("phase")).as("%s", trial).isEqualTo("done");
    assertThat(report(server, trial)).contains("create tolda", "create toldb", "create Told");
    assertThat(KEYCLOAK.ofRealm("/users?exact=true&username=tolda").asJsonArray()).isEmpty();

    var run = run(server, "");
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(report(server, run)).contains("create tolda", "create toldb", "create Told");
    // Keycloak's default profile wants a mail address, which most people of the company don't have.
    assertThat(report(server, run)).contains("refuse bob");
    assertThat(run.getInt("created") + run.getInt("refused")).isEqualTo(trial.getInt("created"));
    assertThat(theirs("tolda").getString("email")).isEqualTo("tolda@company.test");
    assertThat(theirs("tolda").getString("lastName")).isEqualTo("Told");
    assertThat(theirs("tolda").getBoolean("enabled")).isTrue();
    assertThat(members("Told")).containsExactly("tolda", "toldb");

    var figures =
        Eventually.until(
            "the figures of monitoring, which are a minute old at most",
            SOON,
            server.operations()::metrics,
            it -> it.getOrDefault("ringspan_provisioning_there{kind=\"user\"}", 0.0) >= 2);
    assertThat(figures.get("ringspan_provisioning_there{kind=\"group\"}"))
        .isGreaterThanOrEqualTo(1);
    assertThat(figures.get("ringspan_provisioning_runs_total{outcome=\"done\"}"))
        .isGreaterThanOrEqualTo(1);
    assertThat(figures.get("ringspan_provisioning_refused_total")).isGreaterThanOrEqualTo(1);
    assertThat(figures.get("ringspan_provisioning_last_success_seconds")).isPositive();

    var again = run(server, "");
    assertThat(
            List.of(again.getInt("created"), again.getInt("updated"), again.getInt("deactivated")))
        .isEqualTo(List.of(0, 0, 0));
    assertThat(again.getInt("unchanged")).isGreaterThanOrEqualTo(3);
  }

  private static String idOf(TestServer server, String kind, String filter) {
    return scim(server, "GET", "/" + kind + "?filter=" + filter, "")
        .getJsonArray("Resources")
        .getJsonObject(0)
        .getString("id");
  }

  private static void patch(TestServer server, String path, String operation) {
    var unused =
        scim(
            server,
            "PATCH",
            path,
            "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": ["
                + operation
                + "]}");
  }

  @Test
  @Order(3)
  @DisplayName("Changes arrive: a name, who left a group, and what they have of their own stays")
  void changes(TestServer server) {
    String one = idOf(server, "Users", "userName%20eq%20%22tolda%22");
    String group = idOf(server, "Groups", "displayName%20eq%20%22Told%22");
    patch(
        server,
        "/Users/" + one,
        "{\"op\": \"replace\", \"value\": {\"name\": {\"givenName\": \"Ada\", \"familyName\": \"New\"}}}");
    patch(
        server,
        "/Groups/" + group,
        "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(one));

    var run = run(server, "");

    assertThat(report(server, run)).contains("update tolda", "update Told");
    assertThat(theirs("tolda").getString("lastName")).isEqualTo("New");
    assertThat(theirs("tolda").getString("email")).isEqualTo("tolda@company.test");
    assertThat(members("Told")).containsExactly("toldb");
  }

  @Test
  @Order(4)
  @DisplayName("Who is gone here loses the login there, when an administrator has let it happen")
  void brake(TestServer server) {
    for (String login : List.of("tolda", "toldb")) {
      String id = idOf(server, "Users", "userName%20eq%20%22" + login + "%22");
      assertThat(admin(server).send("DELETE", SCIM + "/Users/" + id, "", Map.of()).status())
          .isEqualTo(204);
    }

    var asks = run(server, "");
    assertThat(asks.getString("phase")).as("%s", asks).isEqualTo("needs-consent");
    assertThat(report(server, asks)).contains("deactivate tolda", "deactivate toldb");
    assertThat(theirs("tolda").getBoolean("enabled")).isTrue();

    var run = run(server, "?consent=true");
    assertThat(run.getInt("deactivated")).as("%s", run).isEqualTo(2);
    assertThat(theirs("tolda").getBoolean("enabled")).isFalse();
    assertThat(theirs("toldb").getBoolean("enabled")).isFalse();
  }

  @Test
  @Order(5)
  @DisplayName("Who is there already is taken over, and comes back with the login")
  void takenOver(TestServer server) {
    String one = made(server, "tolda");
    String before = theirs("tolda").getString("id");

    var run = run(server, "");

    assertThat(report(server, run)).contains("create tolda");
    assertThat(theirs("tolda").getString("id")).isEqualTo(before);
    assertThat(theirs("tolda").getBoolean("enabled")).isTrue();
    String group = idOf(server, "Groups", "displayName%20eq%20%22Told%22");
    for (String path : List.of("/Groups/" + group, "/Users/" + one)) {
      assertThat(admin(server).send("DELETE", SCIM + path, "", Map.of()).status()).isEqualTo(204);
    }
    assertThat(report(server, run(server, "?consent=true"))).contains("remove Told");
    assertThat(KEYCLOAK.ofRealm("/groups?exact=true&search=Told").asJsonArray()).isEmpty();
  }

  @Test
  @Order(6)
  @DisplayName("A secret that was wrong ends the run with a reason, and the next one is good again")
  void refused(TestServer server) {
    assertThat(
            admin(server)
                .send("PUT", "/provisioning/target/secret", "{\"secret\": \"wrong\"}", Map.of())
                .status())
        .isEqualTo(204);
    String id = made(server, "toldc");
    var run = run(server, "");
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("failed");
    assertThat(run.getString("failure")).contains("token");
    assertThat(admin(server).send("DELETE", SCIM + "/Users/" + id, "", Map.of()).status())
        .isEqualTo(204);
    assertThat(admin(server).send("DELETE", "/provisioning/target", "", Map.of()).status())
        .isEqualTo(204);
  }

  @Test
  @Order(7)
  @DisplayName("A run whose service doesn't answer says how far it is, and can be stopped at once")
  void cancelled(TestServer server) throws IOException {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + mute.getLocalPort() + "/scim";
      assertThat(
              admin(server)
                  .send(
                      "PUT", "/provisioning/target", "{\"address\": \"" + address + "\"}", Map.of())
                  .status())
          .isEqualTo(200);
      assertThat(
              admin(server)
                  .send("PUT", "/provisioning/target/secret", "{\"secret\": \"any\"}", Map.of())
                  .status())
          .isEqualTo(204);
      var begun = admin(server).post("/provisioning/runs", "");
      assertThat(begun.status()).as("%s", begun).isEqualTo(202);
      String path = "/provisioning/runs/" + begun.json().getString("id");
      var running =
          Eventually.until(
              "the run's progress",
              SOON,
              () -> admin(server).get(path).json(),
              run -> run.containsKey("progress"));
      assertThat(running.getJsonObject("progress").getInt("done")).isZero();
      assertThat(running.getJsonObject("progress").getInt("of")).isPositive();
      assertThat(admin(server).send("DELETE", path, "", Map.of()).status()).isEqualTo(202);
      var ended =
          Eventually.until(
              "the end of the run",
              SOON,
              () -> admin(server).get(path).json(),
              run -> run.containsKey("ended"));
      assertThat(ended.getString("phase")).as("%s", ended).isEqualTo("cancelled");
      assertThat(ended.containsKey("failure")).as("%s", ended).isFalse();
      assertThat(admin(server).send("DELETE", path, "", Map.of()).status()).isEqualTo(409);
      assertThat(admin(server).send("DELETE", "/provisioning/runs/none", "", Map.of()).status())
          .isEqualTo(404);
    }
  }
}
