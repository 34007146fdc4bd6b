package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.ringspan.activedirectory.contract.Peer;
import org.ringspan.activedirectory.contract.SambaPeer;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.TestServer;

/**
 * Users from two real domain controllers, Samba's, by LDAPS and through the whole server. One
 * story: the tests follow each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SambaDirectoryIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int PEOPLE = 60;

  /** Every tenth is disabled and becomes no user. */
  private static final int ACTIVE = 54;

  private static @Nullable SambaPeer samba;
  private static @Nullable TestServer server;

  @BeforeAll
  static void start() {
    var missing = SambaPeer.missing();
    if (missing != null && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(missing == null, missing);
    samba = SambaPeer.start(TestServer.directory("samba"), PEOPLE);
    var settings = samba().settings();
    var directory = TestServer.directory("samba-directory");
    server =
        new TestServer(
            directory,
            Network.SAMBA_SERVER,
            TestServer.h2(directory),
            Map.of(
                "ringspan.ad.controllers",
                samba().controllers().get(0) + ", " + samba().controllers().get(1),
                "ringspan.ad.security",
                "LDAPS",
                "ringspan.ad.trust.file",
                settings.trust().orElseThrow().file().toString(),
                "ringspan.ad.account",
                settings.account(),
                "ringspan.ad.password",
                Peer.PASSWORD,
                "ringspan.ad.failback",
                "2",
                "ringspan.ad.changes.interval",
                "1"));
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (samba != null) {
      samba.close();
    }
  }

  private static SambaPeer samba() {
    return Objects.requireNonNull(samba);
  }

  private static Rest admin() {
    return Objects.requireNonNull(server).rest().as(ADMINISTRATOR);
  }

  private static String people() {
    return samba().unit("People").toString();
  }

  private static void settings(String more) {
    var kept =
        admin()
            .send(
                "PUT",
                "/directory/settings",
                "{\"bases\": [\"" + people() + "\"], \"mostDeactivated\": 50" + more + "}",
                Map.of());
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

  private static JsonObject user(String login) {
    return admin().get("/users/" + login).json();
  }

  private static void modify(String person, String attribute, String value) throws LDAPException {
    try (var client = samba().admin()) {
      client.modify(person, new Modification(ModificationType.REPLACE, attribute, value));
    }
  }

  private static void hire(LDAPConnection client, String login, String name) throws LDAPException {
    client.add(
        "CN=" + login + "," + people(),
        new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
        new Attribute("sAMAccountName", login),
        new Attribute("displayName", name),
        new Attribute("mail", login + "@ringspan.example"),
        new Attribute("userAccountControl", "544"));
  }

  @Test
  @Order(1)
  @DisplayName("A full run over LDAPS makes users of everybody who is active; the next has nothing")
  void fullRun() {
    settings("");
    var run = run();
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run.getInt("people")).isEqualTo(PEOPLE);
    assertThat(run.getInt("created")).isEqualTo(ACTIVE);
    assertThat(run.getInt("leftOut")).isEqualTo(PEOPLE - ACTIVE);
    assertThat(user("user00000").getString("name")).isEqualTo("Given0 Family0");

    var again = run();
    assertThat(List.of(again.getInt("created"), again.getInt("updated"))).containsExactly(0, 0);
  }

  @Test
  @Order(2)
  @DisplayName("A number is written back, in one transaction with the users")
  void writtenBack() throws LDAPException {
    try (var client = samba().admin()) {
      hire(client, ALICE.id(), "Alice Adams");
    }
    settings(", \"writeNumbers\": true");
    var run = run();
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run).doesNotContainKey("failure");
    assertThat(run.getInt("written")).as("%s", run).isPositive();
    assertThat(user(ALICE.id()).getString("name")).isEqualTo("Alice Adams");
    try (var client = samba().admin()) {
      var entry = client.getEntry("CN=" + ALICE.id() + "," + people());
      assertThat(entry.getAttributeValue("ipPhone")).isEqualTo(ALICE.extension());
      assertThat(entry.getAttributeValue("telephoneNumber")).isEqualTo(ALICE.did());
    }
    assertThat(run().getInt("written")).as("there is nothing left to write").isZero();
  }

  @Test
  @Order(3)
  @DisplayName("Renamed, disabled, moved away, deleted, hired: each change is followed")
  void followed() throws LDAPException {
    settings(", \"follow\": true");
    Eventually.until(
        "changes are followed",
        SOON,
        () -> admin().get("/directory/following").json(),
        now -> now.getBoolean("begun") && !now.getBoolean("fullRunWanted"));

    modify("CN=user00001," + people(), "displayName", "Someone Else");
    Eventually.until(
        "the new name", SOON, () -> user("user00001").getString("name"), "Someone Else"::equals);
    modify("CN=user00002," + people(), "userAccountControl", "546");
    expectEnabled("user00002", false);
    modify("CN=user00002," + people(), "userAccountControl", "544");
    expectEnabled("user00002", true);
    try (var client = samba().admin()) {
      client.modifyDN(
          "CN=user00003," + people(), "CN=user00003", true, samba().unit("Former").toString());
      expectEnabled("user00003", false);
      client.delete("CN=user00004," + people());
      expectEnabled("user00004", false);
      hire(client, "newcomer", "New Comer");
    }
    Eventually.until(
        "a new user", SOON, () -> admin().get("/users/newcomer").status(), it -> it == 200);
    var run = run();
    assertThat(List.of(run.getInt("created"), run.getInt("updated"), run.getInt("deactivated")))
        .as("a run finds nothing to do: %s", run)
        .containsExactly(0, 0, 0);
  }

  private static void expectEnabled(String login, boolean wanted) {
    Eventually.until(
        login + " enabled: " + wanted,
        SOON,
        () -> user(login).getBoolean("enabled", true),
        enabled -> enabled == wanted);
  }

  @Test
  @Order(4)
  @DisplayName("A controller is killed: the other one is asked, and nobody is deactivated for it")
  void failOver() {
    samba().replicate();
    assertThat(replicated()).as("the second controller knows the newcomer").isTrue();
    samba().kill(0);
    try {
      var run = run();
      assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
      assertThat(run.getInt("deactivated")).as("%s", run).isZero();
      assertThat(user("newcomer").getBoolean("enabled", true)).isTrue();
      samba().kill(1);
      var failed = run();
      assertThat(failed.getString("phase")).as("%s", failed).isEqualTo("failed");
      assertThat(user("user00005").getBoolean("enabled", true)).isTrue();
    } finally {
      samba().start(0);
    }
    Eventually.until("the directory again", SOON, () -> run().getString("phase"), "done"::equals);
  }

  /** Whether the second controller knows the last person that was made at the first. */
  private static boolean replicated() {
    var second = samba().startTls(1);
    try (var client =
        new LDAPConnection(
            second.host(), second.port(), samba().settings().account(), Peer.PASSWORD)) {
      return client.getEntry("CN=newcomer," + people()) != null;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(5)
  @DisplayName("What changes while the server is dead is taken when it is back")
  void crash() throws LDAPException {
    Objects.requireNonNull(server).kill();
    modify("CN=user00001," + people(), "displayName", "Someone Again");
    server.forgetFigures();
    server.start();
    Eventually.until(
        "the new name", SOON, () -> user("user00001").getString("name"), "Someone Again"::equals);
  }
}
