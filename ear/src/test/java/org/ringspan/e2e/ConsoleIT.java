package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BLOCKED_CALLER;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.DOMAIN;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.SUPPORT;
import static org.ringspan.e2e.server.Company.password;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;

/** The pages in a real browser. */
@RingspanTest
class ConsoleIT {
  private static final String ADDRESS = "http://" + Network.SERVER + ":8080";
  private static final Path PICTURES = Path.of("target/pictures");

  /** What a hostile telephone calls itself. */
  private static final String HOSTILE = "<img src=x onerror=window.hurt=1>";

  private static Browser browser;
  private static long logged;

  @BeforeAll
  static void open(TestServer server) throws IOException {
    browser = new Browser(ADDRESS);
    logged = log(server).count();
  }

  /** What people do on pages is no error of the server. */
  @AfterAll
  static void close(TestServer server) throws IOException {
    browser.close();
    assertThat(log(server).skip(logged).filter(line -> line.contains(" ERROR ")))
        .as("errors in the log of the server")
        .isEmpty();
  }

  private static Stream<String> log(TestServer server) throws IOException {
    return Files.readAllLines(server.log()).stream();
  }

  private static void enter(String login) {
    browser.open("/login");
    browser.logIn(login, password(login));
  }

  private static void leave() {
    browser.pressText("Log out");
    browser.complaints();
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/console/");
    pages.put("users", "/console/users");
    pages.put("no-users", "/console/users?q=nobody-is-called-so");
    pages.put("user", "/console/user?id=" + CAROL.id());
    pages.put("user-edit", "/console/edit?kind=users&key=" + CAROL.id());
    pages.put("user-new", "/console/edit?kind=users");
    pages.put("lines", "/console/things?kind=lines");
    pages.put("patterns", "/console/things?kind=route-patterns");
    pages.put("devices", "/console/devices");
    pages.put("activate", "/console/activate?device=" + ALICE.desk());
    pages.put("live", "/console/live");
    pages.put("calls", "/console/calls");
    pages.put("no-calls", "/console/calls?number=0000");
    pages.put(
        "what-if", "/console/whatif?from=trunk:pstn&called=" + ALICE.did().replace("+", "%2B"));
    pages.put("trunks", "/console/trunks");
    pages.put("trunk", "/console/edit?kind=trunks&key=pstn");
    pages.put("trunk-view", "/console/view?kind=trunks&key=pstn");
    pages.put("dial-plan", "/console/dialplan?from=device:" + ALICE.desk() + "&number=51235");
    pages.put("settings", "/console/settings");
    pages.put("reach-settings", "/console/edit?kind=reach");
    pages.put("findings", "/console/findings");
    pages.put("traces", "/console/traces");
    pages.put("mail", "/console/mail");
    pages.put("audit", "/console/audit");
    pages.put("directory", "/console/directory");
    pages.put("directory-events", "/console/directory-events");
    pages.put("provisioning", "/console/provisioning");
    pages.put("secrets", "/console/secrets");
    pages.put("park-numbers", "/console/things?kind=park-numbers");
    pages.put("hunt-groups", "/console/things?kind=hunt-groups");
    pages.put("imports", "/console/imports");
    pages.put("first-steps", "/console/setup");
    pages.put("me", "/me/");
    pages.put("my-calls", "/me/calls");
    pages.put("my-account", "/me/account");
    pages.put("my-mail", "/me/mail");
    return pages;
  }

  @Test
  @DisplayName("Every page opens without complaints, for telephones too, and axe finds no obstacle")
  void everyPage() {
    enter(ADMINISTRATOR);
    List<String> faults = new ArrayList<>();
    pages()
        .forEach(
            (name, path) -> {
              browser.size(Browser.WIDE);
              browser.open(path);
              browser.picture(PICTURES.resolve(name + ".png"));
              browser.obstacles().forEach(it -> faults.add(name + ": " + it));
              browser.dark(true);
              browser.obstacles().forEach(it -> faults.add(name + " dark: " + it));
              browser.dark(false);
              browser.size(Browser.NARROW);
              browser.open(path);
              browser.picture(PICTURES.resolve(name + "-telephone.png"));
              if (browser.isTooWide()) {
                faults.add(name + " is wider than a telephone");
              }
              browser.complaints().forEach(it -> faults.add(name + ": " + it));
            });
    browser.size(Browser.WIDE);
    leave();
    assertThat(faults).isEmpty();
  }

