package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.DAVE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.CallRecords.CallRecord;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** Figure 21-18 of the design guide, numbered as there. */
@RingspanTest
class SingleNumberReachIT {
  /** How late a timer of the server may run out on a busy machine. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private static final Duration SLACK = Duration.ofMillis(900);

  @Test
  @DisplayName(
      "figure 21-18: phone A's call rings the desk, then the mobile; answered at the mobile")
  void answeredAtTheMobile(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(ALICE.desk());
    var gateway = stage.gateway();

    stage.ladder().note("step 1: phone A on the PSTN calls the user's enterprise number");
    var phoneA = gateway.dial(ALICE.did(), caller).start();
    stage.ladder().note("step 2: the call is extended to the desk phone, which begins to ring");
    var atDesk = desk.expectInvite().ring();
    phoneA.expectRinging();
    assertThat(atDesk.invite().userIn("From")).isEqualTo(caller);
    assertThat(phoneA.sdp().describedBy(atDesk.invite().body())).isTrue();

    stage
        .ladder()
        .note("steps 3 to 5: after its delay the remote destination is called through the gateway");
    var atMobile = gateway.expectInvite(ALICE.mobile()).ring();
    assertThat(atMobile.invited().since(phoneA.invite().sentAt()))
        .isGreaterThanOrEqualTo(ALICE.delay());
    assertThat(atMobile.invite().userIn("From")).isEqualTo(caller);
    assertThat(atMobile.invite().required("P-Asserted-Identity")).contains(caller);
    assertThat(atMobile.invite().required("Diversion")).contains(ALICE.did()).contains("reason=");
    assertThat(phoneA.sdp().describedBy(atMobile.invite().body())).isTrue();

    stage.ladder().note("step 6: it rings at the mobile, and is answered there");
    atMobile.undisturbedFor(ALICE.tooSoon().plus(LATE)).answer();
    var answer = phoneA.expectAnswer();
    assertThat(atMobile.sdp().describedBy(answer.message().body())).isTrue();
    atMobile.expectAck();
    atDesk.expectCancel(200, "Call completed elsewhere");
    atDesk.expectAck();

    stage.ladder().note("the mobile hangs up");
    atMobile.hangUp();
    phoneA.expectBye();
    CallRecord kept = stage.server().records().expectEnded(caller, ALICE.did());
    assertThat(kept.outcome()).isEqualTo("ANSWERED");
    assertThat(kept.answeredBy()).contains(ALICE.mobile());
    assertThat(kept.answeredAt()).isAfterOrEqualTo(kept.startedAt());
    assertThat(kept.endedAt()).isAfterOrEqualTo(kept.answeredAt());
  }

  @Test
  @DisplayName("figure 21-18: answered at the mobile, the caller hangs up")
  void callerHangsUp(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    atMobile.undisturbedFor(ALICE.tooSoon().plus(LATE)).answer();
    phoneA.expectAnswer();
    atMobile.expectAck();
    atDesk.expectCancel(200, "Call completed elsewhere");

    phoneA.hangUp();
    atMobile.expectBye();
  }

  @Test
  @DisplayName("figure 21-18: answered at the desk before its delay, the mobile is never called")
  void answeredAtTheDeskAtOnce(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(DAVE.desk());
    var phoneA = stage.gateway().dial(DAVE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    var answer = phoneA.expectAnswer();
    assertThat(atDesk.sdp().describedBy(answer.message().body())).isTrue();
    atDesk.expectAck();
    stage.gateway().expectNoInvite(DAVE.mobile(), DAVE.delay().plus(SLACK));

    atDesk.hangUp();
    phoneA.expectBye();
    CallRecord kept = stage.server().records().expectEnded(caller, DAVE.did());
    assertThat(kept.outcome()).isEqualTo("ANSWERED");
    assertThat(kept.answeredBy()).contains(DAVE.desk());
  }

  @Test
  @DisplayName("figure 21-18: answered at the desk while the mobile rings, the mobile is cancelled")
  void answeredAtTheDeskLater(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    atDesk.answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    atMobile.expectCancel(200, "Call completed elsewhere");
    atMobile.expectAck();

    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "a shared line rings on both of its desk phones; the one not answered is told that the call is taken")
  void sharedLine(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var laptop = stage.registered(ALICE.laptop());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atLaptop = laptop.expectInvite().ring();
    atLaptop.answer();
    phoneA.expectAnswer();
    atDesk.expectCancel(200, "Call completed elsewhere");
    phoneA.hangUp();
    atLaptop.expectBye();
  }

  @Test
  @DisplayName("the caller gives up: every ringing telephone is cancelled and the record says so")
  void callerGivesUp(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    phoneA.cancel().expect(200);
    phoneA.expect(487);
    atDesk.expectCancel();
    atMobile.expectCancel();
    assertThat(stage.server().records().expectEnded(caller, ALICE.did()).outcome())
        .isEqualTo("CANCELLED");
  }

  @Test
  @DisplayName(
      "an INVITE without a description: the answering telephone makes the offer, the ACK brings the answer")
  void offerFromTheCalledSide(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).withoutSdp().start();
    var atDesk = desk.expectInvite();
    assertThat(atDesk.invite().hasSdp()).isFalse();
    atDesk.ring().answer();
    var offer = phoneA.expect(200);
    assertThat(atDesk.sdp().describedBy(offer.message().body())).isTrue();
    phoneA.acknowledgeWithSdp();
    assertThat(phoneA.sdp().describedBy(atDesk.expectAck().message().body())).isTrue();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "page 21-57: with the guide's default timers the mobile is called 4 s after the desk")
  void defaultTimers(Stage stage) {
    var desk = stage.registered(DAVE.desk());
    var phoneA = stage.gateway().dial(DAVE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(DAVE.mobile()).ring();
    assertThat(atMobile.invited().since(phoneA.invite().sentAt()))
        .isBetween(DAVE.delay(), DAVE.delay().multipliedBy(2));
    atMobile.undisturbedFor(DAVE.tooSoon().plus(LATE)).answer();
    phoneA.expectAnswer();
    atDesk.expectCancel(200, "Call completed elsewhere");
    phoneA.hangUp();
    atMobile.expectBye();
  }
}
