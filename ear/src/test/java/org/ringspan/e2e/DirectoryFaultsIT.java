package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.activedirectory.contract.TcpProxy;
import org.ringspan.activedirectory.contract.TestAuthority;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.activedirectory.simulator.SimulatedWrite;
import org.ringspan.activedirectory.simulator.WriteWatcher;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.TestServer;
import org.wildfly.security.x500.GeneralName;

/**
 * A directory behind a bad line, with a bad certificate, with too much to do, and with bad data:
 * what the runs of the whole server say then, and that they change nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryFaultsIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String DOMAIN = "company.example";
  private static final String PASSWORD = "letterbox-7";
  private static final String PEOPLE = "OU=People,DC=company,DC=example";
  private static final int HIRED = 300;

  /** As the usual policy has it. */
  private static final int LOCKED_AFTER = 5;

  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final SimulatedDomain DIRECTORY =
      new SimulatedDomain(DOMAIN, InstantSource.system());
  private static final SimulatedAccounts ACCOUNTS = new SimulatedAccounts(DIRECTORY, LOCKED_AFTER);

  /** For clients that aren't ours. */
  private static final SimulatedController OTHER =
      SimulatedController.clear(DIRECTORY, ACCOUNTS, "DC2");

  private static SimulatedController controller;
  private static TcpProxy line;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    DemoCompany.found(DIRECTORY);
    DemoCompany.hire(DIRECTORY, HIRED);
    for (var account : List.of("ringspan", "client")) {
      DemoCompany.account(DIRECTORY, account);
      ACCOUNTS.password(account, PASSWORD);
      ACCOUNTS.letWrite(account);
    }
    controller = controller(0, certified("127.0.0.1").context());
    OTHER.start();
    line = new TcpProxy(controller.port());
    var directory = TestServer.directory("directory-faults");
    Path trust = Files.createDirectories(TestServer.directory("directory-faults-trust"));
    server =
        new TestServer(
            directory,
            Network.CUT_OFF_SERVER,
            TestServer.h2(directory),
            serverSettings(AUTHORITY.write(trust)));
    server.start();
    settings("");
    assertThat(run().getInt("created")).isEqualTo(HIRED * 9 / 10);
  }

  private static Map<String, String> serverSettings(Path trusted) {
    return Map.ofEntries(
        Map.entry("ringspan.ad.controllers", "127.0.0.1:" + line.port()),
        Map.entry("ringspan.ad.security", "LDAPS"),
        Map.entry("ringspan.ad.trust.file", trusted.toString()),
        Map.entry("ringspan.ad.account", "ringspan@" + DOMAIN),
        Map.entry("ringspan.ad.password", PASSWORD),
        Map.entry("ringspan.ad.timeout.connect", "3"),
        Map.entry("ringspan.ad.timeout.read", "3"),
        Map.entry("ringspan.ad.failback", "1"),
        Map.entry("ringspan.ad.message.limit", "8"),
        Map.entry("ringspan.ad.changes.interval", "1"),
        // The transaction manager asks again for what was put off, every two minutes otherwise.
        Map.entry("RecoveryEnvironmentBean.periodicRecoveryPeriod", "1"),
        Map.entry("RecoveryEnvironmentBean.recoveryBackoffPeriod", "1"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (line != null) {
      line.close();
    }
    if (controller != null) {
      controller.close();
    }
    OTHER.close();
  }

  private String nameBefore = "";

  @BeforeEach
  void rename() throws LDAPException {
    nameBefore = name("bob");
    modify("CN=Bob Brown," + PEOPLE, "displayName", nameBefore.equals("Bob") ? "Robert" : "Bob");
  }

  @AfterEach
  void mend() {
    line.mend();
    controller.throttle(0, ResultCode.BUSY);
  }

  private static TestAuthority.Certified certified(String address) {
    return AUTHORITY.certify(
        ZonedDateTime.now(ZoneOffset.UTC).minusDays(1), 30, new GeneralName.IPAddress(address));
  }

  private static SimulatedController controller(int port, SSLContext tls) throws IOException {
    var made =
        new SimulatedController(
            DIRECTORY, ACCOUNTS, "DC1", InetAddress.getLoopbackAddress(), port, tls, true, 0, true);
    made.start();
    return made;
  }

  /** Puts a controller with another certificate in the place of the one that is there. */
  private static void certify(TestAuthority.Certified certified) throws IOException {
    int port = controller.port();
    controller.close();
    controller = controller(port, certified.context());
  }

  private static Rest admin() {
    return server.rest().as(ADMINISTRATOR);
  }

  private static void settings(String more) {
    var kept =
        admin()
            .send(
                "PUT",
                "/directory/settings",
                "{\"bases\": [\"" + PEOPLE + "\"], \"mostDeactivated\": 10" + more + "}",
                Map.of());
    assertThat(kept.status()).as("%s", kept).isEqualTo(200);
  }

  private static JsonObject run() {
    var begun =
        Eventually.until(
            "a run begins",
            SOON,
            () -> admin().post("/directory/runs", ""),
            answer -> answer.status() == 202);
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

  private static JsonObject user(String login) {
    return admin().get("/users/" + login).json();
  }

  private static String name(String login) {
    return user(login).getString("name");
  }

  private static LDAPConnection client() throws LDAPException {
    return new LDAPConnection(
        InetAddress.getLoopbackAddress().getHostAddress(),
        OTHER.port(),
        "client@" + DOMAIN,
        PASSWORD);
  }

  private static void modify(String person, String attribute, String value) throws LDAPException {
    try (var client = client()) {
      client.modify(person, new Modification(ModificationType.REPLACE, attribute, value));
    }
  }

  private static void add(DN name, Attribute... attributes) throws LDAPException {
    var all =
        new ArrayList<>(
            List.of(
                new Attribute("objectClass", "top", "person", "organizationalPerson", "user"),
                new Attribute("userAccountControl", "512")));
    all.addAll(List.of(attributes));
    try (var client = client()) {
      client.add(name.toString(), all);
    }
  }

  private static DN person(String name) throws LDAPException {
    return new DN(new RDN("CN", name), new DN(PEOPLE));
  }

  private static void remove(DN name) throws LDAPException {
    try (var client = client()) {
      client.delete(name.toString());
    }
  }

  /** A run that fails says why, and nobody is changed or deactivated by it. */
  private JsonObject expectFailed() {
    var run = run();
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("failed");
    assertThat(run.getString("failure")).isNotBlank();
    assertThat(List.of(run.getInt("created"), run.getInt("updated"), run.getInt("deactivated")))
        .containsExactly(0, 0, 0);
    assertThat(name("bob")).isEqualTo(nameBefore);
    assertThat(user("user00000").getBoolean("enabled", true)).isTrue();
    return run;
  }

  private static void expectDone() {
    var run =
        Eventually.until(
            "the directory again", SOON, () -> run(), it -> it.getString("phase").equals("done"));
    assertThat(run.getInt("deactivated")).as("%s", run).isZero();
  }

  @Test
  @Order(1)
  @DisplayName("A controller that is lost in mid-page: the run says so and changes nothing")
  void lostInPage() {
    line.cutAfter(30_000);
    assertThat(expectFailed().getString("failure")).contains("lost");
    assertThat(line.hasCut()).isTrue();
    line.mend();
    expectDone();
  }

  @Test
  @Order(2)
  @DisplayName("Octets that were changed on the way are noticed, and nothing of them is believed")
  void corrupt() {
    line.corruptAfter(30_000);
    expectFailed();
    expectDone();
  }

  @Test
  @Order(3)
  @DisplayName("A slow line is waited for, a silent one is given up")
  void slow() {
    line.delay(Duration.ofMillis(20));
    assertThat(run().getString("phase")).isEqualTo("done");
    line.mend();
    nameBefore = name("bob");
    line.silence();
    expectFailed();
    line.mend();
    expectDone();
  }

  @Test
  @Order(4)
  @DisplayName("A controller that takes no connections: nobody is deactivated for it")
  void refused() {
    line.refuse(true);
    line.cutAfter(0);
    expectFailed();
    line.mend();
    expectDone();
  }

  @Test
  @Order(5)
  @DisplayName("A certificate that has expired, or names another host: no password is told")
  void certificates() throws IOException {
    for (var wrong :
        List.of(
            AUTHORITY.certify(
                ZonedDateTime.now(ZoneOffset.UTC).minusDays(10),
                5,
                new GeneralName.IPAddress("127.0.0.1")),
            certified("127.0.0.2"))) {
      certify(wrong);
      assertThat(expectFailed().getString("failure")).contains("no connection");
      assertThat(controller.logins()).isZero();
    }
    certify(certified("127.0.0.1"));
    expectDone();
  }

  @ParameterizedTest
  @Order(6)
  @ValueSource(ints = {51, 11})
  @DisplayName("A controller with too much to do (busy, adminLimitExceeded) is left alone soon")
  void busy(int code) {
    controller.throttle(1000, ResultCode.valueOf(code));
    long before = server.figures().directory("SEARCHES");
    var run = expectFailed();
    assertThat(run.getString("failure")).containsAnyOf("busy", "more than the controller does");
    assertThat(server.figures().directory("SEARCHES") - before)
        .as("searches of one run")
        .isLessThan(10);
    controller.throttle(0, ResultCode.BUSY);
    expectDone();
  }

  @ParameterizedTest
  @Order(7)
  @ValueSource(ints = {51, 11})
  @DisplayName("A write that is put off for too much to do is made later, once, and nothing waits")
  void busyAtWrites(int code) throws LDAPException {
    settings(", \"writeNumbers\": true");
    modify("CN=Alice Adams," + PEOPLE, "ipPhone", "9" + code);
    List<String> made = new CopyOnWriteArrayList<>();
    controller.watchWrites(
        new WriteWatcher() {
          private int asked;

          @Override
          public void asked(SimulatedWrite write) {
            asked++;
            if (asked == 1) {
              controller.throttle(3, ResultCode.valueOf(code));
            }
          }

          @Override
          public void made(SimulatedWrite write, boolean accepted) {
            if (accepted && write.place().startsWith("CN=Alice")) {
              made.addAll(write.changes());
            }
          }
        });
    try {
      var run = run();
      assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
      Eventually.until("the write", SOON, () -> made.toString(), it -> it.contains("ipPhone"));
      Eventually.until(
          "nothing is open",
          SOON,
          () -> server.figures().journal("CommittingBranches"),
          open -> open == 0);
      assertThat(made).filteredOn(it -> it.contains("ipPhone")).hasSize(1);
      assertThat(admin().get("/directory/waiting-writes").items()).isEmpty();
      assertThat(name("bob")).isNotEqualTo(nameBefore);
    } finally {
      settings("");
    }
  }

  @Test
  @Order(8)
  @DisplayName("The loser of a replication conflict becomes no user, and changes none")
  void conflict() throws LDAPException {
    var lost = person("Alice Adams\nCNF:0f7a8b1c-1111-2222-3333-444455556666");
    add(
        lost,
        new Attribute("sAMAccountName", "$DUPLICATE-4d2"),
        new Attribute("displayName", "Alice Copy"),
        new Attribute("mail", "alice@" + DOMAIN));
    try {
      var run = run();
      assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
      assertThat(report(run)).contains("leave-out $DUPLICATE-4d2 [\"conflict\"]");
      assertThat(name(ALICE.id())).isEqualTo("Alice Adams");
    } finally {
      remove(lost);
    }
    expectDone();
  }

  @Test
  @Order(9)
  @DisplayName("Two people with one e-mail address are two users")
  void duplicateMail() throws LDAPException {
    for (var login : List.of("twin1", "twin2")) {
      add(
          person(login),
          new Attribute("sAMAccountName", login),
          new Attribute("displayName", login),
          new Attribute("mail", "twins@" + DOMAIN));
    }
    var run = run();
    assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
    assertThat(run.getInt("created")).as("%s", report(run)).isEqualTo(2);
    assertThat(run().getInt("updated")).isZero();
  }

  @Test
  @Order(10)
  @DisplayName("An attribute of 2 MB is cut or left out; what is longer than a message fails a run")
  void large() throws LDAPException {
    var large = person("large");
    add(
        large,
        new Attribute("sAMAccountName", "large"),
        new Attribute("mail", "large@" + DOMAIN),
        new Attribute("info", "x".repeat(2 * 1024 * 1024)));
    settings(
        ", \"attributes\": {\"login\": \"sAMAccountName\", \"mail\": \"mail\","
            + " \"name\": \"info\", \"mobile\": \"info\"}");
    try {
      var run = run();
      assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
      assertThat(name("large")).startsWith("xxx").hasSizeLessThan(256);
      try (var client = client()) {
        client.modify(
            large.toString(),
            new Modification(ModificationType.REPLACE, "info", "x".repeat(9 * 1024 * 1024)));
      }
      var failed = run();
      assertThat(failed.getString("phase")).as("%s", failed).isEqualTo("failed");
      assertThat(failed.getString("failure")).contains("longer than");
    } finally {
      remove(large);
      settings("");
    }
    // The person who was removed is deactivated by the first run.
    assertThat(run().getInt("deactivated")).isEqualTo(1);
    expectDone();
  }

  @Test
  @Order(11)
  @DisplayName("Names with everything that means something in a name or a filter are only names")
  void hostileNames() throws LDAPException {
    var hostile =
        List.of(
            "*)(objectClass=*",
            " #lead, trail\\ ",
            "a,OU=Former,DC=company,DC=example",
            "\"<>;=+/\\00\u0001",
            "&|!(cn=*)\\2a",
            "<script>alert(1)</script>",
            "\u202Egnp.exe",
            "x".repeat(60) + "\uD83D\uDE00");
    for (int i = 0; i < hostile.size(); i++) {
      add(
          person(hostile.get(i)),
          new Attribute("sAMAccountName", "hostile" + i),
          new Attribute("displayName", hostile.get(i)),
          new Attribute("mail", "hostile" + i + "@" + DOMAIN),
          new Attribute("ipPhone", "58" + (100 + i)));
    }
    settings(", \"writeNumbers\": true");
    try {
      var run = run();
      assertThat(run.getString("phase")).as("%s", run).isEqualTo("done");
      assertThat(run.getInt("created")).as("%s", report(run)).isEqualTo(hostile.size());
      // Somebody tidies up: each gets its number back, by its id and never by its name.
      for (var name : hostile) {
        modify(person(name).toString(), "ipPhone", "1");
      }
      var written = run();
      assertThat(written.getInt("written")).as("%s", written).isEqualTo(hostile.size());
      assertThat(written).doesNotContainKey("failure");
      try (var client = client()) {
        for (int i = 0; i < hostile.size(); i++) {
          assertThat(
                  client.getEntry(person(hostile.get(i)).toString()).getAttributeValue("ipPhone"))
              .as(hostile.get(i))
              .isEqualTo("58" + (100 + i));
        }
      }
      assertThat(admin().get("/directory/waiting-writes").items()).isEmpty();
    } finally {
      settings("");
    }
  }

  @Test
  @Order(12)
  @DisplayName("A wrong password is tried once, whatever asks; the page says until when it waits")
  void wrongPassword() throws IOException {
    settings(", \"follow\": true");
    Eventually.until(
        "changes are followed",
        SOON,
        () -> admin().get("/directory/following").json(),
        now -> now.getBoolean("begun") && !now.getBoolean("fullRunWanted"));
    nameBefore = name("bob");
    ACCOUNTS.password("ringspan", "another-one-8");
    // Whoever is logged in stays so: a controller that comes back asks anew.
    certify(certified("127.0.0.1"));

    for (int i = 0; i < 6; i++) {
      var preview = admin().post("/directory/preview", "{\"bases\": [\"" + PEOPLE + "\"]}");
      assertThat(preview.status()).as("%s", preview).isEqualTo(502);
      var failed = run();
      assertThat(failed.getString("phase")).as("%s", failed).isEqualTo("failed");
      assertThat(failed.getString("failure")).contains("not tried until").contains("refusal");
    }

    assertThat(controller.logins()).as("logins of seven questions and the follower").isEqualTo(1);
    assertThat(user("user00000").getBoolean("enabled", true)).isTrue();
    ACCOUNTS.password("ringspan", PASSWORD);
    expectDone();
    assertThat(controller.logins()).isLessThan(LOCKED_AFTER);
  }
}
