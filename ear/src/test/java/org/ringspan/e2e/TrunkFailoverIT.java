package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.GRACE;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
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

  private static String before = "";

  /** A phone whose calls leave by a list of two trunks. */
  @BeforeAll
  static void twoWays(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    before = admin.get("/configuration").response().body();
    add(admin, "/route-groups", "{\"name\": \"first\", \"trunks\": [\"pstn\"]}");
    add(admin, "/route-groups", "{\"name\": \"second\", \"trunks\": [\"backup\"]}");
    add(admin, "/route-lists", "{\"name\": \"out\", \"groups\": [\"first\", \"second\"]}");
    add(admin, "/partitions", "{\"name\": \"two ways\"}");
    add(admin, "/search-spaces", "{\"name\": \"two ways\", \"partitions\": [\"two ways\"]}");
    add(
        admin,
        "/route-patterns",
        """
        {"pattern": "\\\\+1408777XXXX", "partition": "two ways", "routeList": "out"}""");
    change(admin, "/devices/" + GRACE.desk(), "searchSpace", Json.createValue("two ways"));
  }

  @AfterAll
  static void oneWay(TestServer server) {
    Rest admin = server.rest().as(ADMINISTRATOR);
    var restored = admin.send("PUT", "/configuration", before, Map.of("If-Match", "*"));
    assertThat(restored.status()).as("%s", restored).isEqualTo(200);
  }

  private static void add(Rest admin, String path, String thing) {
    var added = admin.post(path, thing);
    assertThat(added.status()).as("%s", added).isEqualTo(201);
  }

  private static void change(Rest admin, String path, String field, JsonValue value) {
    var read = admin.get(path);
    JsonObject changed = Json.createObjectBuilder(read.json()).add(field, value).build();
    var answer = admin.put(path, read.tag(), changed.toString());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
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
    Rest admin = stage.server().rest().as(ADMINISTRATOR);
    change(admin, "/trunks/pstn", "channels", Json.createValue(1));
    try {
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
    } finally {
      change(admin, "/trunks/pstn", "channels", Json.createValue(0));
    }
  }
}
