package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.PostgresqlDatabase;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Digest;
import org.ringspan.e2e.ua.Phone;

/** Two servers on one PostgreSQL. */
class ClusterIT {
  private static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();

  /** Sign of life every 2 s, lost after 10 s, and time for a machine that is busy. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

  private static final Duration FOLLOWED = Duration.ofSeconds(10);
  private static final InetSocketAddress TELEPHONE = Network.at(Network.PHONES, 5090);

  private static final String DIRECTORY_DOMAIN = "company.example";
  private static final String DIRECTORY_PASSWORD = "letterbox-7";
  private static final String PEOPLE = "OU=People,DC=company,DC=example";
  private static final SimulatedDomain DIRECTORY =
      new SimulatedDomain(DIRECTORY_DOMAIN, InstantSource.system());
  private static final SimulatedController CONTROLLER = directory();

  private static final TestServer FIRST = node("node-a", Network.FIRST_NODE);
  private static final TestServer SECOND = node("node-b", Network.SECOND_NODE);

  private static TestServer node(String name, String address) {
    Path key =
        TestServer.directory("node-a")
            .resolve("data/ringspan.secret-key")
            .toAbsolutePath()
            .normalize();
    return new TestServer(
        TestServer.directory(name),
        address,
        POSTGRESQL.database(),
        Map.of(
            "ringspan.cluster",
            "true",
            "jboss.tx.node.id",
            name,
            "ringspan.key.file",
            key.toString(),
            "ringspan.ad.controllers",
            InetAddress.getLoopbackAddress().getHostAddress() + ":" + CONTROLLER.port(),
            "ringspan.ad.security",
            "CLEAR",
            "ringspan.ad.account",
            "ringspan@" + DIRECTORY_DOMAIN,
            "ringspan.ad.password",
            DIRECTORY_PASSWORD,
            "ringspan.ad.changes.interval",
            "1"));
  }

  private static SimulatedController directory() {
    DemoCompany.found(DIRECTORY);
    DemoCompany.hire(DIRECTORY, 5);
    DemoCompany.account(DIRECTORY, "ringspan");
    var accounts = new SimulatedAccounts(DIRECTORY, 10);
    accounts.password("ringspan", DIRECTORY_PASSWORD);
    accounts.letWrite("ringspan");
    var controller = SimulatedController.clear(DIRECTORY, accounts, "DC1");
    try {
      controller.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return controller;
  }

  /** A client of the directory that knows nothing of ours. */
  private static void rename(String person, String name) throws LDAPException {
    try (var client =
        new LDAPConnection(
            InetAddress.getLoopbackAddress().getHostAddress(),
            CONTROLLER.port(),
            "ringspan@" + DIRECTORY_DOMAIN,
            DIRECTORY_PASSWORD)) {
      client.modify(
          "CN=" + person + "," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", name));
    }
  }

  @BeforeAll
  static void start() {
    FIRST.start();
    SECOND.start();
  }

  @AfterAll
  static void stop() {
    SECOND.close();
    FIRST.close();
    POSTGRESQL.close();
    CONTROLLER.close();
  }

  private static double figure(TestServer server, String name) {
    return server.operations().metrics().getOrDefault(name, -1.0);
  }

  private static boolean leads(TestServer server) {
    return figure(server, "ringspan_cluster_leader") == 1;
  }

  private static TestServer leader() {
    return Eventually.until(
        "a node that leads", TAKEN_OVER, () -> leads(FIRST) ? FIRST : SECOND, ClusterIT::leads);
  }

  private static TestServer other(TestServer server) {
    return server == FIRST ? SECOND : FIRST;
  }

  private static void awaitLead(TestServer server) {
    Eventually.until("it leads", TAKEN_OVER, () -> leads(server), Boolean::booleanValue);
  }

  private static void awaitBoth() {
    for (TestServer server : new TestServer[] {FIRST, SECOND}) {
      Eventually.until(
          "both nodes live",
          TAKEN_OVER,
          () -> figure(server, "ringspan_cluster_nodes"),
          nodes -> nodes == 2);
    }
  }

  /** How many places of a device a node knows. */
  private static int places(TestServer server, String device) {
    return server
        .rest()
        .as(Company.ADMINISTRATOR)
        .get("/registrations?registered=true")
        .items()
        .stream()
        .map(item -> item.asJsonObject())
        .filter(item -> item.getString("device").equals(device))
        .mapToInt(item -> item.getJsonArray("bindings").size())
        .sum();
  }

  private static void awaitPlaces(TestServer server, String device, int wanted) {
    Eventually.until(
        wanted + " places of " + device,
        FOLLOWED,
        () -> places(server, device),
        places -> places == wanted);
  }

  private static Phone phone(Stage stage, String device) {
    return new Phone(
        stage.agent(device, TELEPHONE),
        Company.DOMAIN,
        device,
        new Digest(device, Company.password(device), "MD5"));
  }

  @Test
  @DisplayName("One of two nodes leads, both are ready and know each other")
  void nodes() {
    awaitBoth();
    TestServer leader = leader();

    assertThat(leads(other(leader))).isFalse();
    for (TestServer server : new TestServer[] {FIRST, SECOND}) {
      var ready = server.operations().health("ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("\"cluster\"");
    }
  }

  @Test
  @DisplayName("The overview of each node shows both, on a telephone too, and who leads")
  void overview() {
    awaitBoth();
    TestServer leader = leader();
    for (String node : List.of(Network.FIRST_NODE, Network.SECOND_NODE)) {
      try (var browser = new Browser("http://" + node + ":8080")) {
        browser.open("/login");
        browser.logIn(Company.ADMINISTRATOR, Company.password(Company.ADMINISTRATOR));
        browser.size(Browser.WIDE);
        browser.open("/console/");
        String page = browser.text();
        assertThat(page).containsPattern("node-a.*" + Network.FIRST_NODE);
        assertThat(page).containsPattern("node-b.*" + Network.SECOND_NODE);
        assertThat(page)
            .containsPattern(
                (leader == FIRST ? "node-a" : "node-b") + "(?: \\(this one\\))?\\s+up\\s+leads");
        browser.picture(Path.of("target/pictures/cluster-" + node + ".png"));
        assertThat(browser.obstacles()).isEmpty();
        browser.size(Browser.NARROW);
        browser.open("/console/");
        browser.picture(Path.of("target/pictures/cluster-" + node + "-telephone.png"));
        assertThat(browser.isTooWide()).isFalse();
        assertThat(browser.complaints()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("A telephone that registered at one node is rung by a call that comes to the other")
  void rungFromTheOther() {
    String caller = Stage.newCaller();
    try (var first = FIRST.stage();
        var second = SECOND.stage()) {
      var desk = first.registered(GRACE.desk());
      awaitPlaces(SECOND, GRACE.desk(), 1);

      var call = second.gateway().dial(GRACE.did(), caller).start();
      var atDesk = desk.expectInvite().ring().answer();
      call.expectAnswer();
      call.hangUp();
      atDesk.expectBye();

      assertThat(SECOND.records().expectEnded(caller, GRACE.did()).outcome()).isEqualTo("ANSWERED");
    }
    awaitPlaces(SECOND, GRACE.desk(), 0);
  }

  @Test
  @DisplayName("A telephone that comes to the other node rings once; unregistering there ends it")
  void moves() {
    String device = HEIDI.desk();
    try (var first = FIRST.stage()) {
      phone(first, device).register();
      awaitPlaces(SECOND, device, 1);
    }
    try (var second = SECOND.stage()) {
      var desk = phone(second, device);
      desk.register();
      awaitPlaces(FIRST, device, 1);
      assertThat(places(SECOND, device)).isEqualTo(1);

      var call = second.gateway().dial(HEIDI.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring();
      desk.expectNoInvite(Duration.ofSeconds(1));
      atDesk.answer();
      call.expectAnswer();
      call.hangUp();
      atDesk.expectBye();

      desk.unregister();
      awaitPlaces(FIRST, device, 0);
    }
  }

  @Test
  @DisplayName("Unregistering at one node what the other knows ends it at both")
  void unregisterElsewhere() {
    String device = HEIDI.desk();
    try (var first = FIRST.stage()) {
      phone(first, device).register();
      awaitPlaces(SECOND, device, 1);
    }
    try (var second = SECOND.stage()) {
      phone(second, device).unregister();
    }

    assertThat(places(SECOND, device)).isZero();
    awaitPlaces(FIRST, device, 0);
  }

  @Test
  @DisplayName("A change of the configuration at one node is in force at the other")
  void configuration() {
    try (var change = new Reconfiguration(FIRST)) {
      change.change("/users/" + GRACE.id(), "name", "\"Grace of the other node\"");

      Eventually.until(
          "the other node knows",
          FOLLOWED,
          () ->
              SECOND
                  .rest()
                  .as(Company.ADMINISTRATOR)
                  .get("/users/" + GRACE.id())
                  .json()
                  .getString("name"),
          "Grace of the other node"::equals);
    }
  }

  @Test
  @DisplayName("Fencing: a leader that was frozen doesn't lead when it goes on")
  void frozen() {
    awaitBoth();
    TestServer leader = leader();
    TestServer other = other(leader);
    leader.freeze();
    try {
      awaitLead(other);
    } finally {
      leader.thaw();
    }

    for (int i = 0; i < 20; i++) {
      assertThat(leads(leader)).isFalse();
    }
    awaitBoth();
    assertThat(leads(other)).isTrue();
    assertThat(leads(leader)).isFalse();
  }

  private static Rest admin(TestServer server) {
    return server.rest().as(Company.ADMINISTRATOR);
  }

  private static void awaitName(TestServer server, String login, String name) {
    Eventually.until(
        "what the directory says of " + login,
        TAKEN_OVER,
        () -> admin(server).get("/users/" + login).json().getString("name", ""),
        name::equals);
  }

  @Test
  @DisplayName("kill -9 of the leader: the other one follows the directory from where it was")
  void follows() throws LDAPException {
    awaitBoth();
    TestServer leader = leader();
    TestServer other = other(leader);
    var kept =
        admin(other)
            .send(
                "PUT",
                "/directory/settings",
                "{\"bases\": [\"" + PEOPLE + "\"], \"follow\": true, \"mostDeactivated\": 20}",
                Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
    try {
      Eventually.until(
          "changes are followed",
          TAKEN_OVER,
          () -> admin(leader).get("/directory/following").json(),
          now -> now.getBoolean("begun") && !now.getBoolean("fullRunWanted"));
      rename("user00001", "Before");
      awaitName(leader, "user00001", "Before");
      int fullRuns = admin(other).get("/directory/runs?kind=full").items().size();

      leader.forgetFigures();
      leader.kill();
      rename("user00001", "Meanwhile");
      awaitLead(other);
      awaitName(other, "user00001", "Meanwhile");
      assertThat(admin(other).get("/directory/runs?kind=full").items())
          .as("it didn't read everything again")
          .hasSize(fullRuns);
    } finally {
      leader.start();
    }
    awaitBoth();
    rename("user00001", "Afterwards");
    awaitName(leader, "user00001", "Afterwards");
    assertThat(leads(other)).isTrue();
  }

  @Test
  @DisplayName(
      "kill -9 of the leader: the other leads, its calls are INTERRUPTED, telephones move, it comes back and follows")
  void killed() {
    awaitBoth();
    TestServer leader = leader();
    TestServer other = other(leader);
    String caller = Stage.newCaller();
    String device = HEIDI.desk();
    try (var stage = leader.stage()) {
      var desk = phone(stage, device);
      desk.register();
      awaitPlaces(other, device, 1);
      var cut = stage.gateway().dial(HEIDI.did(), caller).start();
      var atDesk = desk.expectInvite().ring().answer();
      cut.expectAnswer();
      atDesk.expectAck();
      leader.records().expectStarted(caller, HEIDI.did());

      leader.forgetFigures();
      leader.kill();
    }

    awaitLead(other);
    var record = other.records().expectEnded(caller, HEIDI.did());
    assertThat(record.outcome()).isEqualTo("INTERRUPTED");
    try (var stage = other.stage()) {
      var desk = phone(stage, device);
      desk.register();
      assertThat(places(other, device)).isEqualTo(1);
      var call = stage.gateway().dial(HEIDI.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring();
      desk.expectNoInvite(Duration.ofSeconds(1));
      atDesk.answer();
      call.expectAnswer();

      leader.start();
      awaitBoth();
      assertThat(leads(leader)).isFalse();
      assertThat(leads(other)).isTrue();
      assertThat(places(leader, device)).isEqualTo(1);

      call.hangUp();
      atDesk.expectBye();
      desk.unregister();
      awaitPlaces(leader, device, 0);
    }
  }
}
