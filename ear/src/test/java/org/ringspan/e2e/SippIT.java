package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.peer.SippScenario;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** SIPp, which nobody of us wrote, on both sides of the server. */
@RingspanTest
class SippIT {
  private static final int CALLS = 100;
  private static final Path DIRECTORY =
      Path.of(System.getProperty("ringspan.test.directory", "target/servers"), "peers")
          .toAbsolutePath()
          .normalize();

  @Test
  @DisplayName(
      "SIPp calls through the gateway, another SIPp answers as the desk phone: 100 calls at 20 a second, none fails")
  void calls(Stage stage) {
    var at = Network.at(Network.BARESIP_DESK, 5098);
    stage.registerPeer(GRACE.desk(), at);
    var server = stage.server().sip();
    long before = stage.server().figures().calls("CallsStarted");
    // On a busy machine more calls than usual may be there at once; how many isn't asked here.
    try (var line =
            new Reconfiguration(stage.server())
                .change("/lines/" + GRACE.extension(), "busyTrigger", "200");
        var answering = new SippScenario(DIRECTORY.resolve("sipp-uas"), "uas", at, server, CALLS);
        var calling =
            new SippScenario(
                DIRECTORY.resolve("sipp-uac"),
                "uac",
                Network.at(Network.GATEWAY, Network.GATEWAY_PORT),
                server,
                CALLS,
                "-s",
                GRACE.did(),
                "-r",
                "20",
                "-d",
                "200")) {
      calling.expectSuccess(Duration.ofSeconds(180));
      answering.expectSuccess(Duration.ofSeconds(60));
    } finally {
      stage.phone(GRACE.desk()).registered(List.of("*"), Duration.ZERO);
    }
    assertThat(stage.server().figures().calls("CallsStarted") - before).isEqualTo(CALLS);
  }
}
