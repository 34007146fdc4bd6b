package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.Voice;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;

/** Directed park by keys at the mobile (design guide table 21-2). */
@RingspanTest
class ParkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final String FEATURE = "+14085552345";
  private static final String PIN = "27182845";
  private static final String NUMBER = "53000";
  private static final String OTHER = "53001";
  private static final String PREFIX = "*5";

  // What each of them speaks, in hertz.
  private static final int PHONE_A = 400;
  private static final int MOBILE = 700;
  private static final int DESK = 1600;

  private static Reconfiguration parking(TestServer server) {
    var set =
        server
            .rest()
            .as(ADMINISTRATOR)
            .send("PUT", "/users/" + ALICE.id() + "/pin", "{\"pin\": \"" + PIN + "\"}", Map.of());
    assertThat(set.status()).as("%s", set).isEqualTo(204);
    return new Reconfiguration(server)
        .change("/reach", "midCallFeatures", "true")
        .change("/reach", "access", "{\"featureAccessNumber\": \"%s\"}".formatted(FEATURE))
        .add(
            "/park-numbers",
            """
            {"name": "hall", "first": "%s", "last": "%s", "prefix": "%s", "reversion": 10000}"""
                .formatted(NUMBER, OTHER, PREFIX))
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0,
              "mobilePhone": true}]\
            """
                .formatted(ALICE.mobile()));
  }

  private static Rest administrator(Stage stage) {
    return stage.server().rest().as(ADMINISTRATOR);
  }

  private static String live(Stage stage, String caller) {
    return administrator(stage).get("/calls").items().getValuesAs(JsonObject.class).stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  private static void press(Leg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  /** What the last call between these two has to tell of itself, when it is over. */
  private static String story(Stage stage, String caller, String called) {
    stage.server().records().expectEnded(caller, called);
    String call = stage.server().records().ids(caller, called).getLast();
    return Eventually.until(
        "the story of " + call,
        PATIENCE,
        () -> administrator(stage).get("/call-records/" + call + "/explanation").response().body(),
        text -> text.contains("the call ends"));
  }

  private static Voice voice(Leg at, String theirs, int hertz) {
    return new Voice(at, theirs, hertz, PHONE_A, MOBILE, DESK);
  }

  /** Phone A is on hold at Alice's mobile. */
  private static final class Scene implements AutoCloseable {
    final Stage stage;
    final String caller = Stage.newCaller();
    final OutgoingLeg phoneA;
    final IncomingLeg first;
    final Voice voiceA;

    Scene(Stage stage) {
      this(stage, false);
    }

    /**
     * @param confirmed whether the mobile has to press a key when it answers
     */
    Scene(Stage stage, boolean confirmed) {
      this.stage = stage;
      phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      first = stage.gateway().expectInvite(ALICE.mobile()).answer();
      first.expectAck();
      if (confirmed) {
        press(first, "1");
      }
      voiceA = voice(phoneA, phoneA.expectAnswer().message().body(), PHONE_A);
      press(first, "*82");
    }

    OutgoingLeg access() {
      var call = stage.gateway().dial(FEATURE, ALICE.mobile()).start();
      call.expectAnswer();
      return call;
    }

    /** All keys in one go. */
    void park(String number) {
      var second = access();
      press(second, PIN + "#*84#" + number + "#*84#");
      second.expectBye();
      assertThat(first.expectBye().message().required("Reason")).contains("Parked");
    }

    @Override
    public void close() {
      voiceA.close();
    }
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
  @DisplayName("table 21-2, UM7: PIN # *84 # park number # *84 # parks; prefix and number retrieve")
  void parksAndRetrieves(Stage stage) {
    try (var on = parking(stage.server());
        var scene = new Scene(stage)) {
      var desk = stage.registered(BOB.desk());
      desk.dial(PREFIX + NUMBER).start().expect(404);
      scene.park(NUMBER);
      assertThat(administrator(stage).get("/calls").response().body())
          .contains("\"parkedAt\":\"" + NUMBER + "\"");

      // Another number is empty, and the number itself is for parking only.
      desk.dial(PREFIX + OTHER).start().expect(404);
      desk.dial(NUMBER).start().expect(403);

      var retrieving = desk.dial(PREFIX + NUMBER).start();
      String answer = retrieving.expectAnswer().message().body();
      try (var atDesk = voice(retrieving, answer, DESK)) {
        scene.voiceA.expectHears(DESK);
        atDesk.expectHears(PHONE_A);
      }
      // It is free again.
      desk.dial(PREFIX + NUMBER).start().expect(404);
      scene.phoneA.hangUp();
      retrieving.expectBye();
      assertThat(story(stage, scene.caller, ALICE.did()))
          .containsSubsequence(
              "alice parks the call at " + NUMBER,
              "a telephone dials what retrieves the parked call",
              "the call has moved here");
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .contains("the caller parked a call at " + NUMBER)
          .doesNotContain(PIN);
    }
  }

  @Test
  @DisplayName("table 21-2: a mobile retrieves by feature access, and may park again by its keys")
  void retrievesByAccess(Stage stage) {
    try (var on = parking(stage.server());
        var scene = new Scene(stage)) {
      scene.park(NUMBER);
      var second = stage.gateway().dial(FEATURE, ALICE.mobile()).start();
      String answer = second.expectAnswer().message().body();
      press(second, PIN + "#1#" + PREFIX + NUMBER + "#");
      try (var atMobile = voice(second, answer, MOBILE)) {
        scene.voiceA.expectHears(MOBILE);
        atMobile.expectHears(PHONE_A);
      }
      press(second, "*82");
      var third = scene.access();
      press(third, PIN + "#*84#" + OTHER + "#*84#");
      third.expectBye();
      second.expectBye();
      scene.phoneA.hangUp();
      assertThat(story(stage, ALICE.extension(), FEATURE)).isNotEmpty();
    }
  }

  @Test
  @DisplayName("UM7: where another call is parked another number may be keyed; the two are apart")
  void occupied(Stage stage) {
    try (var on = parking(stage.server());
        var scene = new Scene(stage)) {
      scene.park(NUMBER);
      try (var another = new Scene(stage)) {
        var second = another.access();
        press(second, PIN + "#*84#" + NUMBER + "#*84#");
        Eventually.until(
            "the number is taken",
            PATIENCE,
            () ->
                administrator(stage)
                    .get("/call-records/" + live(stage, ALICE.extension()) + "/explanation")
                    .response()
                    .body(),
            body -> body.contains("another call is parked there"));
        second.hangUp();
        another.park(OTHER);
        assertThat(administrator(stage).get("/calls").response().body())
            .contains("\"parkedAt\":\"" + NUMBER + "\"")
            .contains("\"parkedAt\":\"" + OTHER + "\"");
        // Who is parked hangs up: the number is free.
        another.phoneA.hangUp();
      }
      var desk = stage.registered(BOB.desk());
      desk.dial(PREFIX + OTHER).start().expect(404);
      scene.phoneA.hangUp();
      assertThat(story(stage, scene.caller, ALICE.did())).contains("parks the call at " + NUMBER);
    }
  }

  @Test
  @DisplayName(
      "UM7: nothing is on hold: nothing is parked, and the call to the feature number ends")
  void nothingHeld(Stage stage) {
    try (var on = parking(stage.server())) {
      var second = stage.gateway().dial(FEATURE, ALICE.mobile()).start();
      second.expectAnswer();
      press(second, PIN + "#*84#" + NUMBER + "#*84#");
      second.expectBye();
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .contains("the caller had no call on hold that could be parked");
    }
  }

  @Test
  @DisplayName(
      "UM7: nobody retrieves it: it rings who has parked it, at the desk and at the mobile")
  void reverts(Stage stage) {
    try (var on = parking(stage.server());
        var scene = new Scene(stage)) {
      var desk = stage.registered(ALICE.desk());
      scene.park(NUMBER);
      var atDesk = desk.expectInvite(PATIENCE).ring();
      assertThat(atDesk.invite().userIn("From")).isEqualTo(scene.caller);
      var atMobile = stage.gateway().expectInvite(ALICE.mobile(), PATIENCE).ring();
      var described = atDesk.answer().expectAck().message().body();
      atMobile.expectCancel();
      try (var voice = voice(atDesk, described, DESK)) {
        scene.voiceA.expectHears(DESK);
        voice.expectHears(PHONE_A);
      }
      atDesk.hangUp();
      scene.phoneA.expectBye();
      assertThat(story(stage, scene.caller, ALICE.did()))
          .containsSubsequence("it was parked for 10 s: it rings again", "the call has moved here");
    }
  }

  @Test
  @DisplayName("UM3: a carrier's mailbox doesn't take a call that comes back, for want of a key")
  void revertsWithUserControl(Stage stage) {
    try (var on =
            parking(stage.server()).change("/reach", "voicemailAvoidance", "\"user-control\"");
        var scene = new Scene(stage, true)) {
      scene.park(NUMBER);
      var carriersMailbox = stage.gateway().expectInvite(ALICE.mobile(), PATIENCE).answer();
      carriersMailbox.expectAck();
      // Nobody presses a key: it is sent away, and the call stays parked.
      carriersMailbox.expectBye();
      assertThat(administrator(stage).get("/calls").response().body())
          .contains("\"parkedAt\":\"" + NUMBER + "\"");
      var again = stage.gateway().expectInvite(ALICE.mobile(), PATIENCE).answer();
      var described = again.expectAck().message().body();
      press(again, "1");
      try (var voice = voice(again, described, MOBILE)) {
        scene.voiceA.expectHears(MOBILE);
        voice.expectHears(PHONE_A);
      }
      scene.phoneA.hangUp();
      again.expectBye();
    }
  }

  @Test
  @DisplayName("UM7: calls come back to another number, where there is one")
  void revertsElsewhere(Stage stage) {
    try (var on = parking(stage.server());
        var scene = new Scene(stage)) {
      on.change("/park-numbers/hall", "revertTo", "\"" + BOB.extension() + "\"");
      var desk = stage.registered(BOB.desk());
      scene.park(NUMBER);
      var atBob = desk.expectInvite(PATIENCE).ring().answer();
      var described = atBob.expectAck().message().body();
      try (var voice = voice(atBob, described, DESK)) {
        scene.voiceA.expectHears(DESK);
      }
      atBob.hangUp();
      scene.phoneA.expectBye();
    }
  }

  @Test
  @DisplayName("Park numbers that clash are refused, and those that can't be dialled are found")
  void clashes(Stage stage) {
    var administrator = administrator(stage);
    var line =
        administrator.post(
            "/park-numbers",
            """
            {"name": "bad", "first": "%s", "prefix": "*5"}"""
                .formatted(ALICE.extension()));
    assertThat(line.status()).as("%s", line).isEqualTo(422);
    var range =
        administrator.post(
            "/park-numbers",
            """
            {"name": "bad", "first": "53010", "last": "53009", "prefix": "*5"}""");
    assertThat(range.status()).as("%s", range).isEqualTo(422);
    try (var on =
        new Reconfiguration(stage.server())
            .add(
                "/park-numbers",
                """
                {"name": "lost", "first": "53050", "prefix": "8", "revertTo": "99"}""")) {
      assertThat(administrator.get("/findings").response().body()).contains("park numbers lost");
    }
  }
}
