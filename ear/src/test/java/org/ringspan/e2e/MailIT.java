package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.FRANK;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.KEN;
import static org.ringspan.e2e.server.Company.LENA;
import static org.ringspan.e2e.server.Company.SUPPORT;

import jakarta.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.PostOffice;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Leg;

/** What users are sent by mail, as a mail server that isn't ours takes it. */
@RingspanTest
class MailIT {
  private static final Tone CALLER = new Tone(1600);
  private static final Tone BEEP = new Tone(1000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VOICE = "+14085552347";
  private static final String PIN = "24683";
  private static final Path PICTURES = Path.of("target/pictures");

  @TempDir Path folder;
  private PostOffice office;

  @BeforeEach
  void open() {
    office = new PostOffice(folder);
  }

  @AfterEach
  void shut(TestServer server) {
    office.close();
    for (Subscriber user : List.of(KEN, LENA)) {
      administrator(server).send("DELETE", "/mailboxes/" + user.id() + "/messages", "", Map.of());
    }
  }

  private static Rest administrator(TestServer server) {
    return server.rest().as(ADMINISTRATOR);
  }

  private static Reconfiguration mailed(TestServer server, Subscriber user, String wishes) {
    return mailed(new Reconfiguration(server), user, wishes);
  }

  private static Reconfiguration mailed(
      Reconfiguration change, Subscriber user, String newMessages) {
    String path = "/users/" + user.id();
    return change
        .change(path, "mailAddress", "\"" + PostOffice.address(user.id()) + "\"")
        .change(path, "mailNewMessages", "\"" + newMessages + "\"")
        .change(path, "mailMissedCalls", "true");
  }

  private static void expectEmptyOutbox(TestServer server) {
    Eventually.until(
        "an empty outbox",
        PATIENCE,
        () -> administrator(server).get("/mail/letters").items(),
        List::isEmpty);
  }

  private BaresipPhone grace(TestServer server) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual"
            .formatted(GRACE.desk(), server.sip().getHostString(), Company.password(GRACE.desk()));
    var phone =
        new BaresipPhone(
            folder.resolve("caller"), Network.at(Network.BARESIP_DESK, 5100), account, CALLER);
    phone.expectRegistered();
    return phone;
  }

  @Test
  @DisplayName(
      "CC5: a message is mailed with its recording, the tone in it is the caller's; the call isn't told twice, the message is heard")
  void message(Stage stage) throws IOException, MessagingException {
    TestServer server = stage.server();
    try (var own =
            mailed(
                new Reconfiguration(server)
                    .replace("/voicemail", "{\"pilot\": \"59999\"}")
                    .change("/users/" + KEN.id(), "mailMarksHeard", "true"),
                KEN,
                "recording");
        var caller = grace(server)) {
      caller.dial("sip:" + KEN.extension() + "@" + server.sip().getHostString());
      stage.gateway().expectInvite(KEN.mobile()).ring().expectCancel();
      caller.expectEstablished();
      caller.expectHears(BEEP, 100);
      caller.expectSays(2500);
      caller.hangUp();
      MimeMessage letter = office.expectLetters(KEN.id(), 1, PATIENCE).getFirst();
      assertThat(letter.getSubject()).startsWith("Voice message from ").contains(GRACE.extension());
      assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      Multipart parts = (Multipart) letter.getContent();
      Multipart texts = (Multipart) parts.getBodyPart(0).getContent();
      assertThat(texts.getBodyPart(0).getContent().toString())
          .contains("https://phone.ringspan.test/me/voicemail");
      Path heard = folder.resolve("heard.wav");
      Files.write(heard, parts.getBodyPart(1).getInputStream().readAllBytes());
      assertThat(CALLER.heardMillis(heard)).isGreaterThan(1500);
      Eventually.until(
          "a message that is heard",
          PATIENCE,
          () ->
              server
                  .rest()
                  .as(KEN.id())
                  .get("/me/voicemail/messages")
                  .items()
                  .getValuesAs(JsonObject.class)
                  .stream()
                  .map(it -> it.getString("state"))
                  .toList(),
          List.of("saved")::equals);
      assertThat(server.records().expectEnded(GRACE.extension(), KEN.extension()).outcome())
          .isEqualTo("FORWARDED");
      expectEmptyOutbox(server);
      assertThat(office.letters(KEN.id())).hasSize(1);
    }
  }

