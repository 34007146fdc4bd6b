package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** RFC 4028 on the wire. The server under test accepts intervals of 3 s and more. */
@RingspanTest
class SessionTimersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @DisplayName(
      "Each dialog is refreshed at half its interval: by UPDATE where it may, else re-INVITE")
  void refreshed(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA =
        stage
            .gateway()
            .dial(GRACE.did(), PHONE_A)
            .header("Supported", "timer")
            .header("Session-Expires", "18;refresher=uas")
            .start();
    var atDesk = desk.expectInvite().ring();
    assertThat(atDesk.invite().required("Session-Expires")).isEqualTo("1800");
    assertThat(atDesk.invite().required("Min-SE")).isEqualTo("3");
    assertThat(atDesk.invite().headers("Supported")).anyMatch(value -> value.contains("timer"));
    atDesk.answerWith("Session-Expires", "18;refresher=uac");
    var answer = phoneA.expectAnswer().message();
    assertThat(answer.required("Session-Expires")).isEqualTo("18;refresher=uas");
    assertThat(answer.required("Require")).isEqualTo("timer");
    atDesk.expectAck();

    var refresh = atDesk.expect("INVITE", PATIENCE);
    assertThat(refresh.message().required("Session-Expires")).isEqualTo("18;refresher=uac");
    assertThat(refresh.message().body()).isEqualTo(atDesk.invite().body());
    atDesk.accept(refresh, "sendrecv");
    atDesk.expectAck();
    assertThat(phoneA.expect("UPDATE", PATIENCE).message().required("Session-Expires"))
        .isEqualTo("18;refresher=uac");
    assertThat(phoneA.count("INVITE")).isZero();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "A party that doesn't refresh: both get BYE with the reason before the interval ends")
  void expired(Stage stage) {
    var desk = stage.registered(HEIDI.desk());
    var phoneA =
        stage
            .gateway()
            .dial(HEIDI.did(), PHONE_A)
            .header("Supported", "timer")
            .header("Session-Expires", "3;refresher=uac")
            .start();
    var atDesk = desk.expectInvite().ring().answer();
    var answer = phoneA.expectAnswer();
    assertThat(answer.message().required("Session-Expires")).isEqualTo("3;refresher=uac");
    var end = phoneA.expect("BYE", PATIENCE);
    assertThat(end.message().required("Reason")).contains("Session expired");
    assertThat(end.received().since(phoneA.invite().sentAt())).isGreaterThan(Duration.ofSeconds(1));
    atDesk.expectBye();
  }

  @Test
  @DisplayName(
      "Too small an interval gets 422 with Min-SE; an UPDATE is answered with what is agreed")
  void tooSmall(Stage stage) {
    var refused =
        stage
            .gateway()
            .dial(GRACE.did(), PHONE_A)
            .header("Supported", "timer")
            .header("Session-Expires", "2")
            .start()
            .expectFinal()
            .message();
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.required("Min-SE")).isEqualTo("3");

    var desk = stage.registered(GRACE.desk());
    var phoneA =
        stage
            .gateway()
            .dial(GRACE.did(), PHONE_A)
            .header("Supported", "timer")
            .header("Session-Expires", "600")
            .start();
    var atDesk = desk.expectInvite().ring().answer();
    assertThat(phoneA.expectAnswer().message().required("Session-Expires"))
        .isEqualTo("600;refresher=uac");
    atDesk.expectAck();
    assertThat(phoneA.request("UPDATE", Optional.empty()).expect(200).message().header("Require"))
        .isEmpty();
    phoneA.hangUp();
    atDesk.expectBye();
  }
}