  @Test
  @DisplayName("An administrator changes a user, is told the faults where they are, and undoes it")
  void edit(TestServer server) {
    var rest = server.rest().as(ADMINISTRATOR);
    String before = rest.get("/users/grace").tag();
    enter(ADMINISTRATOR);
    browser.open("/console/user?id=" + GRACE.id());
    browser.pressText("Edit");
    browser.fillLabelled("Public number (DID)", "not-a-number");
    browser.pressText("Save");
    browser.expect("Nothing was saved. Mend this first:");
    assertThat(browser.valueLabelled("Public number (DID)")).isEqualTo("not-a-number");
    assertThat(rest.get("/users/grace").tag()).isEqualTo(before);
    browser.fillLabelled("Public number (DID)", GRACE.did());
    browser.fillLabelled("Name", "Grace Gray");
    browser.pressText("Save");
    browser.expect("grace is saved.");
    assertThat(rest.get("/users/grace").json().getString("name")).isEqualTo("Grace Gray");
    browser.open("/console/audit?name=grace");
    browser.pressText("Before and after");
    browser.expect("/name");
    browser.pressText("Undo");
    browser.expect("The change is undone.");
    assertThat(rest.get("/users/grace").tag()).isEqualTo(before);
    leave();
  }

  @Test
  @DisplayName("Somebody who helps others sees everything and is offered no change")
  void support() {
    enter(SUPPORT);
    browser.open("/console/user?id=" + GRACE.id());
    browser.pressText("Look");
    assertThat(browser.path()).contains("/console/view");
    assertThat(browser.text()).doesNotContain("Save");
    browser.open("/console/edit?kind=users&key=grace");
    assertThat(browser.title()).contains("Not for you");
    browser.open("/console/");
    leave();
  }

  @Test
  @DisplayName("A call appears by itself while it lives, and its page says why it went so")
  void callsAndHostileNames(Stage stage) {
    enter(ADMINISTRATOR);
    browser.open("/console/live");
    browser.expect("up to date");
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var phoneA =
        stage
            .gateway()
            .dial(GRACE.did(), caller)
            .from("\"" + HOSTILE + "\" <sip:" + caller + "@" + Network.GATEWAY + ">")
            .start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    browser.expect(caller);
    browser.expect("talking to " + GRACE.desk());
    assertThat(browser.text()).contains(HOSTILE);
    phoneA.hangUp();
    atDesk.expectBye();
    stage.server().records().expectEnded(caller, GRACE.did());
    browser.open("/console/calls?number=" + caller.replace("+", "%2B"));
    browser.expect(HOSTILE);
    browser.run("document.querySelector('tbody a').click()");
    browser.expect("Why it went so");
    browser.expect(GRACE.desk());
    assertThat(browser.source()).contains("polygon");
    browser.pressText("What would have happened if …");
    browser.expect("Who rings");
    assertThat(browser.run("return window.hurt === undefined")).isEqualTo(true);
    assertThat(browser.complaints()).isEmpty();
    leave();
  }

  @Test
  @DisplayName("An administrator ends a call from its page")
  void hangUp(Stage stage) {
    enter(ADMINISTRATOR);
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    browser.open("/console/live");
    browser.expect(caller);
    browser.run("document.querySelector('#live tbody a').click()");
    browser.expect("going on");
    looksWell("live-call");
    browser.pressText("Hang up");
    atDesk.expectBye();
    phoneA.expectBye();
    browser.expect("The call is being ended.");
    stage.server().records().expectEnded(caller, GRACE.did());
    leave();
  }

  /** Pictures of the page as it is now, for wide screens and telephones, and what axe finds. */
  private static void looksWell(String name) {
    browser.picture(PICTURES.resolve(name + ".png"));
    assertThat(browser.obstacles()).isEmpty();
    browser.size(Browser.NARROW);
    browser.picture(PICTURES.resolve(name + "-telephone.png"));
    assertThat(browser.isTooWide()).isFalse();
    browser.size(Browser.WIDE);
  }

