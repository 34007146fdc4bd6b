package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.ERIN;
import static org.ringspan.e2e.server.Company.PHONE_A;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/**
 * Timer control of voicemail avoidance (design guide page 21-57), lists and schedules (page 21-58).
 */
@RingspanTest
class TimersIT {
  private static final Duration EARLY = Duration.ofMillis(60);
  private static final Duration SLACK = Duration.ofMillis(900);

  @Test
  @DisplayName("D6: an answer too soon clears that leg only; the desk rings on and can answer")
  void answerTooSoon(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).answer();
    atMobile.expectAck();
    atMobile.expectBye();
    atDesk.undisturbedFor(Duration.ofMillis(500));
    assertThat(phoneA.count(200)).isZero();

    atDesk.answer();
    var answer = phoneA.expectAnswer();
    assertThat(atDesk.sdp().describedBy(answer.message().body())).isTrue();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "D6: not answered before too late: that leg only is cancelled; the desk rings on and can answer")
  void answerTooLate(Stage stage) {
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    var cancel = atMobile.expectCancel();
    assertThat(cancel.since(atMobile.invited()))
        .isBetween(ALICE.tooLate().minus(EARLY), ALICE.tooLate().plus(SLACK));
    assertThat(atDesk.count("CANCEL")).isZero();
    atDesk.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "D7: forward-no-answer cancels every leg and calls the mailbox, which answers the caller")
  void forwardNoAnswer(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(ALICE.desk());
    var phoneA = stage.gateway().dial(ALICE.did(), caller).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
    atMobile.expectCancel();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invited().since(phoneA.invite().sentAt()))
        .isBetween(ALICE.forwardNoAnswer().minus(EARLY), ALICE.forwardNoAnswer().plus(SLACK));
    atDesk.expectCancel();
    assertThat(atMailbox.invite().required("Diversion"))
        .contains(ALICE.did())
        .contains("no-answer");
    assertThat(atMailbox.invite().userIn("From")).isEqualTo(caller);

    atMailbox.answer();
    var answer = phoneA.expectAnswer();
    assertThat(atMailbox.sdp().describedBy(answer.message().body())).isTrue();
    phoneA.hangUp();
    atMailbox.expectBye();
    assertThat(stage.server().records().expectEnded(caller, ALICE.did()).outcome())
        .isEqualTo("FORWARDED");
  }

  @Test
  @DisplayName(
      "D7: forward-no-answer runs with no desk phone registered too; the mobile rings until then")
  void forwardNoAnswerWithoutDesk(Stage stage) {
    var phoneA = stage.gateway().dial(ALICE.did(), PHONE_A).start();
    stage.gateway().expectInvite(ALICE.mobile()).ring().expectCancel();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL).answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atMailbox.expectBye();
  }

  @Test
  @DisplayName(
      "nobody to ring, no phone registered and no destination: the mailbox answers without waiting")
  void nobodyToRing(Stage stage) {
    var phoneA = stage.gateway().dial(ERIN.did(), PHONE_A).start();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invited().since(phoneA.invite().sentAt())).isLessThan(SLACK);
    atMailbox.answer();
    phoneA.expectAnswer();
    phoneA.hangUp();
    atMailbox.expectBye();
  }

  @Test
  @DisplayName("page 21-58: a blocked caller rings the desk but not the mobile")
  void blockedCaller(Stage stage) {
    var desk = stage.registered(CAROL.desk());
    var blocked = stage.gateway().dial(CAROL.did(), Company.BLOCKED_CALLER).start();
    var atDesk = desk.expectInvite().ring();
    stage.gateway().expectNoInvite(CAROL.mobile(), CAROL.delay().plus(SLACK));
    atDesk.answer();
    blocked.expectAnswer();
    blocked.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "page 21-58: others ring the mobile; a destination outside its ring schedule stays silent")
  void ringSchedule(Stage stage) {
    var desk = stage.registered(CAROL.desk());
    var phoneA = stage.gateway().dial(CAROL.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(CAROL.mobile()).ring();
    stage.gateway().expectNoInvite(Company.CAROLS_WEEKEND_PHONE, SLACK);
    atMobile.answer();
    phoneA.expectAnswer();
    atDesk.expectCancel(200, "Call completed elsewhere");
    phoneA.hangUp();
    atMobile.expectBye();
  }
}
