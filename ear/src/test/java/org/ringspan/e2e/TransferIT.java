package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;
import org.ringspan.e2e.ua.OutgoingLeg;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.SipMessage;

/** A desk telephone transfers a call by REFER (RFC 3515, RFC 5589 section 6; CC4). */
@RingspanTest
class TransferIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final String OUTSIDE = "+14085559876";
  private static final String BOBS_MOBILE = "+14085559877";

  private record Two(String caller, OutgoingLeg phoneA, Phone desk, IncomingLeg atDesk) {}

  /** Phone A talks with Alice at her desk. */
  private static Two talking(Stage stage) {
    String caller = Stage.newCaller();
    Phone desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    atDesk.expectAck();
    phoneA.expectAnswer();
    return new Two(caller, phoneA, desk, atDesk);
  }

  private static Reconfiguration deskOnly(Stage stage) {
    return new Reconfiguration(stage.server())
        .change("/users/" + ALICE.id(), "remoteDestinations", "[]")
        .change("/users/" + BOB.id(), "remoteDestinations", "[]");
  }

  /** Sends a REFER in the dialog of a leg, with credentials when it is asked for them. */
  private static int refer(Phone phone, Leg at, String number) {
    return referTo(phone, at, "<sip:" + number + "@example.com>");
  }

  /** The same to another call of the telephone. */
  private static int refer(Phone phone, Leg at, Leg other) {
    return referTo(phone, at, "<sip:" + BOB.extension() + "@example.com?" + other.replaces() + ">");
  }

  private static int referTo(Phone phone, Leg at, String to) {
    SipMessage first = at.refer(to);
    SipMessage challenge = phone.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    SipMessage second =
        at.refer(to)
            .with(
                "Authorization",
                phone.credentials().answer(challenge, "REFER", first.requestUri(), 1));
    return phone.agent().exchange(second).expectFinal().message().status();
  }

  /** Waits for a NOTIFY whose fragment has this status; tells its subscription's state. */
  private static String told(Leg at, int status) {
    return Eventually.until(
        "NOTIFY with " + status,
        PATIENCE,
        () ->
            at.requests().stream()
                .map(it -> it.message())
                .filter(it -> it.is("NOTIFY") && it.body().startsWith("SIP/2.0 " + status))
                .map(it -> it.required("Subscription-State"))
                .findFirst()
                .orElse(""),
        found -> !found.isEmpty());
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

  @Test
  @DisplayName("RFC 5589 6.1: 202, 100, 180, 200: phone A goes on at Bob's, Alice gets BYE")
  void succeeds(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      var bobs = stage.registered(BOB.desk());
      assertThat(refer(two.desk(), two.atDesk(), BOB.extension())).isEqualTo(202);
      assertThat(told(two.atDesk(), 100)).startsWith("active");
      var atBobs = bobs.expectInvite().ring();
      assertThat(atBobs.invite().userIn("From")).isEqualTo(two.caller());
      assertThat(told(two.atDesk(), 180)).startsWith("active");
      assertThat(two.atDesk().count("BYE")).isZero();
      atBobs.answer();
      two.phoneA().accept(two.phoneA().expectReinvite(), "sendrecv");
      atBobs.expectAck();
      assertThat(told(two.atDesk(), 200)).startsWith("terminated;reason=noresource");
      two.atDesk().expectBye();
      two.phoneA().hangUp();
      atBobs.expectBye();
      assertThat(story(stage, two.caller()))
          .containsSubsequence(
              "alice transfers the call to " + BOB.extension() + ", and answers for it",
              "it is told that it rings where the call was transferred",
              "it is told that somebody has answered where the call was transferred",
              "the call has moved here");
    }
  }

  @Test
  @DisplayName("CC4: to a number outside it leaves with Alice's number, on her behalf")
  void outside(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      assertThat(refer(two.desk(), two.atDesk(), OUTSIDE)).isEqualTo(202);
      var outside = stage.gateway().expectInvite(OUTSIDE).ring();
      assertThat(outside.invite().userIn("From")).isEqualTo(ALICE.did());
      assertThat(outside.invite().header("Diversion").orElse("")).contains(ALICE.did());
      outside.answer();
      two.phoneA().accept(two.phoneA().expectReinvite(), "sendrecv");
      outside.expectAck();
      two.atDesk().expectBye();
      outside.hangUp();
      two.phoneA().expectBye();
    }
  }

  @Test
  @DisplayName("RFC 5589 6.2: Bob is busy: 486 is told, and the two talk on")
  void fails(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      var bobs = stage.registered(BOB.desk());
      assertThat(refer(two.desk(), two.atDesk(), BOB.extension())).isEqualTo(202);
      bobs.expectInvite().ring().decline(486, "Busy Here");
      assertThat(told(two.atDesk(), 486)).startsWith("terminated");
      two.phoneA().expectNo("INVITE", MOMENT);
      two.atDesk().expectNo("BYE", Duration.ZERO);
      // And again: the call stands as it was.
      assertThat(refer(two.desk(), two.atDesk(), BOB.extension())).isEqualTo(202);
      var atBobs = bobs.expectInvite().ring();
      two.phoneA().hangUp();
      atBobs.expectCancel();
      two.atDesk().expectBye();
      assertThat(story(stage, two.caller())).contains("the transfer has failed with 486");
    }
  }

  @Test
  @DisplayName("CC4: what Alice may not call, and her own telephone, is told to have failed")
  void refused(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      assertThat(refer(two.desk(), two.atDesk(), "39999")).isEqualTo(202);
      assertThat(told(two.atDesk(), 404)).startsWith("terminated");
      assertThat(refer(two.desk(), two.atDesk(), ALICE.extension())).isEqualTo(202);
      assertThat(told(two.atDesk(), 480)).startsWith("terminated");
      two.atDesk().expectNo("BYE", MOMENT);
      two.phoneA().hangUp();
      two.atDesk().expectBye();
      assertThat(story(stage, two.caller())).contains("alice may not transfer the call to 39999");
    }
  }

  @Test
  @DisplayName("RFC 5589 6.1: Alice hangs up while it rings: phone A waits, and goes on at Bob's")
  void hangsUpAtOnce(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      var bobs = stage.registered(BOB.desk());
      assertThat(refer(two.desk(), two.atDesk(), BOB.extension())).isEqualTo(202);
      var atBobs = bobs.expectInvite().ring();
      two.atDesk().hangUp();
      two.phoneA().expectNo("BYE", MOMENT);
      atBobs.answer();
      two.phoneA().accept(two.phoneA().expectReinvite(), "sendrecv");
      atBobs.expectAck();
      atBobs.hangUp();
      two.phoneA().expectBye();
      assertThat(story(stage, two.caller()))
          .contains("it hung up before somebody has answered: the other waits alone");
    }
  }

  @Test
  @DisplayName("RFC 5589 6.2: Alice has hung up and Bob declines: phone A gets BYE")
  void nobodyToGoBackTo(Stage stage) {
    try (var on = deskOnly(stage)) {
      Two two = talking(stage);
      var bobs = stage.registered(BOB.desk());
      assertThat(refer(two.desk(), two.atDesk(), BOB.extension())).isEqualTo(202);
      var atBobs = bobs.expectInvite().ring();
      two.atDesk().hangUp();
      atBobs.decline(486, "Busy Here");
      two.phoneA().expectBye();
      story(stage, two.caller());
    }
  }

  private record Three(Two first, OutgoingLeg asking, IncomingLeg atBobs) {}

  /** Alice has called Bob, too. */
  private static Three asking(Stage stage) {
    Two two = talking(stage);
    var bobs = stage.registered(BOB.desk());
    var asking = two.desk().dial(BOB.extension()).start();
    var atBobs = bobs.expectInvite().ring().answer();
    atBobs.expectAck();
    asking.expectAnswer();
    talksWithBob(stage);
    return new Three(two, asking, atBobs);
  }

  /** The server has Alice's ACK of that call. */
  private static void talksWithBob(Stage stage) {
    Eventually.until(
        "the ACK of the call to Bob",
        PATIENCE,
        () -> liveStory(stage, BOB.id()),
        story -> story.contains("caller    -> ACK"));
  }

  private static String liveStory(Stage stage, String called) {
    var administrator = stage.server().rest().as(ADMINISTRATOR);
    return administrator.get("/calls").items().getValuesAs(JsonObject.class).stream()
        .filter(call -> call.getJsonObject("called").getString("user", "").equals(called))
        .map(call -> "/call-records/" + call.getString("call") + "/explanation")
        .map(path -> administrator.get(path).response().body())
        .findFirst()
        .orElse("");
  }

  @Test
  @DisplayName("RFC 5589 7.1: Alice joins phone A and Bob, whom she has called, and is out of both")
  void attended(Stage stage) {
    try (var on = deskOnly(stage)) {
      Three three = asking(stage);
      Two two = three.first();
      assertThat(refer(two.desk(), two.atDesk(), three.asking())).isEqualTo(202);
      var askedForOffer = three.atBobs().expectReinvite();
      assertThat(askedForOffer.message().body()).isEmpty();
      three.atBobs().accept(askedForOffer, "sendrecv");
      var offered = two.phoneA().expectReinvite();
      assertThat(offered.message().body()).contains("m=audio " + three.atBobs().sdp().port());
      two.phoneA().accept(offered, "sendrecv");
      assertThat(three.atBobs().expectAck().message().body())
          .contains("m=audio " + two.phoneA().sdp().port());
      assertThat(told(two.atDesk(), 200)).startsWith("terminated;reason=noresource");
      two.atDesk().expectBye();
      three.asking().expectBye();
      // What one of them wants changed goes to the other, and its keys, too.
      var hold = two.phoneA().reinvite("sendonly");
      var held = three.atBobs().expectReinvite();
      assertThat(held.message().body()).contains("a=sendonly");
      three.atBobs().accept(held, "recvonly");
      hold.expect(200);
      two.phoneA().acknowledge(hold);
      var info = three.atBobs().info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
      assertThat(two.phoneA().expect("INFO").message().body()).contains("Signal=5");
      assertThat(info.expectFinal().message().status()).isEqualTo(200);
      three.atBobs().hangUp();
      two.phoneA().expectBye();
      assertThat(story(stage, two.caller()))
          .containsSubsequence("alice transfers the call to call ", "joined with call ");
    }
  }

  @Test
  @DisplayName("RFC 5589 7.3: Bob's telephone refuses the re-INVITE: 488 is told, both calls stand")
  void attendedFails(Stage stage) {
    try (var on = deskOnly(stage)) {
      Three three = asking(stage);
      Two two = three.first();
      assertThat(refer(two.desk(), two.atDesk(), three.asking())).isEqualTo(202);
      three.atBobs().expectReinvite().reply(488, "Not Acceptable Here");
      assertThat(told(two.atDesk(), 488)).startsWith("terminated");
      two.atDesk().expectNo("BYE", MOMENT);
      three.asking().expectNo("BYE", Duration.ZERO);
      three.asking().hangUp();
      three.atBobs().expectBye();
      two.atDesk().hangUp();
      two.phoneA().expectBye();
    }
  }

  @Test
  @DisplayName("RFC 5589 7.3: phone A refuses Bob's media: Alice has both calls as before")
  void attendedGoesBack(Stage stage) {
    try (var on = deskOnly(stage)) {
      Three three = asking(stage);
      Two two = three.first();
      assertThat(refer(two.desk(), two.atDesk(), three.asking())).isEqualTo(202);
      three.atBobs().accept(three.atBobs().expectReinvite(), "sendrecv");
      two.phoneA().expectReinvite().reply(488, "Not Acceptable Here");
      // Bob's telephone waits for an answer to its offer still: it is Alice's.
      var back = three.asking().expectReinvite();
      three.asking().accept(back, "sendrecv");
      assertThat(three.atBobs().expectAck().message().body())
          .contains("m=audio " + three.asking().sdp().port());
      assertThat(told(two.atDesk(), 480)).startsWith("terminated");
      three.atBobs().hangUp();
      three.asking().expectBye();
      two.phoneA().hangUp();
      two.atDesk().expectBye();
    }
  }

  @Test
  @DisplayName("RFC 3891 3: a dialog that isn't the telephone's own gets 481, and nothing happens")
  void attendedOfOthers(Stage stage) {
    try (var on = deskOnly(stage)) {
      Three three = asking(stage);
      Two two = three.first();
      assertThat(refer(two.desk(), two.atDesk(), three.atBobs())).isEqualTo(202);
      assertThat(told(two.atDesk(), 481)).startsWith("terminated");
      three.asking().hangUp();
      three.atBobs().expectBye();
      two.atDesk().hangUp();
      two.phoneA().expectBye();
    }
  }

  @Test
  @DisplayName(
      "RFC 5589 7.1, UM7: Bob is at his mobile, through the engine: phone A joins him there")
  void attendedThroughEngine(Stage stage) {
    try (var on =
        new Reconfiguration(stage.server())
            .change("/users/" + ALICE.id(), "remoteDestinations", "[]")
            .change("/reach", "midCallFeatures", "true")
            .change(
                "/users/" + BOB.id(),
                "remoteDestinations",
                """
                [{"number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0}]\
                """
                    .formatted(BOBS_MOBILE))) {
      Two two = talking(stage);
      var asking = two.desk().dial(BOB.extension()).start();
      var atMobile = stage.gateway().expectInvite(BOBS_MOBILE).ring().answer();
      atMobile.expectAck();
      asking.expectAnswer();
      talksWithBob(stage);
      assertThat(refer(two.desk(), two.atDesk(), asking)).isEqualTo(202);
      // Phone A makes the offer, and the engine answers it.
      var asked = two.phoneA().expectReinvite();
      assertThat(asked.message().body()).isEmpty();
      two.phoneA().accept(asked, "sendrecv");
      assertThat(two.phoneA().expectAck().message().body()).contains("m=audio");
      assertThat(told(two.atDesk(), 200)).startsWith("terminated;reason=noresource");
      asking.expectBye();
      two.atDesk().expectBye();
      atMobile.hangUp();
      two.phoneA().expectBye();
    }
  }
}
