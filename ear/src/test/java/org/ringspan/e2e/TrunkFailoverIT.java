package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Gateway;

/** What becomes of a call when the first way out isn't one (design guide page 21-59). */
@RingspanTest
class TrunkFailoverIT {
  private static final String OUTSIDE = "+14087770001";

  /** The second trunk writes numbers as they are dialled in the United States. */
  private static final String OUTSIDE_BY_THE_SECOND = "94087770001";

  private static Reconfiguration reconfiguration;

  /** A phone whose calls leave by a list of two trunks. */
  @BeforeAll
  static void twoWays(TestServer server) {
    reconfiguration =
        new Reconfiguration(server)
            .add("/route-groups", "{\"name\": \"first\", \"trunks\": [\"pstn\"]}")
            .add("/route-groups", "{\"name\": \"second\", \"trunks\": [\"backup\"]}")
            .add("/route-lists", "{\"name\": \"out\", \"groups\": [\"first\", \"second\"]}")
            .add("/partitions", "{\"name\": \"two ways\"}")
            .add("/search-spaces", "{\"name\": \"two ways\", \"partitions\": [\"two ways\"]}")
            .add(
                "/route-patterns",
                """
                {"pattern": "\\\\+1408777XXXX", "partition": "two ways", "routeList": "out"}""")
            .change("/devices/" + GRACE.desk(), "searchSpace", "\"two ways\"");
  }

  @AfterAll
  static void oneWay() {
    reconfiguration.close();
  }

  private static Gateway second(Stage stage) {
    return new Gateway(
        stage.agent("second gateway", Network.at(Network.BACKUP, Network.GATEWAY_PORT)));
  }

  @Test
  @DisplayName("CC2: a call that the first trunk fails goes out by the second, in its own numbers")
  void failed(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var second = second(stage);
    var call = desk.dial(OUTSIDE).start();
    stage.gateway().expectInvite(OUTSIDE).decline(500, "Server Internal Error");
    var there = second.expectInvite(OUTSIDE_BY_THE_SECOND).ring();
    assertThat(there.invite().userIn("From")).isEqualTo(GRACE.did().substring(1));
    there.answer();
    call.expectAnswer();
    call.hangUp();
    there.expectBye();
  }

  @Test
  @DisplayName("CC2: what the callee says isn't asked for again by another trunk")
  void busy(Stage stage) {
    var desk = stage.registered(GRACE.desk());
    var call = desk.dial(OUTSIDE).start();
    stage.gateway().expectInvite(OUTSIDE).decline(486, "Busy Here");
    call.expect(486);
  }

  @Test
  @DisplayName("CC2: when all channels of the first trunk are taken, a call goes by the second")
  void full(Stage stage) {
    try (var full = new Reconfiguration(stage.server())) {
      full.change("/trunks/pstn", "channels", "1");
      var desk = stage.registered(GRACE.desk());
      var second = second(stage);
      var one = desk.dial(OUTSIDE).start();
      var atFirst = stage.gateway().expectInvite(OUTSIDE).ring().answer();
      one.expectAnswer();
      var other = desk.dial(OUTSIDE).start();
      var atSecond = second.expectInvite(OUTSIDE_BY_THE_SECOND).ring().answer();
      other.expectAnswer();
      other.hangUp();
      atSecond.expectBye();
      one.hangUp();
      atFirst.expectBye();
    }
  }
}
