package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;

/**
 * Calls at remote destinations with keys that mean something, and the desk that takes them over
 * (design guide pages 21-51 to 21-54, figures 21-19 to 21-21).
 */
@RingspanTest
class AnchorIT {
  /** How late a timer of the server may run out on a busy machine. */
  private static final Duration LATE = Duration.ofSeconds(1);

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

  private static Rest administrator(Stage stage) {
    return stage.server().rest().as(ADMINISTRATOR);
  }

  private static String callOf(Stage stage, String caller) {
    return administrator(stage).get("/calls").items().getValuesAs(JsonObject.class).stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  private static List<String> story(Stage stage, String call) {
    return administrator(stage)
        .get("/call-records/" + call + "/explanation")
        .json()
        .getJsonArray("ladder")
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static void press(Leg at, String keys) {
    for (char key : keys.toCharArray()) {
      at.info("application/dtmf-relay", "Signal=" + key + "\r\nDuration=160\r\n").expect(200);
    }
  }

  private record Two(OutgoingLeg phoneA, IncomingLeg atMobile) {}

  /** Phone A talks with the mobile, by way of the media engine. */
  private static Two talking(Stage stage, String caller) {
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile());
    assertThat(atMobile.invite().body()).contains("telephone-event/8000");
    assertThat(phoneA.sdp().describedBy(atMobile.invite().body())).isFalse();
    atMobile.answer().expectAck();
    String answer = phoneA.expectAnswer().message().body();
    assertThat(atMobile.sdp().describedBy(answer)).isFalse();
    // Behind the ACK: whoever hangs up before that has come ends the call.
    phoneA.request("OPTIONS", Optional.empty()).expect(200);
    return new Two(phoneA, atMobile);
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
  @DisplayName("UM7: *81 and *83 are understood, and told in words; other keys reach the other")
  void holdsAndResumes(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Two two = talking(stage, caller);
      String call = callOf(stage, caller);
      press(two.atMobile(), "*81");
      press(two.atMobile(), "*83");
      press(two.atMobile(), "*82*83");
      two.phoneA().hangUp();
      two.atMobile().expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      assertThat(String.join("\n", story(stage, call)))
          .containsSubsequence(
              "its keys put the other on hold, for any telephone of the user",
              "its keys took the other from hold",
              "its keys put the other on hold, for this telephone only",
              "its keys took the other from hold");
    }
  }

  @Test
  @DisplayName("figure 21-19, UM5: *74 rings the desk, whose answer takes the call")
  void handsOff(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Two two = talking(stage, caller);
      var desk = stage.registered(ALICE.desk());
      press(two.atMobile(), "*74");
      var atDesk = desk.expectInvite().ring();
      assertThat(atDesk.invite().userIn("From")).isEqualTo(caller);
      two.atMobile().undisturbedFor(Duration.ZERO);
      atDesk.answer().expectAck();
      assertThat(two.atMobile().expectBye().message().required("Reason"))
          .contains("Moved to another telephone");
      atDesk.hangUp();
      two.phoneA().expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
    }
  }

  @Test
  @DisplayName("UM5: without a desk telephone *74 is answered by words in the explanation")
  void nobodyToHandOffTo(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Two two = talking(stage, caller);
      String call = callOf(stage, caller);
      press(two.atMobile(), "*74");
      two.atMobile().hangUp();
      two.phoneA().hangUp();
      stage.server().records().expectEnded(caller, ALICE.did());
      assertThat(String.join("\n", story(stage, call))).contains("no telephone can ring: ");
    }
  }

  @Test
  @DisplayName("figure 21-19, UM4: the mobile hangs up, and the desk picks the call up")
  void picksUp(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Two two = talking(stage, caller);
      String call = callOf(stage, caller);
      var desk = stage.registered(ALICE.desk());
      two.atMobile().hangUp();
      assertThat(
              stage
                  .server()
                  .rest()
                  .as(ALICE.id())
                  .post("/me/calls/" + call + "/pick-up", "")
                  .status())
          .isEqualTo(202);
      var atDesk = desk.expectInvite().ring().answer();
      atDesk.expectAck();
      two.phoneA().hangUp();
      atDesk.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      assertThat(String.join("\n", story(stage, call)))
          .containsSubsequence(
              "its user hung up: the call waits for the desk", "the call has moved here");
    }
  }

  @Test
  @DisplayName("figure 21-19, UM4: the desk telephone dials *83 and has the call at once")
  void dialsCode(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      Two two = talking(stage, caller);
      var desk = stage.registered(ALICE.desk());
      desk.dial("*83").start().expect(404);
      two.atMobile().hangUp();
      var atDesk = desk.dial("*83").start();
      String media = atDesk.expectAnswer().message().body();
      assertThat(two.phoneA().sdp().describedBy(media)).isFalse();
      two.phoneA().hangUp();
      atDesk.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
    }
  }

  @Test
  @DisplayName("UM4: nobody picks it up within the user's time: the other is sent away")
  void notPickedUp(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server()).change("/users/" + ALICE.id(), "deskPickup", "1500")) {
      Two two = talking(stage, caller);
      two.atMobile().hangUp();
      two.phoneA().expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      String call = stage.server().records().ids(caller, ALICE.did()).getLast();
      assertThat(String.join("\n", story(stage, call)))
          .contains("nobody has picked the call up at the desk");
    }
  }

  @Test
  @DisplayName("UM4: with a time of zero a call ends with the mobile, as without the feature")
  void noPickup(Stage stage) {
    try (var on = anchoring(stage.server()).change("/users/" + ALICE.id(), "deskPickup", "0")) {
      Two two = talking(stage, Stage.newCaller());
      two.atMobile().hangUp();
      two.phoneA().expectBye();
    }
  }

  @Test
  @DisplayName("figure 21-20, UM6: sent from the desk to the mobile, the call is anchored there")
  void sentToMobile(Stage stage) {
    String caller = Stage.newCaller();
    try (var on = anchoring(stage.server())) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      stage.gateway().expectInvite(ALICE.mobile()).ring();
      var atDesk = desk.expectInvite().ring().answer();
      phoneA.expectAnswer();
      atDesk.expectAck();
      String call = callOf(stage, caller);
      assertThat(administrator(stage).post("/calls/" + call + "/send-to-mobile", "").status())
          .isEqualTo(202);
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      var offer = phoneA.expectReinvite();
      assertThat(atMobile.sdp().describedBy(offer.message().body())).isFalse();
      phoneA.accept(offer, "sendrecv");
      atDesk.expectBye();
      press(atMobile, "*81");
      atMobile.hangUp();
      assertThat(administrator(stage).post("/calls/" + call + "/pick-up", "").status())
          .isEqualTo(202);
      var again = desk.expectInvite().ring().answer();
      again.expectAck();
      phoneA.hangUp();
      again.expectBye();
    }
  }
}
