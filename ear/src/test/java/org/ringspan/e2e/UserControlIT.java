package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.IncomingLeg;

/** Who answers at the mobile is asked for a key, so that no mailbox takes a call (page 21-58). */
@RingspanTest
class UserControlIT {
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final String KEY = "Signal=1\r\nDuration=160\r\n";

  private static Reconfiguration asking(TestServer server, int promptAfter, int confirmWithin) {
    return new Reconfiguration(server)
        .change("/reach", "promptAfter", Integer.toString(promptAfter))
        .change("/reach", "confirmWithin", Integer.toString(confirmWithin))
        .change(
            "/users/" + ALICE.id(),
            "remoteDestinations",
            """
            [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0,
              "voicemailAvoidance": "user-control"}]"""
                .formatted(ALICE.mobile()));
  }

  @AfterEach
  void nothingIsLeft(TestServer server) {
    Eventually.until(
        "calls without media",
        LATE.multipliedBy(10),
        () -> server.figures().calls("MediaCalls"),
        left -> left == 0);
  }

  /** It was offered the engine's media, and is offered the caller's. */
  private static void confirms(IncomingLeg mobile) {
    assertThat(mobile.invite().body()).contains("a=rtpmap:101 telephone-event/8000");
    mobile.info("application/dtmf-relay", KEY).expect(200);
  }

  @Test
  @DisplayName(
      "UM3: a key at the mobile: only then the caller is answered, with the mobile's media")
  void confirmed(Stage stage) {
    String caller = Stage.newCaller();
    try (var asks = asking(stage.server(), 1000, 5000)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      phoneA.expectRinging();
      phoneA.expectNoResponse(200, LATE);
      atDesk.undisturbedFor(Duration.ZERO);

      confirms(atMobile);
      var offer = atMobile.expectReinvite();
      assertThat(phoneA.sdp().describedBy(offer.message().body())).isTrue();
      assertThat(originOf(offer.message().body()))
          .as("RFC 3264 section 8: one session, the next version")
          .isEqualTo(originOf(atMobile.invite().body()).replace(" 1 IN", " 2 IN"));
      atMobile.accept(offer, "sendrecv");
      assertThat(atMobile.sdp().describedBy(phoneA.expectAnswer().message().body())).isTrue();
      atMobile.expectAck();
      atDesk.expectCancel(200, "Call completed elsewhere");

      phoneA.hangUp();
      atMobile.expectBye();
      assertThat(stage.server().records().expectEnded(caller, ALICE.did()).answeredBy())
          .contains(ALICE.mobile());
    }
  }

  @Test
  @DisplayName("UM3: who answers hears who calls, and has as much longer to press a key")
  void announced(Stage stage) {
    String caller = Stage.newCaller();
    try (var asks = asking(stage.server(), 0, 1000).change("/reach", "announceCaller", "true")) {
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      phoneA.expectRinging();
      // Not announced, it would be sent away after a second.
      atMobile.undisturbedFor(Duration.ofSeconds(3));
      confirms(atMobile);
      atMobile.accept(atMobile.expectReinvite(), "sendrecv");
      phoneA.expectAnswer();
      atMobile.expectAck();
      phoneA.hangUp();
      atMobile.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      String call = stage.server().records().ids(caller, ALICE.did()).getLast();
      assertThat(
              stage
                  .server()
                  .rest()
                  .as(ADMINISTRATOR)
                  .get("/call-records/" + call + "/explanation")
                  .toString())
          .contains("it is told who calls, and asked to press a key");
    }
  }

  private static String originOf(String body) {
    return body.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("UM3: a mailbox answers at once and presses nothing: it is left, the desk rings on")
  void mailboxAnswers(Stage stage) {
    String caller = Stage.newCaller();
    try (var asks = asking(stage.server(), 200, 1000)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      assertThat(atMobile.expectBye().message().required("Reason")).contains("No key was pressed");
      atDesk.undisturbedFor(LATE).answer();
      phoneA.expectAnswer();
      phoneA.hangUp();
      atDesk.expectBye();
      stage.server().records().expectEnded(caller, ALICE.did());
      String call = stage.server().records().ids(caller, ALICE.did()).getLast();
      assertThat(
              stage
                  .server()
                  .rest()
                  .as(ADMINISTRATOR)
                  .get("/call-records/" + call + "/explanation")
                  .toString())
          .contains("it is asked to press a key")
          .contains("nobody pressed a key, so a mailbox has answered");
    }
  }

  @Test
  @DisplayName("UM3: the carrier's mailbox and nobody else: the enterprise mailbox has the call")
  void enterpriseMailbox(Stage stage) {
    try (var asks = asking(stage.server(), 0, 1000)) {
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      stage.gateway().expectInvite(ALICE.mobile()).answer().expectBye();
      var mailbox = stage.gateway().expectInvite(VOICEMAIL).answer();
      phoneA.expectAnswer();
      phoneA.hangUp();
      mailbox.expectBye();
    }
  }

  @Test
  @DisplayName("UM3: the desk answers while the mobile is asked; the caller gives up meanwhile")
  void othersAreFaster(Stage stage) {
    try (var asks = asking(stage.server(), 1000, 5000)) {
      var desk = stage.registered(ALICE.desk());
      var first = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
      atMobile.expectAck();
      atDesk.answer();
      first.expectAnswer();
      assertThat(atMobile.expectBye().message().required("Reason"))
          .contains("Call completed elsewhere");
      first.hangUp();
      atDesk.expectBye();

      var second = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var again = desk.expectInvite().ring();
      var asked = stage.gateway().expectInvite(ALICE.mobile()).answer();
      asked.expectAck();
      second.cancel().expect(200);
      again.expectCancel();
      asked.expectBye();
    }
  }

  @Test
  @DisplayName("UM3: a destination without G.711 can't be asked: it is left, the desk rings on")
  void withoutSpeech(Stage stage) {
    try (var asks = asking(stage.server(), 1000, 5000)) {
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atDesk = desk.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answerWithoutSdp();
      atMobile.expectAck();
      atMobile.expectBye();
      atDesk.answer();
      phoneA.expectAnswer();
      phoneA.hangUp();
      atDesk.expectBye();
    }
  }

  @Test
  @DisplayName("D15: a trunk without digits: the destination doesn't ring, and the linter says why")
  void noDigits(Stage stage) {
    String caller = Stage.newCaller();
    try (var asks =
        asking(stage.server(), 1000, 5000).change("/trunks/pstn", "digits", "\"none\"")) {
      var administrator = stage.server().rest().as(ADMINISTRATOR);
      assertThat(administrator.get("/findings").toString())
          .contains("who answers is to press a key, and no trunk to it delivers digits");
      var desk = stage.registered(ALICE.desk());
      var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
      var atDesk = desk.expectInvite().ring().answer();
      phoneA.expectAnswer();
      assertThat(stage.gateway().wasInvited(ALICE.mobile())).isFalse();
      phoneA.hangUp();
      atDesk.expectBye();
    }
  }
}
