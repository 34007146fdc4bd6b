package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.Received;
import org.ringspan.e2e.ua.SipMessage;

/** Somebody on the way to a telephone forks, so that one INVITE is answered by two parties. */
@RingspanTest
class ForkIT {
  private static final String OTHER = "the-other-branch";

  @Test
  @DisplayName(
      "RFC 3261 13.2.2.4: the second party's 200 is acknowledged and that call ended; the first goes on")
  void secondAnswer(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();

    SipMessage invite = atDesk.invite();
    SipMessage second =
        SipMessage.response(invite, 200, "OK")
            .replacing("To", invite.required("To") + ";tag=" + OTHER)
            .with(
                "Contact",
                "<sip:other@"
                    + desk.agent().wire().local().getHostString()
                    + ":"
                    + desk.agent().wire().local().getPort()
                    + ">")
            .withBody("application/sdp", atDesk.sdp().toString());
    desk.agent().send(second, stage.server().sip());
    var arrived = desk.agent().received();
    arrived.expect("its ACK", Inbox.PATIENCE, r -> isToOther(r, "ACK"));
    var bye = arrived.expect("its BYE", Inbox.PATIENCE, r -> isToOther(r, "BYE"));
    assertThat(bye.message().requestUri()).startsWith("sip:other@");
    assertThat(bye.message().cseq()).isEqualTo(invite.cseq() + 1);

    assertThat(atDesk.count("BYE")).isZero();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  private static boolean isToOther(Received received, String method) {
    return received.message().is(method)
        && received.message().toTag().filter(OTHER::equals).isPresent();
  }
}
