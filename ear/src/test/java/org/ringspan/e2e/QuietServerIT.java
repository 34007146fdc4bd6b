package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/** The last class of the run. */
@RingspanTest
@Order(Integer.MAX_VALUE)
class QuietServerIT {
  @Test
  @DisplayName("after everything no session, dialog, call and transaction is left")
  void nothingIsLeft(TestServer server) {
    server.figures().expectNothingLive(Duration.ofSeconds(60));
    // Transactions last 32 s at most, what a malformed message left behind a minute.
    server.figures().expectNothingLeft(Duration.ofSeconds(200));
    for (String trunk : List.of("pstn", "backup", "roaming", "border")) {
      assertThat(server.figures().channelsInUse(trunk)).as(trunk).isZero();
    }
  }
}
