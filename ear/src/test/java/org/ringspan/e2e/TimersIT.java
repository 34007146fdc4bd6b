package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.ERIN;
import static org.ringspan.e2e.server.Company.IVAN;
import static org.ringspan.e2e.server.Company.JUDY;
import static org.ringspan.e2e.server.Company.KEN;
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
  private static final Duration SLACK = Duration.ofMillis(900);

  @Test
  @DisplayName("D6: an answer too soon clears that leg only; the desk rings on and can answer")
  void answerTooSoon(Stage stage) {
    var desk = stage.registered(IVAN.desk());
    var phoneA = stage.gateway().dial(IVAN.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(IVAN.mobile()).answer();
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
    var desk = stage.registered(JUDY.desk());
    var phoneA = stage.gateway().dial(JUDY.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(JUDY.mobile()).ring();
    var cancel = atMobile.expectCancel();
    assertThat(cancel.since(phoneA.invite().sentAt())).isGreaterThanOrEqualTo(JUDY.tooLate());
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
    var desk = stage.registered(KEN.desk());
    var phoneA = stage.gateway().dial(KEN.did(), caller).start();
    var atDesk = desk.expectInvite().ring();
    var atMobile = stage.gateway().expectInvite(KEN.mobile()).ring();
    atMobile.expectCancel();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invited().since(phoneA.invite().sentAt()))
        .isGreaterThanOrEqualTo(KEN.forwardNoAnswer());
    atDesk.expectCancel();
    assertThat(atMailbox.invite().required("Diversion")).contains(KEN.did()).contains("no-answer");
    assertThat(atMailbox.invite().userIn("From")).isEqualTo(caller);

    atMailbox.answer();
    var answer = phoneA.expectAnswer();
    assertThat(atMailbox.sdp().describedBy(answer.message().body())).isTrue();
    phoneA.hangUp();
    atMailbox.expectBye();
    assertThat(stage.server().records().expectEnded(caller, KEN.did()).outcome())
        .isEqualTo("FORWARDED");
  }

  @Test
  @DisplayName(
      "D7: forward-no-answer runs with no desk phone registered too; the mobile rings until then")
  void forwardNoAnswerWithoutDesk(Stage stage) {
    var phoneA = stage.gateway().dial(KEN.did(), PHONE_A).start();
    stage.gateway().expectInvite(KEN.mobile()).ring().expectCancel();
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
    assertThat(atMailbox.invited().since(phoneA.invite().sentAt()))
        .isLessThan(ERIN.forwardNoAnswer());
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