  @Test
  @DisplayName("A call that its caller gave up is mailed, one that was answered isn't")
  void missedCall(Stage stage) throws IOException, MessagingException {
    TestServer server = stage.server();
    try (var own = mailed(server, HEIDI, "no")) {
      var desk = stage.registered(HEIDI.desk());
      String answered = Stage.newCaller();
      var talk = stage.gateway().dial(HEIDI.did(), answered).start();
      var atDesk = desk.expectInvite().ring().answer();
      talk.expectAnswer();
      atDesk.expectAck();
      talk.hangUp();
      atDesk.expectBye();
      server.records().expectEnded(answered, HEIDI.did());
      String missed = Stage.newCaller();
      var call = stage.gateway().dial(HEIDI.did(), missed).start();
      desk.expectInvite().ring();
      call.expectRinging();
      call.cancel().expect(200);
      MimeMessage letter = office.expectLetters(HEIDI.id(), 1, PATIENCE).getFirst();
      assertThat(letter.getSubject()).startsWith("Missed call from ").contains(missed);
      expectEmptyOutbox(server);
      assertThat(office.letters(HEIDI.id())).hasSize(1);
    }
  }

  private static void press(Leg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  private static void pressWrongly(Stage stage, Leg at, int times) {
    for (int i = 1; i <= times; i++) {
      int now = i;
      press(at, "31415926#");
      Eventually.until(
          now + " wrong PINs", PATIENCE, () -> wrongPins(stage), found -> found >= now);
    }
  }

  /** 3 when the call is over for having too many of them. */
  private static long wrongPins(Stage stage) {
    var calls = administrator(stage.server()).get("/calls").items();
    return calls.isEmpty()
        ? 3
        : administrator(stage.server())
            .get("/call-records/" + calls.getJsonObject(0).getString("call") + "/explanation")
            .json()
            .getJsonArray("ladder")
            .stream()
            .filter(line -> line.toString().contains("the PIN is wrong"))
            .count();
  }

  @Test
  @DisplayName("UM10: who is locked out by wrong PINs is told by mail")
  void lockedOut(Stage stage) throws IOException, MessagingException {
    TestServer server = stage.server();
    assertThat(
            administrator(server)
                .send(
                    "PUT", "/users/" + FRANK.id() + "/pin", "{\"pin\": \"" + PIN + "\"}", Map.of())
                .status())
        .isEqualTo(204);
    try (var own =
        mailed(server, FRANK, "no")
            .change("/reach", "access", "{\"voiceAccessNumbers\": [\"" + VOICE + "\"]}")) {
      var first = stage.gateway().dial(VOICE, FRANK.mobile()).start();
      first.expectAnswer();
      pressWrongly(stage, first, 3);
      first.expectBye();
      server.figures().expectNoCalls(PATIENCE);
      var second = stage.gateway().dial(VOICE, FRANK.mobile()).start();
      second.expectAnswer();
      pressWrongly(stage, second, 2);
      second.hangUp();
      MimeMessage letter = office.expectLetters(FRANK.id(), 1, PATIENCE).getFirst();
      assertThat(letter.getSubject()).startsWith("Your telephone PIN is locked");
      Multipart texts = (Multipart) letter.getContent();
      assertThat(texts.getBodyPart(0).getContent().toString())
          .contains("Last from: " + FRANK.mobile())
          .doesNotContain("31415926", PIN);
    }
  }

  @Test
  @DisplayName(
      "Nobody is at the mail server, then the server is killed: letters wait, and go once when somebody is there")
  void away(Stage stage) throws MessagingException {
    TestServer server = stage.server();
    Path spoken = folder.resolve("spoken.wav");
    CALLER.write(spoken, 2);
    try (var own = mailed(server, LENA, "notice")) {
      office.shut();
      for (int i = 0; i < 3; i++) {
        server.figures().leaveMessage(LENA.id(), "+1212555010" + i, "", spoken);
      }
      JsonObject failing =
          Eventually.until(
              "attempts that fail",
              PATIENCE,
              () -> administrator(server).get("/mail").json(),
              status -> status.containsKey("lastFault") && status.getInt("waiting") == 3);
      assertThat(failing.getBoolean("enabled")).isTrue();
      assertThat(server.operations().health("ready").statusCode()).isEqualTo(200);
      server.crash();
      office.open();
      var letters = office.expectLetters(LENA.id(), 3, PATIENCE);
      expectEmptyOutbox(server);
      assertThat(office.letters(LENA.id())).hasSize(3);
      for (MimeMessage letter : letters) {
        assertThat(letter.getSubject()).contains("+1212555010");
      }
    }
  }

  @Test
  @DisplayName("An administrator sends a test; support sees how mail is, users don't")
  void roles(Stage stage) throws MessagingException {
    TestServer server = stage.server();
    assertThat(administrator(server).send("POST", "/mail/test", "", Map.of()).status())
        .isEqualTo(409);
    try (var own =
        new Reconfiguration(server)
            .change(
                "/users/" + ADMINISTRATOR,
                "mailAddress",
                "\"" + PostOffice.address(ADMINISTRATOR) + "\"")) {
      var tested = administrator(server).send("POST", "/mail/test", "", Map.of());
      assertThat(tested.json().getBoolean("sent")).as("%s", tested).isTrue();
      assertThat(office.expectLetters(ADMINISTRATOR, 1, PATIENCE).getFirst().getSubject())
          .startsWith("Test of outgoing mail");
      office.shut();
      var failed = administrator(server).send("POST", "/mail/test", "", Map.of());
      assertThat(failed.json().getString("fault")).contains("localhost");
      Rest support = server.rest().as(SUPPORT);
      assertThat(support.get("/mail").json().getJsonObject("server").getString("security"))
          .isEqualTo("tls");
      assertThat(support.send("POST", "/mail/test", "", Map.of()).status()).isEqualTo(403);
      assertThat(support.send("POST", "/mail/letters/retry", "", Map.of()).status()).isEqualTo(403);
      assertThat(server.rest().as(KEN.id()).get("/mail").status()).isEqualTo(403);
      assertThat(administrator(server).send("DELETE", "/mail/letters/4711", "", Map.of()).status())
          .isEqualTo(404);
      var mine =
          server
              .rest()
              .as(KEN.id())
              .send(
                  "PATCH",
                  "/me",
                  "{\"mailAddress\": \"x@elsewhere.test\"}",
                  Map.of("If-Match", "*"));
      assertThat(mine.status()).as("%s", mine).isEqualTo(422);
    }
  }

  @Test
  @DisplayName(
      "In the console: what waits and why, a try now, a test; at /me what one is sent, which is one's own choice")
  void console(Stage stage) throws IOException {
    TestServer server = stage.server();
    Path spoken = folder.resolve("spoken.wav");
    CALLER.write(spoken, 2);
    try (var own = mailed(server, LENA, "notice");
        var browser = new Browser("http://" + Network.SERVER + ":8080")) {
      office.shut();
      server.figures().leaveMessage(LENA.id(), "+12125550100", "Mother", spoken);
      browser.open("/login");
      browser.logIn(ADMINISTRATOR, Company.password(ADMINISTRATOR));
      Eventually.until(
          "an attempt that fails",
          PATIENCE,
          () -> administrator(server).get("/mail").json().getInt("failed"),
          failed -> failed > 0);
      browser.open("/console/mail");
      browser.expect("voice message");
      assertThat(browser.text())
          .contains("fails", "lena", "localhost:14465")
          .doesNotContain("Mother");
      assertThat(browser.obstacles()).isEmpty();
      browser.picture(PICTURES.resolve("mail-waits.png"));
      browser.size(Browser.NARROW);
      browser.open("/console/mail");
      browser.picture(PICTURES.resolve("mail-waits-telephone.png"));
      assertThat(browser.isTooWide()).isFalse();
      browser.size(Browser.WIDE);
      browser.pressText("Send a test to my address");
      browser.expect("You have no mail address");
      office.open();
      browser.pressText("Try all now");
      browser.expect("letters are tried now");
      office.expectLetters(LENA.id(), 1, PATIENCE);
      browser.pressText("Log out");
      browser.open("/login");
      browser.logIn(LENA.id(), Company.password(LENA.id()));
      browser.open("/me/mail");
      assertThat(browser.text()).contains("Mail goes to " + PostOffice.address(LENA.id()));
      assertThat(browser.obstacles()).isEmpty();
      browser.chooseLabelled("Mail new voice messages", "recording");
      browser.picture(PICTURES.resolve("my-mail-set.png"));
      browser.pressText("Save");
      browser.expect("saved");
      assertThat(server.rest().as(LENA.id()).get("/me").json().getString("mailNewMessages"))
          .isEqualTo("recording");
    }
  }
}
