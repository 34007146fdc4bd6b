package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.SUPPORT;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;

/** What programs do over REST. */
@RingspanTest
class RestIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  @DisplayName("A new user with telephone and mobile is called, and the API says why both ring")
  void newUser(Stage stage) {
    Rest admin = stage.server().rest().as(ADMINISTRATOR);
    var made =
        admin.post(
            "/users",
            """
            {"id": "olivia", "name": "Olivia <b>O'Neill</b>", "mobility": true,
             "lines": [{"number": "51299", "did": "+14085551299"}],
             "devices": [{"name": "olivia-desk", "lines": ["51299"]}],
             "remoteDestinations": [{"number": "+14085557299", "name": "mobile",
               "delayBeforeRinging": 0, "answerTooSoon": 0, "answerTooLate": 19000}]}""");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    assertThat(made.header("Location").map(URI::create).map(URI::getPath))
        .contains("/api/v1/users/olivia");
    assertThat(made.json().getBoolean("inForce")).isTrue();
    var password =
        admin.send(
            "PUT",
            "/devices/olivia-desk/password",
            "{\"password\": \"" + Company.password("olivia-desk") + "\"}",
            Map.of());
    assertThat(password.status()).as("%s", password).isEqualTo(204);

    var desk = stage.registered("olivia-desk");
    JsonObject registered =
        admin.get("/registrations?after=olivia-desj&limit=1").items().getJsonObject(0);
    assertThat(registered.getString("device")).isEqualTo("olivia-desk");
    assertThat(registered.getJsonArray("bindings")).hasSize(1);
    var call = stage.gateway().dial("+14085551299", Stage.newCaller()).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite("+14085557299").ring();
    String id = liveCallTo(admin, "+14085551299");
    atDesk.answer();
    call.expectAnswer();
    atMobile.expectCancel(200, "Call completed elsewhere");
    assertThat(admin.post("/calls/" + id + "/hang-up", "").status()).isEqualTo(202);
    call.expectBye();
    atDesk.expectBye();

    var explained =
        Eventually.until(
            "the record of the call",
            SOON,
            () -> admin.get("/call-records/" + id + "/explanation"),
            it -> it.status() == 200 && it.json().containsKey("ending"));
    assertThat(explained.json().getJsonArray("legs").getValuesAs(JsonObject.class))
        .extracting(leg -> leg.getString("target") + " " + leg.getBoolean("rings"))
        .containsExactlyInAnyOrder("olivia-desk true", "+14085557299 true");
    assertThat(explained.json().getJsonArray("sentences").getValuesAs(JsonString.class))
        .isNotEmpty();
    assertThat(admin.get("/users/olivia").json().getString("name"))
        .isEqualTo("Olivia <b>O'Neill</b>");
  }

  /** When her telephone has said good-bye. */
  @AfterAll
  static void removeTheNewUser(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    var gone = admin.send("DELETE", "/users/olivia", "", Map.of("If-Match", "*"));
    assertThat(gone.status()).as("%s", gone).isEqualTo(200);
    assertThat(admin.get("/lines/51299").status()).isEqualTo(404);
  }

  private static String liveCallTo(Rest admin, String called) {
    return admin.get("/calls").items().getValuesAs(JsonObject.class).stream()
        .filter(call -> call.getJsonObject("called").getString("number").equals(called))
        .map(call -> call.getString("call"))
        .findAny()
        .orElseThrow();
  }

  @Test
  @DisplayName("A change must be of what was read; faults name their place; the trail undoes")
  void edits(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    var read = admin.get("/lines/" + GRACE.extension());
    String before = read.json().toString();
    String after = before.replace("\"busyTrigger\":8", "\"busyTrigger\":7");
    if (after.equals(before)) {
      after = before.substring(0, before.length() - 1) + ",\"busyTrigger\":7}";
    }
    String path = "/lines/" + GRACE.extension();
    assertThat(admin.send("PUT", path, after, Map.of()).status()).isEqualTo(428);
    var changed = admin.put(path, read.tag(), after);
    assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    assertThat(admin.put(path, read.tag(), before).status()).isEqualTo(412);
    var again = admin.send("GET", path, "", Map.of("If-None-Match", changed.tag()));
    assertThat(again.status()).isEqualTo(304);

    var unknown = admin.put(path, changed.tag(), after.replaceFirst("\\{", "{\"colour\": 1, "));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(unknown.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/colour");
    assertThat(admin.delete("/trunks/pstn", "*").status()).isEqualTo(409);

    int audit = changed.json().getInt("audit");
    var undone = admin.post("/audit/" + audit + "/undo", "");
    assertThat(undone.status()).as("%s", undone).isEqualTo(200);
    assertThat(admin.get(path).tag()).isEqualTo(read.tag());
    assertThat(admin.get("/audit?limit=1").items().getJsonObject(0).getString("actor"))
        .isEqualTo(ADMINISTRATOR);
  }

  @ParameterizedTest(name = "{0}: user {1}, support {2}, administrator {3}")
  @CsvSource({
    "/users, 403, 200, 200",
    "/users/alice, 403, 200, 200",
    "/lines, 403, 200, 200",
    "/devices, 403, 200, 200",
    "/trunks, 403, 200, 200",
    "/trunks/pstn/state, 403, 200, 200",
    "/route-groups, 403, 200, 200",
    "/route-lists, 403, 200, 200",
    "/hunt-groups, 403, 200, 200",
    "/park-numbers, 403, 200, 200",
    "/device-pools, 403, 200, 200",
    "/partitions, 403, 200, 200",
    "/search-spaces, 403, 200, 200",
    "/route-patterns, 403, 200, 200",
    "/translation-patterns, 403, 200, 200",
    "/transformation-patterns, 403, 200, 200",
    "/application-dial-rules, 403, 200, 200",
    "/dial-plan-settings, 403, 200, 200",
    "/reach, 403, 200, 200",
    "/voicemail, 403, 200, 200",
    "/findings, 403, 200, 200",
    "/registrations, 403, 200, 200",
    "/calls, 403, 200, 200",
    "/call-records, 403, 200, 200",
    "/audit, 403, 403, 200",
    "/tokens, 403, 403, 200",
    "/configuration, 403, 403, 200",
    "/me, 200, 200, 200",
    "/me/devices, 200, 200, 200",
    "/me/calls, 200, 200, 200",
    "/me/tokens, 200, 200, 200",
    "/nothing-of-that-name, 404, 404, 404"
  })
  @DisplayName("Who may read what")
  void roles(String path, int user, int support, int administrator, TestServer server) {
    Rest rest = server.rest();
    var anonymous = rest.get(path);
    assertThat(anonymous.status()).as("anonymous %s", anonymous).isIn(401, 404);
    assertThat(rest.as(ALICE.id()).get(path).status()).as("user").isEqualTo(user);
    assertThat(rest.as(SUPPORT).get(path).status()).as("support").isEqualTo(support);
    var all = rest.as(ADMINISTRATOR).get(path);
    assertThat(all.status()).as("administrator %s", all).isEqualTo(administrator);
  }

  @Test
  @DisplayName("Support changes nothing, users nothing of others")
  void nobodyElses(TestServer server) {
    String trunk = "{\"name\": \"other\", \"host\": \"127.0.0.1\"}";
    for (String login : new String[] {SUPPORT, ALICE.id()}) {
      Rest rest = server.rest().as(login);
      assertThat(rest.post("/trunks", trunk).status()).isEqualTo(403);
      assertThat(rest.delete("/users/" + BOB.id(), "*").status()).isEqualTo(403);
      assertThat(rest.post("/calls/none/hang-up", "").status()).isEqualTo(403);
    }
    Rest alice = server.rest().as(ALICE.id());
    var others =
        alice.send(
            "PATCH",
            "/me/lines/" + BOB.extension(),
            "{\"forwarding\": {\"all\": \"voicemail\"}}",
            Map.of("If-Match", "*"));
    assertThat(others.status()).as("%s", others).isEqualTo(404);
    var role = alice.send("PATCH", "/me", "{\"role\": \"administrator\"}", Map.of("If-Match", "*"));
    assertThat(role.status()).as("%s", role).isEqualTo(422);
  }

  @Test
  @DisplayName("A token is shown once, does what its scope says, and ends when it is revoked")
  void tokens(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    var made = admin.post("/me/tokens", "{\"name\": \"reports\", \"scope\": \"read\"}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    Rest program = server.rest().withToken(made.json().getString("token"));
    assertThat(program.get("/users?limit=2").items()).hasSize(2);
    assertThat(program.delete("/users/" + BOB.id(), "*").status()).isEqualTo(403);
    var asked =
        program.post("/dial-plan/test", "{\"device\": \"alice-desk\", \"number\": \"51235\"}");
    assertThat(asked.status()).as("%s", asked).isEqualTo(200);
    assertThat(admin.get("/me/tokens").toString()).doesNotContain(made.json().getString("token"));
    int id = made.json().getInt("id");
    assertThat(admin.send("DELETE", "/me/tokens/" + id, "", Map.of()).status()).isEqualTo(204);
    var refused = program.get("/users");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isPresent();
  }

  @Test
  @DisplayName("A dry run of an import tells line by line what the import does")
  void imports(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    String table = "login,name,number\npaula,Paula,51297\npeter,,51298\n";
    var dry = imported(admin, "?dryRun=true", table);
    assertThat(admin.get("/users/paula").status()).isEqualTo(404);
    var run = imported(admin, "", table);
    assertThat(run.toString()).isEqualTo(dry.toString()).contains("create", "refuse");
    assertThat(admin.get("/users/paula").json().getString("name")).isEqualTo("Paula");
    assertThat(admin.get("/users/peter").status()).isEqualTo(404);
    assertThat(admin.delete("/users/paula", "*").status()).isEqualTo(200);
  }

  private static JsonArray imported(Rest admin, String query, String table) {
    var begun =
        admin.send("POST", "/imports/users" + query, table, Map.of("Content-Type", "text/csv"));
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    String path = "/imports/" + begun.json().getString("id");
    assertThat(begun.header("Location").map(URI::create).map(URI::getPath))
        .contains("/api/v1" + path);
    Eventually.until(
        "the import is over", SOON, () -> admin.get(path), it -> it.json().containsKey("ended"));
    return admin.get(path + "/report").items();
  }

  @Test
  @DisplayName("What would become of a call is told without calling anybody")
  void whatIf(TestServer server) {
    var told =
        server
            .rest()
            .as(SUPPORT)
            .post(
                "/what-if",
                "{\"trunk\": \"pstn\", \"called\": \""
                    + ALICE.did()
                    + "\", \"caller\": \"+14085550100\"}");
    assertThat(told.status()).as("%s", told).isEqualTo(200);
    assertThat(told.toString()).contains(ALICE.mobile());
  }

  @Test
  @DisplayName("Pages follow each other by their links and show everything once")
  void pages(TestServer server) {
    Rest support = server.rest().as(SUPPORT);
    int seen = 0;
    String path = "/users?limit=5";
    while (true) {
      var page = support.get(path);
      seen += page.items().size();
      var link = page.header("Link");
      if (link.isEmpty()) {
        break;
      }
      path = link.get().replaceFirst("</api/v1([^>]*)>.*", "$1");
    }
    assertThat(seen).isEqualTo(support.get("/users?limit=200").items().size());
    assertThat(support.get("/users?limit=0").status()).isEqualTo(400);
  }

  @Test
  @DisplayName(
      "Tables come out without formulas and change nothing when they go in; imports are undone")
  void tables(Stage stage) {
    Rest admin = stage.server().rest().as(ADMINISTRATOR);
    var report =
        imported(
            admin,
            "",
            "login,name,number,did,device,sip_password\r\n"
                + "quinn,=HYPERLINK(1),51298,+14085551298,quinn-desk,"
                + Company.password("quinn-desk")
                + "\r\n");
    assertThat(report.toString()).contains("create");
    // it will be gone with its user, so it can't be unregistered at the end
    assertThat(stage.phone("quinn-desk").register().status()).isEqualTo(200);

    var exported = admin.get("/exports/users");
    assertThat(exported.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    String table = exported.response().body();
    assertThat(table).contains("quinn,'=HYPERLINK(1),user,true").contains(",+14085551298,");
    assertThat(table).doesNotContain(Company.password("quinn-desk"));
    assertThat(imported(admin, "?dryRun=true", table).getValuesAs(JsonObject.class))
        .extracting(line -> line.getString("action"))
        .containsOnly("nothing");

    var last = admin.get("/audit?kind=configuration&limit=1").items().getJsonObject(0);
    assertThat(last.getString("action")).isEqualTo("import");
    var undone = admin.post("/audit/" + last.getInt("id") + "/undo", "");
    assertThat(undone.status()).as("%s", undone).isEqualTo(200);
    assertThat(admin.get("/users/quinn").status()).isEqualTo(404);
  }
}
