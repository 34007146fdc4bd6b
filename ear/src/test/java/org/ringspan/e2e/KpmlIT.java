package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.IncomingRequest;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.SipMessage;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Keys that a trunk tells by KPML, in NOTIFY (RFC 4730, CC9). */
@RingspanTest
class KpmlIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final String RESPONSE = "application/kpml-response+xml";
  private static final String HELD =
      "its keys put the other on hold, for any telephone of the user";
  private static final String RESUMED = "its keys took the other from hold";

  private static Reconfiguration kpml(TestServer server) {
    return new Reconfiguration(server)
        .change("/trunks/pstn", "digits", "\"kpml\"")
        .change("/reach", "midCallFeatures", "true")
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]\
            """
                .formatted(ALICE.mobile()));
  }

  private record Two(OutgoingLeg phoneA, IncomingLeg atMobile, IncomingRequest subscribe) {}

  /** Phone A talks with the mobile, whose trunk says that it tells of keys. */
  private static Two talking(Stage stage, String caller) {
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile());
    atMobile.leaveSubscribeToTest();
    atMobile.answerWith("Allow-Events", "talk, kpml").expectAck();
    phoneA.expectAnswer();
    return new Two(phoneA, atMobile, atMobile.expect("SUBSCRIBE"));
  }

  private static Two watched(Stage stage, String caller) {
    Two two = talking(stage, caller);
    two.subscribe().reply(200, "OK", it -> it.with("Expires", "3600"));
    two.atMobile().notify(eventOf(two), "active;expires=3600", RESPONSE, "").expect(200);
    return two;
  }

  private static String eventOf(Two two) {
    return two.subscribe().message().required("Event");
  }

  private static String report(String digits) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <kpml-response xmlns="urn:ietf:params:xml:ns:kpml-response" version="1.0" code="200"
      text="OK" suppressed="false" forced_flush="false" digits="%s" tag="key"/>
    """
        .formatted(digits);
  }

  private static void press(Leg at, String event, String keys) {
    for (char key : keys.toCharArray()) {
      at.notify(event, "active;expires=3500", RESPONSE, report("" + key)).expect(200);
    }
  }

  private static String story(Stage stage, String caller) {
    stage.server().records().expectEnded(caller, ALICE.did());
    String call = stage.server().records().ids(caller, ALICE.did()).getLast();
    return Eventually.until(
        "the story of " + call,
        PATIENCE,
        () ->
            stage
                .server()
                .rest()
                .as(ADMINISTRATOR)
                .get("/call-records/" + call + "/explanation")
                .response()
                .body(),
        text -> text.contains("the call ends"));
  }

  /** How often the ladder says so; behind it the same is told once more, event by event. */
  private static int count(String story, String words) {
    String ladder = story.substring(story.indexOf("\"ladder\""), story.indexOf("\"events\""));
    return ladder.split(Pattern.quote(words), -1).length - 1;
  }

  @AfterEach
  void nothingIsLeft(TestServer server) {
    Eventually.until(
        "calls without media",
        PATIENCE,
        () -> server.figures().calls("MediaCalls"),
        left -> left == 0);
  }

  @Test
  @DisplayName("RFC 4730 4.2, 5.1: SUBSCRIBE in the dialog, after the ACK, for every key")
  void asks(Stage stage) throws Exception {
    try (var on = kpml(stage.server())) {
      Two two = watched(stage, Stage.newCaller());
      SipMessage subscribe = two.subscribe().message();
      assertThat(subscribe.callId()).isEqualTo(two.atMobile().callId());
      assertThat(eventOf(two))
          .startsWith("kpml;")
          .contains("call-id=\"" + subscribe.callId() + "\"")
          .contains("local-tag=" + subscribe.toTag().orElseThrow())
          .contains("remote-tag=" + tagOf(subscribe.required("From")));
      assertThat(subscribe.required("Expires")).isEqualTo("3600");
      assertThat(subscribe.required("Accept")).contains(RESPONSE);
      assertThat(subscribe.required("Content-Type")).isEqualTo("application/kpml-request+xml");
      assertRequest(subscribe.body());
      two.phoneA().hangUp();
      IncomingRequest end = two.atMobile().expect("SUBSCRIBE");
      assertThat(end.message().required("Expires")).isEqualTo("0");
      two.atMobile().notify(eventOf(two), "terminated;reason=timeout", RESPONSE, "").expectFinal();
    }
  }

  private static String tagOf(String party) {
    Matcher tag = Pattern.compile(";tag=([^;>]+)").matcher(party);
    assertThat(tag.find()).isTrue();
    return tag.group(1);
  }

  // rfc4730#section-9.1: one pattern, whose regex is asked for again and again.
  private static void assertRequest(String document) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(document)))
            .getDocumentElement();
    assertThat(root.getNamespaceURI()).isEqualTo("urn:ietf:params:xml:ns:kpml-request");
    assertThat(root.getLocalName()).isEqualTo("kpml-request");
    assertThat(root.getAttribute("version")).isEqualTo("1.0");
    Element pattern = (Element) root.getElementsByTagNameNS("*", "pattern").item(0);
    assertThat(pattern.getAttribute("persist")).isEqualTo("persist");
    assertThat(pattern.getElementsByTagNameNS("*", "regex").item(0).getTextContent())
        .isEqualTo("[x*#ABCD]");
  }

  @Test
  @DisplayName("CC9, UM7: *81 and *83 by NOTIFY; a bad report gets 400, another package 489")
  void holdsAndResumes(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = kpml(stage.server())) {
      Two two = watched(stage, caller);
      IncomingLeg mobile = two.atMobile();
      press(mobile, eventOf(two), "*81");
      press(mobile, eventOf(two), "*83");
      mobile.notify(eventOf(two), "active", RESPONSE, "<kpml-response").expect(400);
      mobile.notify(eventOf(two), "active", "text/plain", "1").expect(400);
      mobile.notify(eventOf(two), "asleep", RESPONSE, report("1")).expect(400);
      mobile.notify("presence", "active", RESPONSE, "").expect(489);
      // Nobody has subscribed to the caller's keys.
      two.phoneA().notify("kpml", "active", RESPONSE, report("1")).expect(481);
      two.phoneA().hangUp();
      mobile.expectBye();
      assertThat(story(stage, caller)).containsSubsequence(HELD, RESUMED);
    }
  }

  @Test
  @DisplayName("CC9: while KPML is granted, the same key as telephone-event counts for nothing")
  void noKeyTwice(Stage stage) throws IOException {
    String caller = Stage.newCaller();
    try (var on = kpml(stage.server())) {
      Two two = watched(stage, caller);
      try (var events = new TelephoneEvents(two.atMobile())) {
        events.press("*81");
        press(two.atMobile(), eventOf(two), "*81");
        events.press("*83");
        press(two.atMobile(), eventOf(two), "*83");
      }
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      String story = story(stage, caller);
      assertThat(count(story, HELD)).isEqualTo(1);
      assertThat(count(story, RESUMED)).isEqualTo(1);
      assertThat(count(story, "a key was pressed")).isEqualTo(6);
    }
  }

  @Test
  @DisplayName("CC9: refused by 489, and ended by the trunk: keys of the media count again")
  void fallsBack(Stage stage) throws IOException {
    String caller = Stage.newCaller();
    try (var on = kpml(stage.server())) {
      Two refused = talking(stage, caller);
      refused.subscribe().reply(489, "Bad Event");
      pressInMedia(stage, refused, caller);
      assertThat(story(stage, caller))
          .contains("its keys are taken from the media: SUBSCRIBE was answered with 489")
          .contains(HELD);

      String again = Stage.newCaller();
      Two ended = watched(stage, again);
      ended
          .atMobile()
          .notify(eventOf(ended), "terminated;reason=noresource", RESPONSE, "")
          .expect(200);
      ended.atMobile().notify(eventOf(ended), "active", RESPONSE, report("1")).expect(481);
      pressInMedia(stage, ended, again);
      assertThat(story(stage, again))
          .contains("its keys are taken from the media: terminated: noresource")
          .contains(HELD);
    }
  }

  private static void pressInMedia(Stage stage, Two two, String caller) throws IOException {
    try (var events = new TelephoneEvents(two.atMobile())) {
      events.press("*81");
      Eventually.until(
          "the keys were understood",
          PATIENCE,
          () ->
              stage
                  .server()
                  .rest()
                  .as(ADMINISTRATOR)
                  .get("/call-records/" + live(stage, caller) + "/explanation")
                  .response()
                  .body(),
          text -> text.contains(HELD));
    }
    two.phoneA().hangUp();
    two.atMobile().expectBye();
  }

  private static String live(Stage stage, String caller) {
    return stage
        .server()
        .rest()
        .as(ADMINISTRATOR)
        .get("/calls")
        .items()
        .getValuesAs(jakarta.json.JsonObject.class)
        .stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  @Test
  @DisplayName("RFC 6665 4.1.3: ended with reason=deactivated, it is asked for anew")
  void asksAgain(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = kpml(stage.server())) {
      Two two = watched(stage, caller);
      two.atMobile()
          .notify(eventOf(two), "terminated;reason=deactivated", RESPONSE, "")
          .expect(200);
      IncomingRequest again = two.atMobile().expect("SUBSCRIBE");
      assertThat(again.message().body()).contains("kpml-request");
      again.reply(200, "OK", it -> it.with("Expires", "600"));
      press(two.atMobile(), eventOf(two), "*81");
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      assertThat(story(stage, caller)).contains(HELD);
    }
  }

  @Test
  @DisplayName("UM3, CC9: who answers at the mobile confirms by a key in NOTIFY")
  void confirms(Stage stage) {
    String caller = Stage.newCaller();
    try (var on =
        kpml(stage.server())
            .change("/reach", "midCallFeatures", "false")
            .change("/reach", "confirmWithin", "8000")
            .change(
                "/users/" + ALICE.id(),
                "remoteDestinations",
                """
                [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0,
                  "voicemailAvoidance": "user-control"}]\
                """
                    .formatted(ALICE.mobile()))) {
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      atMobile.leaveSubscribeToTest();
      atMobile.answerWith("Allow-Events", "kpml").expectAck();
      IncomingRequest subscribe = atMobile.expect("SUBSCRIBE");
      subscribe.reply(200, "OK", it -> it.with("Expires", "3600"));
      press(atMobile, subscribe.message().required("Event"), "1");
      atMobile.accept(atMobile.expectReinvite(), "sendrecv");
      phoneA.expectAnswer();
      // Its media go to the caller now: the server hears no keys, and wants none.
      assertThat(atMobile.expect("SUBSCRIBE").message().required("Expires")).isEqualTo("0");
      phoneA.hangUp();
      atMobile.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
    }
  }

  @Test
  @DisplayName("CC9: a trunk that doesn't offer it, or isn't one for it, isn't asked")
  void notAsked(Stage stage) {
    try (var on = kpml(stage.server())) {
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      atMobile.answerWith("Allow-Events", "talk").expectAck();
      phoneA.expectAnswer();
      atMobile.expectNo("SUBSCRIBE", MOMENT);
      phoneA.hangUp();
    }
    try (var on = kpml(stage.server()).change("/trunks/pstn", "digits", "\"info\"")) {
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile());
      atMobile.answerWith("Allow-Events", "kpml").expectAck();
      phoneA.expectAnswer();
      atMobile.expectNo("SUBSCRIBE", MOMENT);
      phoneA.hangUp();
    }
  }

  /**
   * Sends keys as named telephone events (RFC 4733) to where the server has described its media.
   */
  private static final class TelephoneEvents implements AutoCloseable {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int EVENTS = 101;
    private static final int LENGTH = 800;
    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private int sequence = 1;
    private int time = 8000;

    TelephoneEvents(IncomingLeg at) throws IOException {
      String theirs = at.invite().body();
      server =
          new InetSocketAddress(
              found("(?m)^c=IN IP4 (\\S+)", theirs),
              Integer.parseInt(found("(?m)^m=audio (\\d+)", theirs)));
      socket = new DatagramSocket(new InetSocketAddress(at.sdp().address(), at.sdp().port()));
    }

    private static String found(String pattern, String description) {
      Matcher matcher = Pattern.compile(pattern).matcher(description);
      assertThat(matcher.find()).as("%s", description).isTrue();
      return matcher.group(1);
    }

    void press(String keys) throws IOException {
      for (char key : keys.toCharArray()) {
        // rfc4733#section-2.5.1.4: the final packet is sent three times.
        for (int i = 0; i < 4; i++) {
          ByteBuffer packet = ByteBuffer.allocate(16);
          packet.put((byte) 0x80).put((byte) (i == 0 ? 0x80 | EVENTS : EVENTS));
          packet.putShort((short) sequence++).putInt(time).putInt(4711);
          packet.put((byte) KEYS.indexOf(key)).put((byte) (i == 0 ? 10 : 0x80 | 10));
          packet.putShort((short) (i == 0 ? LENGTH / 2 : LENGTH));
          socket.send(new DatagramPacket(packet.array(), packet.limit(), server));
        }
        time += 4 * LENGTH;
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
