package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.peer.SippScenario;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.peer.ToneEnd;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Dial;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.Received;
import org.ringspan.e2e.ua.SipMessage;

/**
 * Desk telephones see that a call of their user is at the mobile or waits (RFC 4235), and take it
 * by their own means (RFC 3891; design guide page 21-51, figure 21-19).
 */
@RingspanTest
class DeskIT {
  private static final String TYPE = "application/dialog-info+xml";

  private static final Tone FROM_PHONE_A = new Tone(400);
  private static final Tone FROM_DESK = new Tone(1000);
  private static final Tone FROM_MOBILE = new Tone(1600);
  private static final int HEARD_MILLIS = 400;

  @TempDir Path folder;

  /** How much two NOTIFYs may come closer on their way than they were sent. */
  private static final Duration JITTER = Duration.ofMillis(500);

  private static Reconfiguration anchoring(TestServer server) {
    return new Reconfiguration(server)
        .change("/reach", "midCallFeatures", "true")
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]"""
                .formatted(ALICE.mobile()));
  }

  /** A telephone that watches a line. */
  private record Watch(Phone phone, String user, String id, String tag) {
    static Watch begin(Phone phone, String user) {
      String id = UUID.randomUUID().toString();
      phone.agent().setSubscribed(id, true);
      SipMessage accepted = subscribe(phone, user, id, "", 600);
      assertThat(accepted.status()).isEqualTo(200);
      Watch watch = new Watch(phone, user, id, accepted.toTag().orElseThrow());
      watch.expect("version=\"0\"");
      return watch;
    }

    /** Takes the next NOTIFY whose document holds all these words. */
    String expect(String... words) {
      return phone
          .agent()
          .received()
          .expect(
              "NOTIFY " + List.of(words),
              Inbox.PATIENCE,
              it ->
                  it.message().is("NOTIFY")
                      && it.message().callId().equals(id)
                      && Stream.of(words).allMatch(it.message().body()::contains))
          .message()
          .body();
    }

    /** Takes the next NOTIFY that shows a call which may be taken. */
    String expectTakable(boolean waits) {
      return expect("call-id=", "pval=\"" + (waits ? "no" : "yes") + "\"");
    }

    /** Waits for a document without calls, and ends it. */
    void end() {
      Eventually.until(
          "a document without calls",
          Duration.ofSeconds(10),
          () -> notifies().getLast().message().body(),
          document -> !document.contains("<dialog "));
      assertThat(subscribe(phone, user, id, tag, 0).status()).isEqualTo(200);
      VoicemailIT.notified(phone, "terminated;reason=timeout");
    }

    List<Received> notifies() {
      return phone.agent().received().history().stream()
          .filter(it -> it.message().is("NOTIFY"))
          .filter(it -> it.message().callId().equals(id))
          .toList();
    }
  }

  private static SipMessage subscribeRequest(
      Phone phone, String user, String id, String tag, int seconds) {
    return phone
        .subscribeRequest(user, id, tag, Duration.ofSeconds(seconds))
        .replacing("Event", "dialog")
        .replacing("Accept", TYPE);
  }

  private static SipMessage subscribe(
      Phone phone, String user, String id, String tag, int seconds) {
    var first = subscribeRequest(phone, user, id, tag, seconds);
    var challenge = phone.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    return phone.authenticate(first, challenge, 1);
  }

  private record Two(OutgoingLeg phoneA, IncomingLeg atMobile) {}

  private static Two talking(Stage stage, Dial dial) {
    var phoneA = dial.start();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile());
    atMobile.answer().expectAck();
    phoneA.expectAnswer();
    return new Two(phoneA, atMobile);
  }

  private static Two talking(Stage stage, String caller) {
    return talking(stage, stage.gateway().dial(ALICE.did(), caller));
  }

  private static String attribute(String document, String name) {
    // Not the version of XML.
    var matcher =
        Pattern.compile("<dialog.*? " + name + "=\"([^\"]*)\"", Pattern.DOTALL).matcher(document);
    assertThat(matcher.find()).as("%s in %s", name, document).isTrue();
    return matcher.group(1);
  }

  /** As RFC 3891 has it: the tag of who gets the INVITE first, who is there for the other side. */
  private static String replaces(String document) {
    return attribute(document, "call-id")
        + ";to-tag="
        + attribute(document, "remote-tag")
        + ";from-tag="
        + attribute(document, "local-tag");
  }

  private static Dial replacing(Phone phone, String replaces) {
    return phone.dial(ALICE.extension()).header("Replaces", replaces).header("Require", "replaces");
  }

  private static void press(IncomingLeg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  private static String callOf(Stage stage, String caller) {
    return stage
        .server()
        .rest()
        .as(ADMINISTRATOR)
        .get("/calls")
        .items()
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  private static String story(Stage stage, String call) {
    return stage
        .server()
        .rest()
        .as(ADMINISTRATOR)
        .get("/call-records/" + call + "/explanation")
        .json()
        .getJsonArray("ladder")
        .toString();
  }

  @AfterEach
  void nothingIsLeft(TestServer server) {
    Eventually.until(
        "calls without media",
        Duration.ofSeconds(10),
        () -> server.figures().calls("MediaCalls"),
        left -> left == 0);
  }

  @Test
  @DisplayName("figure 21-19, UM4: the desk shows that the call waits, and resumes it by Replaces")
  void resumes(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.extension());
      Two two = talking(stage, caller);
      String call = callOf(stage, caller);
      String inUse = watch.expectTakable(false);
      assertThat(inUse)
          .contains("<state>confirmed</state>", "direction=\"recipient\"")
          .contains("entity=\"sip:" + ALICE.extension() + "@" + Company.DOMAIN + "\"")
          .contains("sip:" + caller + "@" + Company.DOMAIN);
      two.atMobile().hangUp();
      String waits = watch.expectTakable(true);
      assertThat(replaces(waits)).isEqualTo(replaces(inUse));

      var atDesk = replacing(desk, replaces(waits)).start();
      SipMessage answer = atDesk.expectAnswer().message();
      assertThat(answer.required("Supported")).contains("replaces");
      assertThat(two.phoneA().sdp().describedBy(answer.body())).isFalse();
      watch.expectTakable(false);
      assertThat(status(replacing(desk, replaces(waits).replace("to-tag=", "to-tag=x"))))
          .isEqualTo(481);
      two.phoneA().hangUp();
      atDesk.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      assertThat(status(replacing(desk, replaces(waits)))).isEqualTo(603);
      watch.end();
      assertThat(story(stage, call))
          .contains("a desk telephone of the user asks for the call by Replaces")
          .contains("the call has moved here");
      assertInOrder(watch);
    }
  }

  /** Each document has the next version, and none but the asked ones come within a second. */
  private static void assertInOrder(Watch watch) {
    List<Received> notifies = watch.notifies();
    for (int i = 0; i < notifies.size(); i++) {
      assertThat(attribute(notifies.get(i).message().body(), "version"))
          .isEqualTo(String.valueOf(i));
      boolean asked = notifies.get(i).message().required("Subscription-State").startsWith("term");
      if (i > 0 && !asked) {
        assertThat(notifies.get(i).since(notifies.get(i - 1)).plus(JITTER))
            .isGreaterThan(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  @DisplayName("RFC 3891: the desk takes a call that is talked at the mobile; that is hung up")
  void takesOver(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.id());
      Two two = talking(stage, caller);
      String inUse = watch.expectTakable(false);
      var atDesk = replacing(desk, replaces(inUse)).withoutSdp().start();
      atDesk.expect(200);
      atDesk.acknowledgeWithSdp();
      assertThat(two.atMobile().expectBye().message().required("Reason"))
          .contains("Moved to another telephone");
      two.phoneA().expectNo("INVITE", Duration.ZERO);
      atDesk.hangUp();
      two.phoneA().expectBye();
      watch.end();
    }
  }

  @Test
  @DisplayName("figure 21-19: phone A hears the mobile, then music, then the desk, which hears it")
  void heard(Stage stage) {
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.extension());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      atMobile.answer().expectAck();
      String toPhoneA = phoneA.expectAnswer().message().body();
      try (var earA = new ToneEnd(phoneA.sdp(), toPhoneA, FROM_PHONE_A, folder);
          var earMobile =
              new ToneEnd(atMobile.sdp(), atMobile.invite().body(), FROM_MOBILE, folder)) {
        earA.expectHears(FROM_MOBILE, HEARD_MILLIS);
        earMobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
        atMobile.hangUp();
        earA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
        var atDesk = replacing(desk, replaces(watch.expectTakable(true))).start();
        String toDesk = atDesk.expectAnswer().message().body();
        try (var earDesk = new ToneEnd(atDesk.sdp(), toDesk, FROM_DESK, folder)) {
          earA.expectHears(FROM_DESK, HEARD_MILLIS);
          earDesk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
          assertThat(earDesk.heardMillis(FROM_MOBILE)).isZero();
        }
        atDesk.hangUp();
        phoneA.expectBye();
      }
      watch.end();
    }
  }

  @Test
  @DisplayName("D3: what *81 holds any telephone of the user takes; what *82 holds none does")
  void exclusive(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.desk());
      Two two = talking(stage, caller);
      String handle = replaces(watch.expectTakable(false));
      press(two.atMobile(), "*82");
      assertThat(watch.expect("pval=\"no\"")).doesNotContain("call-id=");
      assertThat(status(replacing(desk, handle))).isEqualTo(480);
      press(two.atMobile(), "*81");
      assertThat(replaces(watch.expectTakable(true))).isEqualTo(handle);
      var atLaptop = replacing(stage.phone(ALICE.laptop()), handle).start();
      atLaptop.expectAnswer();
      two.atMobile().expectBye();
      atLaptop.hangUp();
      two.phoneA().expectBye();
      watch.end();
    }
  }

  @Test
  @DisplayName(
      "Nobody watches another's line, nor takes another's call, nor learns that it is there")
  void others(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Phone bobs = stage.phone(BOB.desk());
      for (String line : List.of(ALICE.id(), ALICE.extension(), ALICE.desk(), ALICE.did())) {
        assertThat(subscribe(bobs, line, UUID.randomUUID().toString(), "", 600).status())
            .as(line)
            .isEqualTo(403);
      }
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.extension());
      Watch bobsOwn = Watch.begin(bobs, BOB.extension());
      Two two = talking(stage, caller);
      String handle = replaces(watch.expectTakable(false));
      assertThat(status(replacing(bobs, handle))).isEqualTo(481);
      assertThat(status(replacing(bobs, "nothing@all;to-tag=1;from-tag=2"))).isEqualTo(481);
      assertThat(status(stage.gateway().dial(ALICE.did(), caller).header("Replaces", handle)))
          .isEqualTo(481);
      two.atMobile().expectNo("BYE", Duration.ZERO);
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      assertThat(bobsOwn.notifies()).hasSize(1);
      watch.end();
      bobsOwn.end();
    }
  }

  private static int status(Dial dial) {
    return dial.start().expectFinal().message().status();
  }

  @Test
  @DisplayName("RFC 3891 section 3: what can't be read, is doubled or contradicts itself gets 400")
  void malformed(Stage stage) {
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.extension());
      Two two = talking(stage, Stage.newCaller());
      String handle = replaces(watch.expectTakable(false));
      for (String bad :
          List.of("x", "x@y;to-tag=1", handle + ";to-tag=1", handle + ", " + handle, ";;=\"")) {
        assertThat(status(replacing(desk, bad))).as(bad).isEqualTo(400);
      }
      assertThat(status(replacing(desk, handle).header("Replaces", handle))).isEqualTo(400);
      assertThat(status(replacing(desk, handle).header("Join", handle))).isEqualTo(400);
      assertThat(status(replacing(desk, handle + ";early-only"))).isEqualTo(486);
      assertThat(status(replacing(desk, handle).header("Require", "nothing-known"))).isEqualTo(420);
      two.atMobile().expectNo("BYE", Duration.ZERO);
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      watch.end();
    }
  }

  @Test
  @DisplayName("RFC 3323: a caller that withholds its number stays anonymous at the desk")
  void anonymous(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Phone desk = stage.phone(ALICE.desk());
      Watch watch = Watch.begin(desk, ALICE.extension());
      Two two = talking(stage, stage.gateway().dial(ALICE.did(), caller).header("Privacy", "id"));
      assertThat(watch.expectTakable(false)).contains("sip:anonymous@anonymous.invalid");
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      watch.end();
      assertThat(watch.notifies())
          .noneMatch(it -> it.message().toString().contains(caller.substring(2)));
    }
  }

  @Test
  @DisplayName("A call at the desk is shown from its ringing on, to whom it concerns and no longer")
  void ordinary(Stage stage) {
    Phone desk = stage.registered(GRACE.desk());
    Watch watch = Watch.begin(desk, GRACE.extension());
    var phoneA = stage.gateway().dial(GRACE.did(), Stage.newCaller()).start();
    var atDesk = desk.expectInvite().ring();
    assertThat(watch.expect("<state>early</state>")).doesNotContain("call-id=");
    atDesk.answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    assertThat(watch.expect("<state>confirmed</state>"))
        .contains("pval=\"yes\"")
        .doesNotContain("call-id=");
    phoneA.hangUp();
    atDesk.expectBye();
    watch.end();
    assertInOrder(watch);
    var capabilities = desk.agent().exchange(optionsOf(desk)).expectFinal().message();
    assertThat(capabilities.required("Allow-Events").replace(" ", ""))
        .isEqualTo("dialog,message-summary");
    assertThat(capabilities.required("Supported")).contains("replaces");
  }

  private static SipMessage optionsOf(Phone phone) {
    var like =
        phone.subscribeRequest(GRACE.desk(), UUID.randomUUID().toString(), "", Duration.ZERO);
    return SipMessage.request("OPTIONS", like.requestUri())
        .with("Via", like.required("Via"))
        .with("Max-Forwards", "70")
        .with("From", like.required("From"))
        .with("To", like.required("To"))
        .with("Call-ID", like.callId())
        .with("CSeq", "1 OPTIONS");
  }

  @Test
  @DisplayName("SIPp, which nobody of us wrote, subscribes and is told, and of a call that rings")
  void sipp(Stage stage) {
    Phone desk = stage.registered(GRACE.desk());
    var alike = subscribeRequest(desk, GRACE.desk(), UUID.randomUUID().toString(), "", 600);
    var challenge = desk.agent().exchange(alike).expectFinal().message();
    Path messages = folder.resolve("messages.log");
    try (var line =
        SippScenario.of(
            folder,
            DeskIT.class.getResource("watch-line.xml"),
            Network.at(Network.BARESIP_DESK, 5100),
            stage.server().sip(),
            1,
            "-s",
            GRACE.desk(),
            "-key",
            "domain",
            Company.DOMAIN,
            "-key",
            "authorization",
            desk.credentials().answer(challenge, "SUBSCRIBE", alike.requestUri(), 1),
            "-trace_msg",
            "-message_file",
            messages.toString())) {
      Eventually.until(
          "SIPp was told",
          Duration.ofSeconds(30),
          () -> read(messages),
          it -> it.contains("NOTIFY"));
      var phoneA = stage.gateway().dial(GRACE.did(), Stage.newCaller()).start();
      desk.expectInvite().ring();
      line.expectSuccess(Duration.ofSeconds(30));
      phoneA.cancel();
      phoneA.expect(487);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
