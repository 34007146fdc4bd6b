package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** The server is killed as by kill -9 and started again. */
@RingspanTest
class CrashIT {
  @Test
  @DisplayName(
      "D18: a call cut by a crash is recorded as interrupted, registrations hold, a new call works")
  void crash(Stage stage) {
    String caller = Stage.newCaller();
    var desk = stage.registered(GRACE.desk());
    var other = stage.registered(HEIDI.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), caller).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    stage.server().records().expectStarted(caller, GRACE.did());

    stage.server().crash();

    assertThat(stage.server().records().expectEnded(caller, GRACE.did()).outcome())
        .isEqualTo("INTERRUPTED");
    var next = stage.gateway().dial(HEIDI.did(), caller).start();
    var atOther = other.expectInvite().ring().answer();
    next.expectAnswer();
    next.hangUp();
    atOther.expectBye();
    assertThat(stage.server().records().expectEnded(caller, HEIDI.did()).outcome())
        .isEqualTo("ANSWERED");
  }
}
