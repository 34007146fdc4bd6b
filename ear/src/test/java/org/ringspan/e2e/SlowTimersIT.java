package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.FRANK;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.IncomingLeg;
import org.ringspan.e2e.ua.OutgoingLeg;

/** What takes the 32 s of SIP's own timers (64 times T1); the calls run side by side. */
@RingspanTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowTimersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** 64 times T1, less some ticks of half a second. */
  private static final Duration TIMER = Duration.ofSeconds(30);

  private OutgoingLeg neverAcknowledges;
  private IncomingLeg answered;
  private OutgoingLeg callsTheDead;
  private IncomingLeg dead;

  @BeforeAll
  void startAll(Stage stage) {
    var desk = stage.registered(FRANK.desk());
    neverAcknowledges = stage.gateway().dial(FRANK.did(), PHONE_A).start();
    answered = desk.expectInvite().ring().answer();
    neverAcknowledges.expect(200);

    var deadPhone = stage.registered(HEIDI.desk());
    deadPhone.agent().setTrying(false);
    callsTheDead = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
    dead = deadPhone.expectInvite();
  }

  @Test
  @DisplayName(
      "a caller that never acknowledges: its 200 is repeated, then both sides get BYE (RFC 3261 section 13.3.1.4)")
  void lostAck() {
    var end = neverAcknowledges.expect("BYE", PATIENCE).received();
    assertThat(end.since(neverAcknowledges.invite().sentAt())).isGreaterThan(TIMER);
    assertThat(neverAcknowledges.count(200)).isGreaterThan(5);
    answered.expect("BYE", PATIENCE);
  }

  @Test
  @DisplayName(
      "a telephone that answers nothing: its INVITE times out and the caller is told (RFC 3261 timer B)")
  void deadTelephone() {
    var end = callsTheDead.expectFinal(PATIENCE);
    assertThat(end.since(callsTheDead.invite().sentAt())).isGreaterThan(TIMER);
    assertThat(end.message().status()).isIn(408, 480);
    assertThat(dead.retransmissions()).isBetween(5, 7);
  }
}
