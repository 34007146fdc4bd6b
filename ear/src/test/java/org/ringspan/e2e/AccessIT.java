package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.JUDY;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;

/**
 * Calls to the server to be connected as from the desk, and to switch reach: mobile voice access
 * and enterprise feature access (design guide pages 21-60 to 21-66, figures 21-23 to 21-25).
 */
@RingspanTest
class AccessIT {
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String VOICE = "+14085552346";
  private static final String FEATURE = "+14085552345";
  private static final String PIN = "27182845";
  private static final String OUTSIDE = "+19725553456";

  /** As the figures have it. */
  private static final String DIALLED = "919725553456";

  private static final String BLOCKED = "919005550100";

  private static Reconfiguration access(TestServer server, String more) {
    setPin(server, ALICE);
    return new Reconfiguration(server)
        .add("/partitions", "{\"name\": \"out\"}")
        .add("/search-spaces", "{\"name\": \"out\", \"partitions\": [\"<lines>\", \"out\"]}")
        .add(
            "/route-patterns",
            """
            {"pattern": "9.1XXXXXXXXXX", "partition": "out", "trunk": "pstn",
             "called": {"discard": "pre-dot", "prefix": "+"}}""")
        .change("/users/" + ALICE.id(), "remoteDestinationProfile", "{\"searchSpace\": \"out\"}")
        .change(
            "/reach",
            "access",
            """
            {"featureAccessNumber": "%s", "voiceAccessNumbers": ["%s"], "blockedNumbers": ["%s"]%s}"""
                .formatted(FEATURE, VOICE, BLOCKED, more));
  }

  private static Reconfiguration access(Stage stage) {
    return access(stage.server(), "");
  }

  private static void setPin(TestServer server, Subscriber user) {
    var set =
        server
            .rest()
            .as(ADMINISTRATOR)
            .send("PUT", "/users/" + user.id() + "/pin", "{\"pin\": \"" + PIN + "\"}", Map.of());
    assertThat(set.status()).as("%s", set).isEqualTo(204);
  }

  private static Rest administrator(Stage stage) {
    return stage.server().rest().as(ADMINISTRATOR);
  }

  private static OutgoingLeg answered(Stage stage, String number, String caller) {
    var call = stage.gateway().dial(number, caller).start();
    var answer = call.expectAnswer().message().body();
    assertThat(answer).contains("telephone-event/8000");
    return call;
  }

  private static void press(Leg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  /** What the last call between these two has to tell of itself. */
  private static String story(Stage stage, String caller, String called) {
    stage.server().records().expectEnded(caller, called);
    String call = stage.server().records().ids(caller, called).getLast();
    return Eventually.until(
        "the story of " + call,
        PATIENCE,
        () -> administrator(stage).get("/call-records/" + call + "/explanation").response().body(),
        text -> text.contains("the call ends"));
  }

  private static void expectReach(Stage stage, boolean on) {
    Eventually.until(
        "reach " + on,
        PATIENCE,
        () ->
            stage
                .server()
                .rest()
                .as(ALICE.id())
                .get("/me")
                .json()
                .getJsonArray("remoteDestinations")
                .getJsonObject(0)
                .getBoolean("singleNumberReach"),
        found -> found == on);
  }

  /** Keys in the same thing so many times, each when the one before was found to be wrong. */
  private static void pressWrongly(Stage stage, Leg at, String keys, int times) {
    for (int i = 0; i < times; i++) {
      expectWrongPins(stage, i);
      press(at, keys);
    }
  }

  private static void expectWrongPins(Stage stage, int count) {
    Eventually.until(
        count + " wrong PINs", PATIENCE, () -> wrongPins(live(stage)), found -> found == count);
  }

  /** What the only call that lives has to tell of itself. */
  private static Rest.Answer live(Stage stage) {
    String call = administrator(stage).get("/calls").items().getJsonObject(0).getString("call");
    return administrator(stage).get("/call-records/" + call + "/explanation");
  }

  private static int wrongPins(Rest.Answer explanation) {
    return (int)
        explanation.json().getJsonArray("ladder").stream()
            .filter(line -> line.toString().contains("the PIN is wrong"))
            .count();
  }

  @AfterEach
  void nothingIsLeft(TestServer server) {
    Eventually.until(
        "calls without media",
        LATE.multipliedBy(10),
        () -> server.figures().calls("MediaCalls"),
        left -> left == 0);
  }

  @Test
  @DisplayName("figure 21-23, UM10: PIN, 1 and a number: it rings with the user's number")
  void voiceAccess(Stage stage) {
    try (var on = access(stage)) {
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, PIN + "#1" + DIALLED + "#");
      var called = stage.gateway().expectInvite(OUTSIDE).ring();
      assertThat(called.invite().userIn("From")).isEqualTo(ALICE.did());
      called.answer().expectAck();
      called.hangUp();
      alice.expectBye();
      assertThat(stage.server().records().expectEnded(ALICE.extension(), VOICE).answeredBy())
          .contains(OUTSIDE);
      assertThat(story(stage, ALICE.extension(), VOICE))
          .containsSubsequence(
              "the server answers it: voice access",
              "its PIN is checked",
              "the PIN is right",
              "alice calls a number",
              "it is called: " + DIALLED,
              "its answer counts")
          .doesNotContain(PIN);
    }
  }

