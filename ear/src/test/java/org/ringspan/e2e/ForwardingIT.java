package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.LENA;
import static org.ringspan.e2e.server.Company.MIKE;
import static org.ringspan.e2e.server.Company.NINA;
import static org.ringspan.e2e.server.Company.PHONE_A;
import static org.ringspan.e2e.server.Company.VOICEMAIL;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** Forwards, limits and anchoring, as the seed document configures them. */
@RingspanTest
class ForwardingIT {
  @Test
  @DisplayName("Forward all: the mailbox answers at once, the desk doesn't ring")
  void forwardAll(Stage stage) {
    var desk = stage.registered(LENA.desk());
    var phoneA = stage.gateway().dial(LENA.did(), PHONE_A).start();
    var atMailbox = stage.gateway().expectInvite(VOICEMAIL);
    assertThat(atMailbox.invite().required("Diversion"))
        .contains(LENA.did())
        .contains("unconditional");
    atMailbox.answer();
    phoneA.expectAnswer();
    assertThat(desk.agent().invitations()).isEmpty();
    phoneA.hangUp();
    atMailbox.expectBye();
  }

  @Test
  @DisplayName("Forward busy: the call beyond the busy trigger rings at the configured number")
  void forwardBusy(Stage stage) {
    var desk = stage.registered(MIKE.desk());
    var grace = stage.registered(GRACE.desk());
    var first = stage.gateway().dial(MIKE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring().answer();
    first.expectAnswer();

    var second = stage.gateway().dial(MIKE.did(), Stage.newCaller()).start();
    var atGrace = grace.expectInvite().ring().answer();
    second.expectAnswer();
    assertThat(desk.agent().invitations()).hasSize(1);

    second.hangUp();
    atGrace.expectBye();
    first.hangUp();
    atDesk.expectBye();
  }

  @Test
  @DisplayName("page 21-75: the third mobile call of a user without a mailbox is refused as busy")
  void twoCalls(Stage stage) {
    var first = stage.gateway().dial(NINA.did(), Stage.newCaller()).start();
    var firstAtMobile = stage.gateway().expectInvite(NINA.mobile()).ring().answer();
    first.expectAnswer();
    var second = stage.gateway().dial(NINA.did(), Stage.newCaller()).start();
    var secondAtMobile = stage.gateway().expectInvite(NINA.mobile()).ring();
    second.expectRinging();

    var third = stage.gateway().dial(NINA.did(), Stage.newCaller()).start();
    assertThat(third.expectFinal().message().status()).isEqualTo(486);

    secondAtMobile.answer();
    second.expectAnswer();
    second.hangUp();
    secondAtMobile.expectBye();
    first.hangUp();
    firstAtMobile.expectBye();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"+14085557890", "4085557890"})
  @DisplayName(
      "page 21-66: a call from a mobile shows the enterprise number, also by its last ten digits")
  void anchored(String presented, Stage stage) {
    assertThat(ALICE.mobile()).endsWith(presented);
    var desk = stage.registered(BOB.desk());
    var mobile = stage.gateway().dial(BOB.did(), presented).start();
    var atDesk = desk.expectInvite().ring();
    assertThat(atDesk.invite().userIn("From")).isEqualTo(ALICE.extension());
    atDesk.answer();
    mobile.expectAnswer();
    mobile.hangUp();
    atDesk.expectBye();
    Eventually.until(
        "the call in the history of Alice, who made it",
        Duration.ofSeconds(20),
        () -> stage.server().rest().as(ALICE.id()).get("/me/calls?limit=1").items(),
        calls ->
            calls.size() == 1
                && calls
                    .getJsonObject(0)
                    .getJsonObject("caller")
                    .getString("user", "")
                    .equals(ALICE.id())
                && calls
                    .getJsonObject(0)
                    .getJsonObject("called")
                    .getString("number")
                    .equals(BOB.did()));
  }
}
