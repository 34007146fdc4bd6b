package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Phone;

/**
 * Users from a company directory, through the deployed resource adapter. The directory is changed
 * by a client that isn't ours. One story: the tests follow each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DOMAIN = "company.example";
  private static final String PASSWORD = "letterbox-7";
  private static final String PEOPLE = "OU=People,DC=company,DC=example";
  private static final SimulatedDomain DIRECTORY =
      new SimulatedDomain(DOMAIN, InstantSource.system());
  private static final SimulatedAccounts ACCOUNTS = new SimulatedAccounts(DIRECTORY, 10);
  private static final SimulatedController CONTROLLER =
      SimulatedController.clear(DIRECTORY, ACCOUNTS, "DC1");
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    DemoCompany.found(DIRECTORY);
    DemoCompany.hire(DIRECTORY, 40);
    DemoCompany.account(DIRECTORY, "ringspan");
    ACCOUNTS.password("ringspan", PASSWORD);
    ACCOUNTS.letWrite("ringspan");
    CONTROLLER.start();
    var directory = TestServer.directory("directory");
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
                "ringspan@" + DOMAIN,
                "ringspan.ad.password",
                PASSWORD));
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

  /** A client that knows nothing of ours. */
  private static LDAPConnection client() throws LDAPException {
    return new LDAPConnection(
        InetAddress.getLoopbackAddress().getHostAddress(),
        CONTROLLER.port(),
        "ringspan@" + DOMAIN,
        PASSWORD);
  }

  private static JsonObject run(String query) {
    var begun = admin().post("/directory/runs" + query, "");
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    String id = begun.json().getString("id");
    return Eventually.until(
        "the end of the run",
        SOON,
        () -> admin().get("/directory/runs/" + id).json(),
        run -> run.containsKey("ended"));
  }

  private static List<String> report(JsonObject run) {
    return admin()
        .get("/directory/runs/" + run.getString("id") + "/report?limit=1000")
        .items()
        .getValuesAs(JsonObject.class)
        .stream()
        .map(
            line ->
                line.getString("action")
                    + " "
                    + line.getString("login")
                    + " "
                    + line.getJsonArray("remarks")
                    + line.getString("detail"))
        .toList();
  }

  private static List<Integer> counts(JsonObject run) {
    return List.of(
        run.getInt("created"),
        run.getInt("updated"),
        run.getInt("deactivated"),
        run.getInt("reactivated"),
        run.getInt("leftOut"),
        run.getInt("refused"));
  }

  private static JsonObject user(String login) {
    return admin().get("/users/" + login).json();
  }

  @Test
  @Order(1)
  @DisplayName("Settings with a fault name their field; a look shows whom they find")
  void settings() {
    assertThat(admin().get("/directory/settings").status()).isEqualTo(404);
    assertThat(admin().post("/directory/runs", "").status()).isEqualTo(409);
    var wrong =
        admin()
            .send(
                "PUT",
                "/directory/settings",
                "{\"bases\": [\"People\"], \"filter\": \"(&(a=b)\", \"attributes\": {\"did\": \"a b\"}}",
                Map.of());
    assertThat(wrong.status()).as("%s", wrong).isEqualTo(422);
    assertThat(wrong.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(error -> error.getString("pointer"))
        .containsExactlyInAnyOrder("/bases/0", "/filter", "/attributes/did");
    var nowhere =
        admin().post("/directory/preview", "{\"bases\": [\"OU=Nowhere,DC=company,DC=example\"]}");
    assertThat(nowhere.status()).as("%s", nowhere).isEqualTo(502);

    String settings = "{\"bases\": [\"" + PEOPLE + "\"], \"mostDeactivated\": 5}";
    var look = admin().post("/directory/preview", settings);
    assertThat(look.status()).as("%s", look).isEqualTo(200);
    assertThat(look.items().getJsonObject(0).getJsonObject("values").getString("login"))
        .isEqualTo("alice");
    var kept = admin().send("PUT", "/directory/settings", settings, Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
    assertThat(admin().get("/directory/settings").json().getString("filter"))
        .isEqualTo("(&(objectClass=user)(!(objectClass=computer)))");
    assertThat(admin().get("/audit?limit=1").items().getJsonObject(0).getString("kind"))
        .isEqualToIgnoringCase("directory");
  }

  @Test
  @Order(2)
  @DisplayName(
      "A trial run changes nothing and tells exactly what the run does; the next does nothing")
  void firstRun() {
    var trial = run("?dryRun=true");
    assertThat(trial.getString("phase")).as("%s", trial).isEqualTo("done");
    assertThat(admin().get("/users/user00000").status()).isEqualTo(404);

    var run = run("");
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    // Four of forty are disabled. Alice, Bob and Carol of the directory are users here already.
    assertThat(counts(run)).isEqualTo(counts(trial));
    assertThat(run.getInt("created")).isEqualTo(36);
    assertThat(run.getInt("leftOut")).isEqualTo(4);
    assertThat(report(run)).isEqualTo(report(trial));
    assertThat(report(run)).contains("leave-out user00009 [\"disabled\"]");
    assertThat(user("user00000").getString("name")).isEqualTo("Given0 Family0");
    assertThat(user("alice").getString("name")).isEqualTo("Alice Adams");

    var again = run("");
    assertThat(counts(again)).isEqualTo(List.of(0, 0, 0, 0, 4, 0));
    assertThat(again.getInt("people")).isEqualTo(43);
  }

  @Test
  @Order(3)
  @DisplayName("Renamed, moved, disabled, without mail: each person stays the user that it was")
  void changes() throws LDAPException {
    try (var client = client()) {
      client.modifyDN(
          "CN=user00000," + PEOPLE, "CN=renamed", true, "OU=Former,DC=company,DC=example");
      client.modifyDN("CN=renamed,OU=Former,DC=company,DC=example", "CN=renamed", true, PEOPLE);
      client.modify(
          "CN=renamed," + PEOPLE,
          new Modification(ModificationType.REPLACE, "sAMAccountName", "someone"),
          new Modification(ModificationType.REPLACE, "displayName", "=HYPERLINK(\"x\") <b>"));
      client.modify(
          "CN=user00001," + PEOPLE,
          new Modification(ModificationType.REPLACE, "userAccountControl", "546"));
      client.modify("CN=user00002," + PEOPLE, new Modification(ModificationType.DELETE, "mail"));
    }

    var run = run("");

    assertThat(counts(run)).as("%s", run).isEqualTo(List.of(0, 1, 1, 0, 4, 0));
    assertThat(report(run))
        .contains(
            "update user00000 [\"login-changed\"]",
            "deactivate user00001 []",
            "nothing user00002 [\"mail-gone\"]");
    assertThat(user("user00000").getString("name")).isEqualTo("=HYPERLINK(\"x\") <b>");
    assertThat(user("user00001").getBoolean("enabled")).isFalse();
    assertThat(admin().get("/users/someone").status()).isEqualTo(404);
  }

  @Test
  @Order(4)
  @DisplayName(
      "Too many are gone: the run stops and asks; with consent they are deactivated, and come back")
  void brake() throws LDAPException {
    try (var client = client()) {
      for (int i = 10; i < 19; i++) {
        client.modifyDN(
            "CN=user000" + i + "," + PEOPLE,
            "CN=user000" + i,
            true,
            "OU=Former,DC=company,DC=example");
      }
    }

    var asks = run("");
    assertThat(asks.getString("phase")).as("%s", asks).isEqualTo("needs-consent");
    assertThat(asks.getInt("deactivated")).isEqualTo(9);
    assertThat(user("user00010").getBoolean("enabled", true)).isTrue();
    assertThat(report(asks)).contains("deactivate user00010 []");

    assertThat(run("?consent=true").getInt("deactivated")).isEqualTo(9);
    assertThat(user("user00010").getBoolean("enabled")).isFalse();

    try (var client = client()) {
      client.modifyDN("CN=user00010,OU=Former,DC=company,DC=example", "CN=user00010", true, PEOPLE);
    }
    assertThat(counts(run(""))).isEqualTo(List.of(0, 0, 0, 1, 4, 0));
    assertThat(user("user00010").getBoolean("enabled", true)).isTrue();
  }

  @Test
  @Order(5)
  @DisplayName("A controller that is away fails the run: nobody is deactivated for it")
  void away() throws IOException {
    CONTROLLER.close();
    var run = run("");
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("failed");
    assertThat(run.getString("failure")).isNotBlank();
    assertThat(user("user00020").getBoolean("enabled", true)).isTrue();
    CONTROLLER.start();
    Eventually.until("the directory again", SOON, () -> run("").getString("phase"), "done"::equals);
  }

  @Test
  @Order(6)
  @DisplayName("One transaction changes users here and numbers there; what is refused there waits")
  void written() throws LDAPException {
    var alice = user("alice");
    String number = alice.getJsonArray("lines").getJsonObject(0).getString("number");
    String did = alice.getJsonArray("lines").getJsonObject(0).getString("did");
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Robert Brown"));
    }
    String settings =
        "{\"bases\": [\"" + PEOPLE + "\"], \"mostDeactivated\": 5, \"writeNumbers\": true}";
    assertThat(admin().send("PUT", "/directory/settings", settings, Map.of()).status())
        .isEqualTo(200);
    var trial = run("?dryRun=true");
    assertThat(trial.getInt("written")).as("%s", trial).isPositive();

    var run = run("");

    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run).doesNotContainKey("failure");
    assertThat(counts(run)).isEqualTo(counts(trial)).startsWith(0, 1);
    assertThat(run.getInt("written")).isEqualTo(trial.getInt("written"));
    assertThat(user("bob").getString("name")).isEqualTo("Robert Brown");
    try (var client = client()) {
      var entry = client.getEntry("CN=Alice Adams," + PEOPLE);
      assertThat(entry.getAttributeValue("ipPhone")).isEqualTo(number);
      assertThat(entry.getAttributeValue("telephoneNumber")).isEqualTo(did);
    }
    assertThat(run("").getInt("written")).as("there is nothing left to write").isZero();
  }

  @Test
  @Order(7)
  @DisplayName(
      "What the directory refuses after the decision is said, and waits for an administrator")
  void refused() throws LDAPException {
    try (var client = client()) {
      client.modify(
          "CN=Alice Adams," + PEOPLE,
          new Modification(ModificationType.REPLACE, "ipPhone", "99999"));
      client.modify(
          "CN=Carol Clark," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Caroline Clark"));
    }
    ACCOUNTS.forbidWriting("ringspan");
    var run = run("");

    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run.getString("failure")).contains("refused");
    assertThat(user("carol").getString("name")).isEqualTo("Caroline Clark");
    var waiting = admin().get("/directory/waiting-writes").items();
    assertThat(waiting).hasSize(1);
    assertThat(run("").getString("failure")).as("no more are refused").contains("1 writes");

    server.crash();
    ACCOUNTS.letWrite("ringspan");
    String key = admin().get("/directory/waiting-writes").items().getJsonObject(0).getString("key");
    assertThat(admin().post("/directory/waiting-writes/" + key + "/mend", "").status())
        .isEqualTo(404);
    var told = admin().post("/directory/waiting-writes/" + key + "/retry", "");
    assertThat(told.status()).as("%s", told).isEqualTo(202);
    Eventually.until(
        "the write", SOON, () -> ipPhone("Alice Adams"), number -> !number.equals("99999"));
    assertThat(admin().get("/directory/waiting-writes").items()).isEmpty();
    assertThat(admin().post("/directory/waiting-writes/" + key + "/discard", "").status())
        .isEqualTo(404);
  }

  private static String ipPhone(String person) {
    try (var client = client()) {
      return client.getEntry("CN=" + person + "," + PEOPLE).getAttributeValue("ipPhone");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(8)
  @DisplayName("After kill -9 who comes from the directory is still known, and the runs are listed")
  void crash() {
    // The server was killed in the test before.
    var run = run("");
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(counts(run)).isEqualTo(List.of(0, 0, 0, 0, 4, 0));
    assertThat(admin().get("/directory/runs").items()).hasSizeGreaterThan(8);
  }

  private static void follow(int mostDeactivated) {
    String settings =
        "{\"bases\": [\"%s\"], \"mostDeactivated\": %d, \"follow\": true}"
            .formatted(PEOPLE, mostDeactivated);
    var kept = admin().send("PUT", "/directory/settings", settings, Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
  }

  private static JsonObject following() {
    return admin().get("/directory/following").json();
  }

  private static String log() {
    try {
      return Files.readString(server.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject lastOf(String kind) {
    return admin().get("/directory/runs?kind=" + kind + "&limit=1").items().getJsonObject(0);
  }

  private static void isFollowed() {
    Eventually.until(
        "changes are followed",
        SOON,
        DirectoryIT::following,
        now -> now.getBoolean("begun") && !now.getBoolean("fullRunWanted"));
  }

  @Test
  @Order(9)
  @DisplayName("Changes are followed: the whole directory is read once, then each change is taken")
  void followed() throws LDAPException {
    assertThat(following().getBoolean("begun")).isFalse();
    String before = lastOf("full").getString("id");
    follow(20);
    isFollowed();
    assertThat(lastOf("full").getString("id")).isNotEqualTo(before);

    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Bert"));
      Eventually.until("the new name", SOON, () -> user("bob").getString("name"), "Bert"::equals);
      Eventually.until(
          "the controller tells when something changes",
          SOON,
          () -> log().contains(" tells when something changes"),
          Boolean::booleanValue);
      client.modify(
          "CN=user00003," + PEOPLE,
          new Modification(ModificationType.REPLACE, "userAccountControl", "546"));
      Eventually.until(
          "no login", SOON, () -> user("user00003").getBoolean("enabled", true), on -> !on);
      client.modify(
          "CN=user00003," + PEOPLE,
          new Modification(ModificationType.REPLACE, "userAccountControl", "512"));
      Eventually.until(
          "the login", SOON, () -> user("user00003").getBoolean("enabled", true), on -> on);
      client.delete("CN=user00004," + PEOPLE);
      Eventually.until(
          "gone", SOON, () -> user("user00004").getBoolean("enabled", true), on -> !on);
      client.modifyDN(
          "CN=user00005," + PEOPLE, "CN=user00005", true, "OU=Former,DC=company,DC=example");
      Eventually.until(
          "moved away", SOON, () -> user("user00005").getBoolean("enabled", true), on -> !on);
      client.add(
          "CN=newcomer," + PEOPLE,
          new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
          new Attribute("sAMAccountName", "newcomer"),
          new Attribute("displayName", "New Comer"),
          new Attribute("mail", "newcomer@" + DOMAIN),
          new Attribute("userAccountControl", "512"));
      Eventually.until(
          "a new user",
          SOON,
          () -> admin().get("/users/newcomer").status(),
          status -> status == 200);
    }

    var last = lastOf("changes");
    assertThat(last.getString("phase")).isEqualTo("done");
    assertThat(last.getString("by")).isEqualTo("<directory>");
    assertThat(following()).containsKey("lastChange").doesNotContainKey("paused");
    assertThat(counts(run(""))).as("a run finds nothing to do").startsWith(0, 0, 0, 0);
  }

  @Test
  @Order(10)
  @DisplayName("What changes while the server is dead is taken when it is back")
  void followedAfterCrash() throws LDAPException {
    server.crash();
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Bob again"));
    }
    Eventually.until(
        "the new name", SOON, () -> user("bob").getString("name"), "Bob again"::equals);
    assertThat(lastOf("full").getString("by")).as("not by another full run").isEqualTo("admin");
  }

  @Test
  @Order(11)
  @DisplayName("Too many at once: nothing is taken until an administrator has let a run do it")
  void followedWithBrake() throws LDAPException {
    try (var client = client()) {
      for (int i = 20; i < 29; i++) {
        client.delete("CN=user000" + i + "," + PEOPLE);
      }
    }
    // How many come with one page is the adapter's business: some may be taken before.
    Eventually.until("it asks", SOON, DirectoryIT::following, now -> now.containsKey("paused"));
    assertThat(lastOf("changes").getString("phase")).isEqualTo("needs-consent");
    assertThat(user("user00028").getBoolean("enabled", true)).isTrue();
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Bob later"));
    }
    assertThat(run("").getString("phase")).isEqualTo("needs-consent");
    assertThat(user("bob").getString("name")).isEqualTo("Bob again");

    assertThat(run("?consent=true").getString("phase")).isEqualTo("done");
    assertThat(user("user00028").getBoolean("enabled")).isFalse();
    assertThat(user("bob").getString("name")).isEqualTo("Bob later");
    assertThat(following()).doesNotContainKey("paused");
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Bob followed"));
    }
    Eventually.until(
        "it goes on", SOON, () -> user("bob").getString("name"), "Bob followed"::equals);
  }

  @Test
  @Order(12)
  @DisplayName("A directory that was away is followed again")
  void followedWhileAway() throws IOException, LDAPException {
    CONTROLLER.close();
    CONTROLLER.start();
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", "Bob at last"));
    }
    Eventually.until(
        "it goes on", SOON, () -> user("bob").getString("name"), "Bob at last"::equals);
  }

  private static void account(String control) throws LDAPException {
    try (var client = client()) {
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "userAccountControl", control));
    }
    Eventually.until(
        "the account",
        SOON,
        () -> user("bob").getBoolean("enabled", true),
        on -> on == control.equals("512"));
  }

  /** Nobody of Bob's rings: his line forwards to the mailbox. */
  private static void goesToMailbox(Stage stage, Phone caller) {
    var call = caller.dial(BOB.extension()).start();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invite().required("Diversion")).contains(BOB.did());
    atMailbox.answer();
    call.expectAnswer();
    atMailbox.expectAck();
    call.hangUp();
    atMailbox.expectBye();
  }

  @Test
  @Order(13)
  @DisplayName(
      "Who is disabled in the directory has no telephone: a call goes on, new ones go to the mailbox, until the person is back and it registers")
  void outOfService() throws LDAPException {
    try (var stage = server.stage()) {
      var bob = stage.registered(BOB.desk());
      var grace = stage.registered(GRACE.desk());
      var going = grace.dial(BOB.extension()).start();
      var atBob = bob.expectInvite().ring();
      going.expectRinging();
      atBob.answer();
      going.expectAnswer();
      atBob.expectAck();

      account("514");

      var hour = Duration.ofHours(1);
      assertThat(bob.tryRegister(List.of(bob.contact()), hour).status()).isEqualTo(403);
      bob.dial(GRACE.extension()).start().expect(403);
      goesToMailbox(stage, grace);
      assertThat(admin().get("/calls").items()).as("the call goes on").hasSize(1);
      going.hangUp();
      atBob.expectBye();

      account("512");

      goesToMailbox(stage, grace);
      bob.register();
      var again = grace.dial(BOB.extension()).start();
      var there = bob.expectInvite().ring();
      again.expectRinging();
      there.answer();
      again.expectAnswer();
      there.expectAck();
      there.hangUp();
      again.expectBye();
    }
  }
}
