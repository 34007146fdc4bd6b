package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.RealTelephones.FAR;
import static org.ringspan.e2e.RealTelephones.FROM_COLLEAGUE;
import static org.ringspan.e2e.RealTelephones.FROM_DESK;
import static org.ringspan.e2e.RealTelephones.FROM_FAR;
import static org.ringspan.e2e.RealTelephones.FROM_MOBILE;
import static org.ringspan.e2e.RealTelephones.FROM_PHONE_A;
import static org.ringspan.e2e.RealTelephones.callFrom;
import static org.ringspan.e2e.RealTelephones.called;
import static org.ringspan.e2e.RealTelephones.number;
import static org.ringspan.e2e.RealTelephones.press;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.PHONE_A;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * The figures of the design guide's chapter on mobility with telephones that nobody of us wrote:
 * each says a tone of its own, and what each hears is recorded and recognised. Figure 21-18, and
 * holding in figure 21-21, are in {@link AudioIT}.
 */
@RingspanTest
class FiguresIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int HEARD_MILLIS = 400;
  private static final String VOICE = "+14085552346";
  private static final String FEATURE = "+14085552345";
  private static final String PIN = "27182845";

  /** The far number as the figures have it. */
  private static final String DIALLED = "919725553456";

  private static final Tone ASKS_ID = prompt("access_id");
  private static final Tone ASKS_PIN = prompt("access_pin");
  private static final Tone ASKS_WHAT = prompt("access_menu");
  private static final Tone ASKS_NUMBER = prompt("access_number");

  private static Tone prompt(String name) {
    return Objects.requireNonNull(TestServer.ACCESS_PROMPTS.get(name), name);
  }

  private static void setPin(TestServer server) {
    var set =
        server
            .rest()
            .as(ADMINISTRATOR)
            .send("PUT", "/users/" + CAROL.id() + "/pin", "{\"pin\": \"" + PIN + "\"}", Map.of());
    assertThat(set.status()).as("%s", set).isEqualTo(204);
  }

  private static Reconfiguration anchoring(TestServer server) {
    return RealTelephones.keyed(server);
  }

  /** Carol may call from outside, as she may at her desk, and to the telephone network. */
  private static Reconfiguration access(TestServer server, boolean hairpin) {
    setPin(server);
    return new Reconfiguration(server)
        .add("/partitions", "{\"name\": \"out\"}")
        .add("/search-spaces", "{\"name\": \"out\", \"partitions\": [\"<lines>\", \"out\"]}")
        .add(
            "/route-patterns",
            """
            {"pattern": "9.1XXXXXXXXXX", "partition": "out", "trunk": "pstn",
             "called": {"discard": "pre-dot", "prefix": "+"}}""")
        .change("/users/" + CAROL.id(), "remoteDestinationProfile", "{\"searchSpace\": \"out\"}")
        .change(
            "/reach",
            "access",
            """
            {"featureAccessNumber": "%s", "voiceAccessNumbers": ["%s"], "hairpin": %b}"""
                .formatted(FEATURE, VOICE, hairpin));
  }

  /** The only call that goes on. */
  private static String live(TestServer server) {
    return Eventually.until(
            "one call",
            PATIENCE,
            () ->
                server.rest().as(ADMINISTRATOR).get("/calls").items().getValuesAs(JsonObject.class),
            calls -> calls.size() == 1)
        .getFirst()
        .getString("call");
  }

  /** Phone A talks with the mobile. */
  private static void talk(TestServer server, BaresipPhone phoneA, BaresipPhone mobile) {
    phoneA.dial(called(server));
    mobile.expectIncoming();
    mobile.answer();
    mobile.expectEstablished();
    phoneA.expectEstablished();
    mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
    phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
  }

  private static void hearsMore(BaresipPhone phone, Tone tone) {
    phone.expectHears(tone, phone.heardMillis(tone) + HEARD_MILLIS);
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
  @DisplayName(
      "figure 21-19, page 21-51: the mobile hangs up, phone A hears music, the desk resumes and they talk")
  void deskPickup(TestServer server) {
    try (var on = anchoring(server).change("/users/" + CAROL.id(), "deskPickup", "30000");
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      talk(server, phoneA, mobile);
      desk.expectClosed();
      assertThat(phoneA.heardMillis(TestServer.MUSIC)).isZero();
      mobile.hangUp();
      phoneA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
      desk.dial("sip:*83@" + server.sip().getHostString());
      desk.expectEstablished();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);
      assertThat(desk.heardMillis(FROM_MOBILE)).isZero();
      assertThat(desk.heardMillis(TestServer.MUSIC)).isZero();
      assertThat(mobile.heardMillis(TestServer.MUSIC)).isZero();
      desk.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "figure 21-20, page 21-52: sent from the desk, the call goes on at the mobile, and back by keys")
  void remoteDestinationPickup(TestServer server) {
    try (var on = anchoring(server);
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      phoneA.dial(called(server));
      desk.expectIncoming();
      mobile.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      phoneA.expectEstablished();
      mobile.expectClosed();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);

      String call = callFrom(server, PHONE_A);
      var sent = server.rest().as(CAROL.id()).post("/me/calls/" + call + "/send-to-mobile", "");
      assertThat(sent.status()).as("%s", sent).isEqualTo(202);
      mobile.expectIncoming();
      hearsMore(desk, FROM_PHONE_A);
      assertThat(mobile.heardMillis(FROM_PHONE_A)).isZero();
      mobile.answer();
      mobile.expectEstablished();
      desk.expectClosed();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      assertThat(phoneA.heardMillis(TestServer.MUSIC)).isZero();

      press(server, call, mobile, "*74");
      desk.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      mobile.expectClosed();
      hearsMore(phoneA, FROM_DESK);
      hearsMore(desk, FROM_PHONE_A);
      phoneA.hangUp();
      desk.expectClosed();
    }
  }

  /** Phone A is on hold and hears music, the mobile has called again and talks with a colleague. */
  private static void consult(
      TestServer server,
      String code,
      BaresipPhone phoneA,
      BaresipPhone mobile,
      BaresipPhone colleague) {
    talk(server, phoneA, mobile);
    press(server, callFrom(server, PHONE_A), mobile, "*82");
    phoneA.expectHears(TestServer.MUSIC, HEARD_MILLIS);
    mobile.dial(number(server, FEATURE));
    mobile.expectEstablished();
    press(
        server,
        callFrom(server, CAROL.extension()),
        mobile,
        PIN + "#" + code + "#" + BOB.extension() + "#");
    colleague.expectIncoming();
    colleague.answer();
    colleague.expectEstablished();
    colleague.expectHears(FROM_MOBILE, HEARD_MILLIS);
    mobile.expectHears(FROM_COLLEAGUE, HEARD_MILLIS);
    assertThat(phoneA.heardMillis(FROM_COLLEAGUE)).isZero();
    assertThat(colleague.heardMillis(FROM_PHONE_A)).isZero();
  }

  @Test
  @DisplayName(
      "figure 21-21, table 21-2, page 21-53: phone A hears music, then the colleague it is transferred to")
  void transfer(TestServer server) {
    setPin(server);
    try (var on =
            anchoring(server)
                .change(
                    "/reach", "access", "{\"featureAccessNumber\": \"%s\"}".formatted(FEATURE));
        var gateway = RealTelephones.gateway(server);
        var colleague = RealTelephones.colleague(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      consult(server, "*84", phoneA, mobile, colleague);
      press(server, callFrom(server, CAROL.extension()), mobile, "*8");
      mobile.press('4');
      phoneA.expectHears(FROM_COLLEAGUE, HEARD_MILLIS);
      colleague.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      mobile.expectClosed();
      assertThat(mobile.heardMillis(TestServer.MUSIC)).isZero();
      colleague.hangUp();
      phoneA.expectClosed();
    }
  }

  @Test
  @DisplayName(
      "figure 21-21, table 21-2, page 21-53: in the conference each of the three hears both others")
  void conference(TestServer server) {
    setPin(server);
    try (var on =
            anchoring(server)
                .change(
                    "/reach", "access", "{\"featureAccessNumber\": \"%s\"}".formatted(FEATURE));
        var gateway = RealTelephones.gateway(server);
        var colleague = RealTelephones.colleague(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      consult(server, "*85", phoneA, mobile, colleague);
      press(server, callFrom(server, CAROL.extension()), mobile, "*8");
      mobile.press('5');
      phoneA.expectHearsAmongOthers(FROM_MOBILE, HEARD_MILLIS);
      phoneA.expectHearsAmongOthers(FROM_COLLEAGUE, HEARD_MILLIS);
      colleague.expectHearsAmongOthers(FROM_PHONE_A, HEARD_MILLIS);
      colleague.expectHearsAmongOthers(FROM_MOBILE, HEARD_MILLIS);
      mobile.expectHearsAmongOthers(FROM_PHONE_A, HEARD_MILLIS);
      mobile.expectHearsAmongOthers(FROM_COLLEAGUE, HEARD_MILLIS);
      colleague.hangUp();
      hearsMore(phoneA, FROM_MOBILE);
      phoneA.hangUp();
      mobile.expectClosed();
    }
  }

  private static void switchReach(TestServer server, boolean on) {
    var carol = server.rest().as(CAROL.id());
    var destinations = Json.createArrayBuilder();
    for (var destination :
        carol.get("/me").json().getJsonArray("remoteDestinations").getValuesAs(JsonObject.class)) {
      destinations.add(Json.createObjectBuilder(destination).add("singleNumberReach", on));
    }
    var changed =
        carol.send(
            "PATCH",
            "/me",
            Json.createObjectBuilder().add("remoteDestinations", destinations).build().toString(),
            Map.of("If-Match", "*"));
    assertThat(changed.status()).as("%s", changed).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "figure 21-22, page 21-55: with reach off by self-care the mobile hears nothing, on again it has the call")
  void reachOffAndOn(TestServer server) {
    try (var restored = new Reconfiguration(server);
        var gateway = RealTelephones.gateway(server);
        var desk = RealTelephones.desk(server);
        var mobile = RealTelephones.mobile();
        var phoneA = RealTelephones.phoneA()) {
      switchReach(server, false);
      phoneA.dial(called(server));
      desk.expectIncoming();
      desk.answer();
      desk.expectEstablished();
      phoneA.expectEstablished();
      desk.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_DESK, HEARD_MILLIS);
      phoneA.hangUp();
      desk.expectClosed();
      assertThat(mobile.wasCalled()).isFalse();

      switchReach(server, true);
      phoneA.dial(called(server));
      mobile.expectIncoming();
      mobile.answer();
      mobile.expectEstablished();
      mobile.expectHears(FROM_PHONE_A, HEARD_MILLIS);
      phoneA.expectHears(FROM_MOBILE, HEARD_MILLIS);
      mobile.hangUp();
      phoneA.expectClosed();
    }
  }

  /** Mobile and far telephone talk, and one of them hangs up. */
  private static void talkWithFar(BaresipPhone mobile, BaresipPhone far) {
    far.expectIncoming();
    far.answer();
    far.expectEstablished();
    far.expectHears(FROM_MOBILE, HEARD_MILLIS);
    mobile.expectHears(FROM_FAR, HEARD_MILLIS);
    TestServer.ACCESS_PROMPTS
        .values()
        .forEach(prompt -> assertThat(far.heardMillis(prompt)).isZero());
    far.hangUp();
    mobile.expectClosed();
  }

  @Test
  @DisplayName(
      "figure 21-23, page 21-60: the mobile hears the prompts for PIN, choice and number, then the far telephone")
  void voiceAccess(TestServer server) {
    try (var on = access(server, false);
        var gateway = RealTelephones.gatewayToFar(server);
        var mobile = RealTelephones.mobile();
        var far = RealTelephones.far()) {
      mobile.dial(number(server, VOICE));
      mobile.expectEstablished();
      String call = live(server);
      mobile.expectHears(ASKS_PIN, HEARD_MILLIS);
      press(server, call, mobile, PIN + "#");
      mobile.expectHears(ASKS_WHAT, HEARD_MILLIS);
      press(server, call, mobile, "1");
      mobile.expectHears(ASKS_NUMBER, HEARD_MILLIS);
      press(server, call, mobile, DIALLED + "#");
      talkWithFar(mobile, far);
      assertThat(mobile.heardMillis(ASKS_ID)).isZero();
      assertThat(server.records().expectEnded(CAROL.extension(), VOICE).answeredBy()).contains(FAR);
    }
  }

  @Test
  @DisplayName(
      "figure 21-24, page 21-62: in hairpin mode the mobile is asked for its own number before its PIN")
  void hairpin(TestServer server) {
    try (var on = access(server, true);
        var gateway = RealTelephones.gatewayToFar(server);
        var mobile = RealTelephones.mobile();
        var far = RealTelephones.far()) {
      mobile.dial(number(server, VOICE));
      mobile.expectEstablished();
      String call = live(server);
      mobile.expectHears(ASKS_ID, HEARD_MILLIS);
      assertThat(mobile.heardMillis(ASKS_PIN)).isZero();
      press(server, call, mobile, CAROL.mobile().substring(1) + "#");
      mobile.expectHears(ASKS_PIN, HEARD_MILLIS);
      press(server, call, mobile, PIN + "#");
      mobile.expectHears(ASKS_WHAT, HEARD_MILLIS);
      press(server, call, mobile, "1");
      mobile.expectHears(ASKS_NUMBER, HEARD_MILLIS);
      press(server, call, mobile, DIALLED + "#");
      talkWithFar(mobile, far);
    }
  }

  @Test
  @DisplayName(
      "figure 21-25, page 21-63: PIN # 1 # number # without a prompt, and the far telephone is heard")
  void twoStageDialling(TestServer server) {
    try (var on = access(server, false);
        var gateway = RealTelephones.gatewayToFar(server);
        var mobile = RealTelephones.mobile();
        var far = RealTelephones.far()) {
      mobile.dial(number(server, FEATURE));
      mobile.expectEstablished();
      press(server, live(server), mobile, PIN + "#1#" + DIALLED + "#");
      talkWithFar(mobile, far);
      TestServer.ACCESS_PROMPTS
          .values()
          .forEach(prompt -> assertThat(mobile.heardMillis(prompt)).isZero());
      assertThat(server.records().expectEnded(CAROL.extension(), FEATURE).answeredBy())
          .contains(FAR);
    }
  }
}
