package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.password;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.e2e.peer.Voice;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.server.Web;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;

/** Transfer and conference by keys at the mobile (design guide table 21-2). */
@RingspanTest
class JoinIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FEATURE = "+14085552345";
  private static final String PIN = "27182845";

  // What each of them speaks, in hertz.
  private static final int PHONE_A = 400;
  private static final int MOBILE = 700;
  private static final int MOBILE_AGAIN = 1000;
  private static final int TARGET = 1600;

  private static Reconfiguration joining(TestServer server) {
    var set =
        server
            .rest()
            .as(ADMINISTRATOR)
            .send("PUT", "/users/" + ALICE.id() + "/pin", "{\"pin\": \"" + PIN + "\"}", Map.of());
    assertThat(set.status()).as("%s", set).isEqualTo(204);
    return new Reconfiguration(server)
        .change("/reach", "midCallFeatures", "true")
        .change("/reach", "access", "{\"featureAccessNumber\": \"%s\"}".formatted(FEATURE))
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]\
            """
                .formatted(ALICE.mobile()));
  }

  private static Rest administrator(Stage stage) {
    return stage.server().rest().as(ADMINISTRATOR);
  }

  private static void press(Leg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  private static String live(Stage stage, String caller) {
    return administrator(stage).get("/calls").items().getValuesAs(JsonObject.class).stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
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

  /** What a live call says of the calls that it is joined with, as its explanation does. */
  private static List<String> joinedWith(Stage stage, String call) {
    List<String> explained =
        joined(administrator(stage).get("/call-records/" + call + "/explanation").json());
    assertThat(
            administrator(stage).get("/calls").items().getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getString("call").equals(call))
                .map(JoinIT::joined))
        .containsExactly(explained);
    return explained;
  }

  private static List<String> joined(JsonObject call) {
    return call.getJsonArray("joinedWith").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  private static Voice voice(Leg at, String theirs, int hertz) {
    return new Voice(at, theirs, hertz, PHONE_A, MOBILE, MOBILE_AGAIN, TARGET);
  }

  /** Phone A is on hold at the mobile, which has called again and been connected with a target. */
  private static final class Scene implements AutoCloseable {
    final Stage stage;
    final String caller = Stage.newCaller();
    final OutgoingLeg phoneA;
    final IncomingLeg first;
    final OutgoingLeg second;
    final Voice voiceA;
    final Voice voiceSecond;

    Scene(Stage stage) {
      this.stage = stage;
      phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      first = stage.gateway().expectInvite(ALICE.mobile()).answer();
      first.expectAck();
      voiceA = voice(phoneA, phoneA.expectAnswer().message().body(), PHONE_A);
      press(first, "*82");
      second = stage.gateway().dial(FEATURE, ALICE.mobile()).start();
      voiceSecond = voice(second, second.expectAnswer().message().body(), MOBILE_AGAIN);
    }

    IncomingLeg rings(String code, Subscriber target) {
      var desk = stage.registered(target.desk());
      press(second, PIN + "#" + code + "#" + target.extension() + "#");
      return desk.expectInvite().ring();
    }

    IncomingLeg talks(String code) {
      var atTarget = rings(code, BOB).answer();
      atTarget.expectAck();
      return atTarget;
    }

    @Override
    public void close() {
      voiceA.close();
      voiceSecond.close();
    }
  }

  private static Voice speaking(IncomingLeg at, int hertz) {
    return voice(at, at.invite().body(), hertz);
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
  @DisplayName("table 21-2, UM7: *84 after the answer connects the two, and the mobile is free")
  void transfers(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*84");
      try (var voice = speaking(target, TARGET)) {
        voice.expectHears(MOBILE_AGAIN);
        scene.voiceSecond.expectHears(TARGET);
        assertThat(scene.voiceA.heardMillis(TARGET)).isZero();
        press(scene.second, "*84");
        assertThat(scene.first.expectBye().message().required("Reason"))
            .contains("Moved to another telephone");
        scene.second.expectBye();
        scene.voiceA.expectHears(TARGET);
        voice.expectHears(PHONE_A);
        String first = live(stage, scene.caller);
        String second = live(stage, ALICE.extension());
        assertThat(joinedWith(stage, first)).containsExactly(second);
        assertThat(joinedWith(stage, second)).containsExactly(first);
        Web mine = new Web("http://" + Network.SERVER + ":8080");
        assertThat(mine.logIn(ALICE.id(), password(ALICE.id())).statusCode()).isEqualTo(302);
        assertThat(mine.get("/me/call?id=" + first).body()).contains("/me/call?id=" + second);
        scene.phoneA.hangUp();
        target.expectBye();
        assertThat(story(stage, scene.caller, ALICE.did()))
            .containsSubsequence(
                "its keys put the other on hold, for this telephone only",
                "its user asks in call " + second + " to connect this one with it",
                "the other call takes its user's place");
        assertThat(story(stage, ALICE.extension(), FEATURE))
            .containsSubsequence(
                "alice calls a number, to join it with a call on hold",
                "its keys asked to connect the call on hold with this one, and to leave",
                "joined with call " + first,
                "the call that it was joined with has ended")
            .doesNotContain(PIN);
      }
    }
  }

  @Test
  @DisplayName("table 21-2, UM7: *84 upon ringback: the caller hears the target when it answers")
  void transfersEarly(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.rings("*84", BOB);
      press(scene.second, "*84");
      scene.first.expectBye();
      scene.second.expectBye();
      target.answer().expectAck();
      try (var voice = speaking(target, TARGET)) {
        scene.voiceA.expectHears(TARGET);
        voice.expectHears(PHONE_A);
        target.hangUp();
        scene.phoneA.expectBye();
      }
      assertThat(stage.server().records().expectEnded(ALICE.extension(), FEATURE).answeredBy())
          .isPresent();
    }
  }

  @Test
  @DisplayName("UM7: transferred to somebody who rings and declines, the caller is sent away")
  void nobodyAnswers(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.rings("*84", GRACE);
      press(scene.second, "*84");
      scene.second.expectBye();
      target.decline(486, "Busy Here");
      scene.phoneA.expectBye();
      assertThat(story(stage, scene.caller, ALICE.did()))
          .contains("the call that it was joined with has ended: No answer");
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .contains("nobody answered whom the caller has called before leaving");
    }
  }

  private enum Leaves {
    PHONE_A,
    MOBILE,
    TARGET
  }

  @ParameterizedTest
  @EnumSource(Leaves.class)
  @DisplayName("table 21-2, UM7: *85 makes a conference; who leaves leaves two who talk on")
  void confers(Leaves leaves, Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*85");
      try (var voice = speaking(target, TARGET)) {
        press(scene.second, "*85");
        scene.first.expectBye();
        scene.voiceA.expectHears(TARGET);
        scene.voiceA.expectHears(MOBILE_AGAIN);
        scene.voiceSecond.expectHears(PHONE_A);
        scene.voiceSecond.expectHears(TARGET);
        voice.expectHears(PHONE_A);
        voice.expectHears(MOBILE_AGAIN);
        press(scene.second, "*84");
        switch (leaves) {
          case PHONE_A -> {
            scene.phoneA.hangUp();
            voice.expectHears(MOBILE_AGAIN);
            scene.voiceSecond.expectHears(TARGET);
            target.hangUp();
            scene.second.expectBye();
          }
          case MOBILE -> {
            scene.second.hangUp();
            voice.expectHears(PHONE_A);
            scene.voiceA.expectHears(TARGET);
            target.hangUp();
            scene.phoneA.expectBye();
          }
          case TARGET -> {
            target.hangUp();
            scene.voiceSecond.expectHears(PHONE_A);
            scene.voiceA.expectHears(MOBILE_AGAIN);
            scene.phoneA.hangUp();
            scene.second.expectBye();
          }
        }
      }
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .containsSubsequence(
              "its keys asked to take the call on hold into this one",
              "joined with call",
              "it has left the conference, the others talk on");
    }
  }

  @Test
  @DisplayName(
      "D5: hung up before the second code: the target is gone, the caller is on hold still")
  void abandoned(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage);
        var voice = speaking(scene.first, MOBILE)) {
      var target = scene.talks("*84");
      scene.second.hangUp();
      target.expectBye();
      assertThat(scene.voiceA.heardMillis(MOBILE_AGAIN)).isZero();
      press(scene.first, "*83");
      scene.voiceA.expectHears(MOBILE);
      scene.phoneA.hangUp();
      scene.first.expectBye();
    }
  }

  @Test
  @DisplayName(
      "UM7: the mobile has left its first call, which waits: it is transferred all the same")
  void firstLegGone(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*84");
      scene.first.hangUp();
      press(scene.second, "*84");
      scene.second.expectBye();
      try (var voice = speaking(target, TARGET)) {
        scene.voiceA.expectHears(TARGET);
        voice.expectHears(PHONE_A);
      }
      String second = live(stage, ALICE.extension());
      assertThat(administrator(stage).post("/calls/" + second + "/hang-up", "").status())
          .isBetween(200, 204);
      scene.phoneA.expectBye();
      target.expectBye();
    }
  }

  @Test
  @DisplayName("UM7: who was on hold has hung up: the code means nothing, the two talk on")
  void heldIsGone(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*85");
      scene.phoneA.hangUp();
      scene.first.expectBye();
      press(scene.second, "*85*84");
      try (var voice = speaking(target, TARGET)) {
        scene.voiceSecond.expectHears(TARGET);
        voice.expectHears(MOBILE_AGAIN);
      }
      scene.second.hangUp();
      target.expectBye();
      assertThat(story(stage, ALICE.extension(), FEATURE))
          .contains("there is no call of its user's on hold that could be joined");
    }
  }

  @Test
  @DisplayName(
      "D2: the second call doesn't count for the user's limit, and frees it when it is done")
  void limit(Stage stage) {
    try (var on = joining(stage.server()).change("/reach", "callsPerUser", "1");
        var scene = new Scene(stage)) {
      var target = scene.talks("*84");
      press(scene.second, "*84");
      scene.second.expectBye();
      var another = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      stage.gateway().expectInvite(ALICE.mobile()).ring();
      another.cancel().expect(200);
      target.hangUp();
      scene.phoneA.expectBye();
    }
  }

  @Test
  @DisplayName("table 21-2: the user hangs up right behind *84: the two are connected all the same")
  void hangsUpBehindTheCode(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*84");
      press(scene.second, "*84");
      scene.second.bye();
      try (var voice = speaking(target, TARGET)) {
        scene.voiceA.expectHears(TARGET);
        voice.expectHears(PHONE_A);
      }
      target.hangUp();
      scene.phoneA.expectBye();
    }
  }

  @Test
  @DisplayName(
      "UM7: who holds in a conference, by keys or by the telephone, brings no music into it")
  void holdsInConference(Stage stage) {
    try (var on = joining(stage.server());
        var scene = new Scene(stage)) {
      var target = scene.talks("*85");
      try (var voice = speaking(target, TARGET)) {
        press(scene.second, "*85");
        scene.first.expectBye();
        voice.expectHears(PHONE_A);
        voice.expectHears(MOBILE_AGAIN);
        press(scene.second, "*81");
        Eventually.until(
            "the mobile is aside",
            PATIENCE,
            () ->
                administrator(stage)
                    .get("/call-records/" + live(stage, ALICE.extension()) + "/explanation")
                    .response()
                    .body(),
            text -> text.contains("it takes no part in the conference for now"));
        int before = voice.heardMillis(MOBILE_AGAIN);
        voice.expectHears(PHONE_A);
        scene.voiceA.expectHears(TARGET);
        // What was on its way when it stepped aside may still be heard.
        assertThat(voice.heardMillis(MOBILE_AGAIN)).isLessThan(before + 300);
        press(scene.second, "*83");
        voice.expectHears(MOBILE_AGAIN);

        var hold = scene.phoneA.reinvite("sendonly");
        hold.expect(200);
        scene.phoneA.acknowledge(hold);
        voice.expectHears(MOBILE_AGAIN);
        scene.voiceSecond.expectHears(TARGET);
        scene.phoneA.hangUp();
        voice.expectHears(MOBILE_AGAIN);
        target.hangUp();
        scene.second.expectBye();
      }
    }
  }
}
