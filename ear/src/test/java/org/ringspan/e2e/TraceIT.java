package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.HEIDI;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** Traces of whole messages, switched on for somebody. */
@RingspanTest
class TraceIT {
  @Test
  @DisplayName(
      "A trace of a user has all legs of the user's calls, nobody else's, and no passwords")
  void user(Stage stage) {
    var figures = stage.server().figures();
    var heidi = stage.registered(HEIDI.desk());
    String id = figures.traces("traceUser", ALICE.id(), 5);
    try {
      var alice = stage.registered(ALICE.desk());
      var call = stage.gateway().dial(ALICE.did(), Stage.newCaller()).start();
      var atAlice = alice.expectInvite().ring();
      var atMobile = stage.gateway().expectInvite(ALICE.mobile()).ring();
      atAlice.answer();
      call.expectAnswer();
      atMobile.expectCancel();
      call.hangUp();
      atAlice.expectBye();
      var other = stage.gateway().dial(HEIDI.did(), Stage.newCaller()).start();
      var atHeidi = heidi.expectInvite().answer();
      other.expectAnswer();
      other.hangUp();
      atHeidi.expectBye();

      String trace =
          Eventually.until(
              "a trace with the whole call",
              Duration.ofSeconds(10),
              () -> figures.traces("read", id),
              text -> text.split("\nBYE ", -1).length >= 3);
      assertThat(trace)
          .contains("\nREGISTER sip:", "\nAuthorization: [removed]\n", "\nCANCEL ", "m=audio")
          .contains("INVITE sip:" + ALICE.did() + "@", ALICE.mobile(), ALICE.desk())
          .doesNotContain(HEIDI.desk(), "response=");
    } finally {
      figures.traces("delete", id);
    }
  }
}