  @Test
  @DisplayName("A user sends a call of their own to the mobile, from a page of their own")
  void ownCall(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    enter(ALICE.id());
    browser.expect("Your calls now");
    looksWell("my-live-calls");
    browser.run("document.querySelector('a[href^=\"/me/call?\"]').click()");
    browser.expect("They ring while the call goes on");
    looksWell("my-live-call");
    browser.pressText("Send to my mobile");
    browser.expect("The telephones ring.");
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    browser.pressText("Pick up at my desk");
    browser.expect("it is moving already");
    atMobile.decline(486, "Busy Here");
    phoneA.hangUp();
    atDesk.expectBye();
    browser.open("/me/");
    assertThat(browser.text()).doesNotContain("Your calls now");
    leave();
  }

  @Test
  @DisplayName("HD5: a service is told of people: address, secret, a run that fails, and its end")
  void provisioning(TestServer server) throws IOException {
    enter(ADMINISTRATOR);
    browser.open("/console/provisioning");
    browser.fillLabelled("Address", "http://elsewhere.example/scim");
    browser.pressText("Save");
    browser.expect("an address begins with https://");
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    browser.fillLabelled("Address", "http://127.0.0.1:" + nobody + "/scim");
    browser.pressText("Save");
    browser.expect("The next run tells this service.");
    browser.fillLabelled("Password", "not-to-be-seen");
    browser.pressText("Keep the secret");
    browser.expect("The secret is kept.");
    assertThat(browser.source()).doesNotContain("not-to-be-seen");
    browser.pressText("Trial run");
    browser.expect("would be new there");
    looksWell("provisioning-run");
    browser.pressText("All runs and settings");
    browser.expect("Trial run");
    looksWell("provisioning-runs");
    browser.pressText("Forget the service");
    browser.expect("Nobody is told any more.");
    assertThat(server.rest().as(ADMINISTRATOR).get("/provisioning/target").status()).isEqualTo(404);
    leave();
  }

  @Test
  @DisplayName("A token is shown once, says what it is good for, and is good for no more")
  void token(TestServer server) {
    enter(ADMINISTRATOR);
    browser.open("/me/account");
    browser.fillLabelled("Name", "identity system");
    browser.chooseLabelled("What it may", "people and groups by SCIM only");
    browser.pressText("Make a token");
    browser.expect("It is shown only now");
    looksWell("my-tokens");
    String text = String.valueOf(browser.run("return document.getElementById('made').textContent"));
    var rest = server.rest().withToken(text);
    String scim = "/../../identity/scim/" + DOMAIN + "/v2";
    assertThat(rest.get(scim + "/Users?count=1").status()).isEqualTo(200);
    assertThat(rest.get("/users").status()).isEqualTo(403);
    browser.pressText("End now");
    browser.expect("The token has ended.");
    assertThat(rest.get(scim + "/Users?count=1").status()).isEqualTo(401);
    leave();
  }

  @Test
  @DisplayName("A user switches single number reach off and on, and changes a destination")
  void selfCare(TestServer server) {
    var rest = server.rest().as(ADMINISTRATOR);
    enter(CAROL.id());
    assertThat(browser.path()).isEqualTo("/me/");
    browser.pressText("Switch off");
    browser.expect("single number reach is off");
    assertThat(rest.get("/users/carol").json().getBoolean("mobility")).isFalse();
    browser.pressText("Switch on");
    browser.expect("single number reach is on");
    browser.pressText("Change destinations");
    browser.fillLabelled("Delay before ringing (ms)", "99999");
    browser.pressText("Save");
    browser.expect("Nothing was saved");
    browser.fillLabelled("Delay before ringing (ms)", "100");
    browser.pressText("Save");
    browser.expect("Your settings are saved.");
    browser.pressText("Change destinations");
    browser.fillLabelled("Members", BLOCKED_CALLER + "\n+14085550667");
    browser.fillLabelled("From", "25:00");
    browser.pressText("Save");
    browser.expect("Nothing was saved");
    browser.fillLabelled("From", "09:30");
    browser.pressText("Save");
    browser.expect("Your settings are saved.");
    assertThat(rest.get("/users/carol").json().getJsonArray("remoteDestinations").toString())
        .contains(BLOCKED_CALLER, "+14085550667", "\"from\":\"09:30\"");
    leave();
  }
}