  @Test
  @DisplayName("UM10: from anywhere else the number of a destination, or of the desk, comes first")
  void unknownCaller(Stage stage) {
    String hotel = Stage.newCaller();
    try (var on = access(stage)) {
      var bob = stage.registered(BOB.desk());
      for (String id : new String[] {"4085557890", ALICE.extension()}) {
        var call = answered(stage, VOICE, hotel);
        press(call, id + "#" + PIN + "#1" + BOB.extension() + "#");
        var atBob = bob.expectInvite().ring().answer();
        atBob.expectAck();
        assertThat(atBob.invite().userIn("From")).isEqualTo(ALICE.extension());
        call.hangUp();
        atBob.expectBye();
        assertThat(story(stage, hotel, VOICE)).contains("it is a number of alice");
      }
    }
  }

  @Test
  @DisplayName("page 21-62, UM10: in hairpin mode the number that calls says nothing")
  void hairpin(Stage stage) {
    try (var on = access(stage.server(), ", \"hairpin\": true")) {
      var bob = stage.registered(BOB.desk());
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, "14085557890#" + PIN + "#1" + BOB.extension() + "#");
      var atBob = bob.expectInvite().ring();
      alice.hangUp();
      atBob.expectCancel();
    }
  }

  @Test
  @DisplayName("UM10: who isn't there is told, and another may be called in the same call")
  void nobodyAnswers(Stage stage) {
    try (var on = access(stage)) {
      var grace = stage.registered(GRACE.desk());
      var heidi = stage.registered(HEIDI.desk());
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, PIN + "#1" + GRACE.extension() + "#");
      grace.expectInvite().ring().decline(486, "Busy Here");
      Eventually.until(
          "what to do next is asked for",
          PATIENCE,
          () -> live(stage).response().body(),
          text -> text.contains("the caller hears: access nobody"));
      press(alice, "1" + HEIDI.extension() + "#");
      var atHeidi = heidi.expectInvite().ring().answer();
      atHeidi.expectAck();
      alice.hangUp();
      atHeidi.expectBye();
    }
  }

  @Test
  @DisplayName("figure 21-25, UM11: PIN # 1 # number #, without prompts, keyed in one go")
  void featureAccess(Stage stage) {
    try (var on = access(stage)) {
      var alice = answered(stage, FEATURE, ALICE.mobile());
      press(alice, PIN + "#1#" + DIALLED + "#");
      var called = stage.gateway().expectInvite(OUTSIDE).ring().answer();
      called.expectAck();
      assertThat(called.invite().userIn("From")).isEqualTo(ALICE.did());
      alice.hangUp();
      called.expectBye();
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .contains("the server answers it: feature access")
          .doesNotContain(PIN);
    }
  }

  @Test
  @DisplayName("UM11: a right PIN from another telephone is of no use")
  void featureAccessFromElsewhere(Stage stage) {
    String hotel = Stage.newCaller();
    try (var on = access(stage)) {
      var call = answered(stage, FEATURE, hotel);
      press(call, PIN + "#");
      expectWrongPins(stage, 1);
      call.hangUp();
      assertThat(story(stage, hotel, FEATURE)).contains("the PIN is wrong");
    }
  }

  @Test
  @DisplayName("page 21-65, UM10: a blocked number can't be called, others can")
  void blocked(Stage stage) {
    try (var on = access(stage)) {
      var bob = stage.registered(BOB.desk());
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, PIN + "#1" + BLOCKED + "#" + BOB.extension() + "#");
      var atBob = bob.expectInvite().ring();
      alice.hangUp();
      atBob.expectCancel();
      assertThat(story(stage, ALICE.extension(), VOICE))
          .contains("the number can't be called from here");
    }
  }

  @Test
  @DisplayName("page 21-64, UM8: 3 turns reach off and 2 on: the mobile rings accordingly")
  void switchesReach(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = access(stage)) {
      var desk = stage.registered(ALICE.desk());
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, PIN + "#3");
      expectReach(stage, false);
      alice.hangUp();
      assertThat(story(stage, ALICE.extension(), VOICE))
          .contains(
              "alice turns reach off for " + ALICE.mobile(),
              "the caller turned reach off, then the caller hung up");
      var first = stage.gateway().dial(ALICE.did(), caller).start();
      var atDesk = desk.expectInvite().ring();
      stage.gateway().expectNoInvite(ALICE.mobile(), LATE);
      first.cancel().expect(200);
      atDesk.expectCancel();

      var again = answered(stage, FEATURE, ALICE.mobile());
      press(again, PIN + "#2#");
      again.expectBye();
      expectReach(stage, true);
      var second = stage.gateway().dial(ALICE.did(), caller).start();
      stage.gateway().expectInvite(ALICE.mobile()).ring();
      desk.expectInvite().ring();
      second.cancel().expect(200);
    }
  }

  @Test
  @DisplayName(
      "page 21-65: voice access is off: no calls, but reach is switched; feature access means nothing")
  void off(Stage stage) {
    try (var on = access(stage.server(), ", \"featureAccess\": false, \"voiceAccess\": false")) {
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, PIN + "#13");
      expectReach(stage, false);
      press(alice, "2");
      expectReach(stage, true);
      alice.hangUp();
      stage.gateway().dial(FEATURE, ALICE.mobile()).start().expect(404);
    }
  }

  @Test
  @DisplayName("UM10: who may not use voice access is nobody there")
  void userWithout(Stage stage) {
    try (var on = access(stage).change("/users/" + ALICE.id(), "voiceAccess", "false")) {
      var alice = answered(stage, VOICE, ALICE.mobile());
      press(alice, "4085557890#" + PIN + "#");
      expectWrongPins(stage, 1);
      alice.hangUp();
      assertThat(story(stage, ALICE.extension(), VOICE)).contains("it is nobody's number");
    }
  }

  @Test
  @DisplayName(
      "UM10: three wrong PINs end a call, five lock out: then the right one isn't looked at")
  void lockedOut(Stage stage) {
    setPin(stage.server(), JUDY);
    try (var on = access(stage)) {
      var first = answered(stage, VOICE, JUDY.mobile());
      pressWrongly(stage, first, "31415926#", 3);
      first.expectBye();
      var second = answered(stage, VOICE, JUDY.mobile());
      pressWrongly(stage, second, "31415926#", 2);
      expectWrongPins(stage, 2);
      press(second, PIN + "#");
      second.expectBye();
      assertThat(story(stage, JUDY.extension(), VOICE))
          .contains("no PIN is looked at: too many were wrong", "too many PINs were wrong")
          .doesNotContain("31415926", PIN);
      var third = answered(stage, VOICE, JUDY.mobile());
      press(third, PIN + "#");
      third.expectBye();
      assertThat(administrator(stage).get("/audit").response().body())
          .contains("pin-refused")
          .doesNotContain("31415926");
    }
  }
}
