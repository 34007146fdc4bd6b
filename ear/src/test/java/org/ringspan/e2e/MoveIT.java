package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.Leg;

/** Calls that stand go on at another telephone of their user (pages 21-51 and 21-52). */
@RingspanTest
class MoveIT {
  /** How late a timer of the server may run out on a busy machine. */
  private static final Duration LATE = Duration.ofSeconds(1);

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

  private static Rest.Answer move(Stage stage, String call, String how) {
    return administrator(stage).post("/calls/" + call + "/" + how, "");
  }

  /** Who stays is offered what the telephone has offered, and its answer comes in the ACK. */
  private static void joins(Leg staying, IncomingLeg telephone) {
    var offer = staying.expectReinvite();
    assertThat(telephone.sdp().describedBy(offer.message().body())).isTrue();
    staying.accept(offer, "sendrecv");
    assertThat(staying.sdp().describedBy(telephone.expectAck().message().body())).isTrue();
    staying.expectAck();
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

  @Test
  @DisplayName(
      "UM6, UM5: a call is sent from the desk to the mobile and picked up at the desk again")
  void toMobileAndBack(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    String call = callOf(stage, caller);

    assertThat(move(stage, call, "send-to-mobile").status()).isEqualTo(202);
    var atMobile = stage.gateway().expectInvite(ALICE.mobile());
    assertThat(atMobile.invite().hasSdp()).isFalse();
    assertThat(atMobile.invite().userIn("From")).isEqualTo(caller);
    assertThat(atMobile.invite().required("Diversion")).contains(ALICE.did());
    assertThat(move(stage, call, "send-to-mobile").status()).isEqualTo(409);
    atMobile.ring().undisturbedFor(ALICE.tooSoon().plus(LATE)).answer();
    joins(phoneA, atMobile);
    assertThat(atDesk.expectBye().message().required("Reason"))
        .contains("Moved to another telephone");

    String mine = "/me/calls/" + call + "/pick-up";
    assertThat(stage.server().rest().as(BOB.id()).post(mine, "").status()).isEqualTo(404);
    assertThat(stage.server().rest().as(ALICE.id()).post(mine, "").status()).isEqualTo(202);
    var again = desk.expectInvite().ring();
    assertThat(again.invite().userIn("From")).isEqualTo(caller);
    again.answer();
    joins(phoneA, again);
    atMobile.expectBye();

    phoneA.hangUp();
    again.expectBye();
    assertThat(stage.server().records().expectEnded(caller, ALICE.did()).answeredBy())
        .contains(ALICE.desk());
    assertThat(story(stage, call))
        .filteredOn(line -> line.contains("the call has moved here"))
        .hasSize(2);
  }

  @Test
  @DisplayName("UM6: nobody takes the call at the mobile, so it goes on at the desk")
  void nobodyTakesIt(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    String call = callOf(stage, caller);

    assertThat(move(stage, call, "send-to-mobile").status()).isEqualTo(202);
    stage.gateway().expectInvite(ALICE.mobile()).ring().decline(486, "Busy Here");
    var info = phoneA.info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
    assertThat(atDesk.expect("INFO").message().body()).contains("Signal=5");
    info.expect(200);

    // It may be tried again, and the mobile gives up when the caller does.
    assertThat(move(stage, call, "send-to-mobile").status()).isEqualTo(202);
    var ringing = stage.gateway().expectInvite(ALICE.mobile()).ring();
    phoneA.hangUp();
    atDesk.expectBye();
    ringing.expectCancel();
  }

  @Test
  @DisplayName("UM5: a desk that nobody answers for 10 s is left, nothing is forwarded")
  void nobodyAtTheDesk(Stage stage) {
    String caller = Stage.newCaller();
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    atMobile.undisturbedFor(ALICE.tooSoon().plus(LATE)).answer();
    phoneA.expectAnswer();
    atMobile.expectAck();
    var desk = stage.registered(ALICE.desk());

    assertThat(move(stage, callOf(stage, caller), "pick-up").status()).isEqualTo(202);
    var atDesk = desk.expectInvite().ring();
    atDesk.expectCancel(480, "No answer");
    assertThat(stage.gateway().wasInvited(VOICEMAIL)).isFalse();

    phoneA.hangUp();
    atMobile.expectBye();
  }

  @Test
  @DisplayName("UM6: who has called moves too; of two users it must be said who")
  void callerMoves(Stage stage) {
    var alice = stage.registered(ALICE.desk());
    var bob = stage.registered(BOB.desk());
    var fromDesk = alice.dial(BOB.extension()).start();
    var atBob = bob.expectInvite().ring().answer();
    fromDesk.expectAnswer();
    atBob.expectAck();
    String call = callOf(stage, ALICE.extension());

    assertThat(move(stage, call, "send-to-mobile").toString()).startsWith("409").contains("which");
    assertThat(move(stage, call, "send-to-mobile?user=bob").toString())
        .startsWith("409")
        .contains("no telephone that the call could move to");
    assertThat(move(stage, call, "send-to-mobile?user=carol").toString())
        .startsWith("409")
        .contains("nobody who talks");
    assertThat(move(stage, call, "send-to-mobile?user=%3Cb%3E").status()).isEqualTo(422);

    assertThat(move(stage, call, "send-to-mobile?user=alice").status()).isEqualTo(202);
    var atMobile = stage.gateway().expectInvite(ALICE.mobile());
    assertThat(atMobile.invite().userIn("From")).isEqualTo(BOB.did());
    atMobile.ring().undisturbedFor(ALICE.tooSoon().plus(LATE)).answer();
    joins(atBob, atMobile);
    fromDesk.expectBye();
    atMobile.hangUp();
    atBob.expectBye();
  }

  @Test
  @DisplayName("UM5: what can't move says why")
  void impossible(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), caller).start();
    var atDesk = desk.expectInvite().ring();
    phoneA.expectRinging();
    String call = callOf(stage, caller);
    assertThat(move(stage, call, "pick-up").toString()).startsWith("409").contains("nobody talks");
    atDesk.answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    assertThat(move(stage, call, "pick-up").toString())
        .startsWith("409")
        .contains("The phone grace-desk does not ring: the call is there already.")
        .contains("The phone grace-laptop does not ring: it is not registered");
    phoneA.hangUp();
    atDesk.expectBye();
    assertThat(move(stage, "0c6b3f1a-0000-4000-8000-000000000000", "pick-up").status())
        .isEqualTo(404);
    assertThat(
            stage.server().rest().as(ALICE.id()).post("/calls/" + call + "/pick-up", "").status())
        .isEqualTo(403);
  }
}
