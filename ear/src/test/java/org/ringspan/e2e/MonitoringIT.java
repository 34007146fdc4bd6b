package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;

/** What monitoring reads at the port for operations. */
@RingspanTest
class MonitoringIT {
  private static final Path MONITORING = Path.of("../docs/monitoring");
  private static final Pattern NAME = Pattern.compile("\\b(?:ringspan|jvm|process)_[a-z0-9_]+\\b");

  @Test
  @DisplayName("A call is counted: by outcome, leg, decision, SIP response and lateness of timers")
  void counts(Stage stage) {
    var operations = stage.server().operations();
    var before = operations.metrics();
    var desk = stage.registered(GRACE.desk());
    var call = stage.gateway().dial(GRACE.did(), Stage.newCaller()).start();
    var atDesk = desk.expectInvite().ring();
    call.expectRinging();
    atDesk.answer();
    call.expectAnswer();
    assertThat(operations.metrics()).containsEntry("ringspan_calls_live", 1.0);
    call.hangUp();
    atDesk.expectBye();
    stage.server().figures().expectNoCalls(Duration.ofSeconds(10));

    var after =
        Eventually.until(
            "counted as answered",
            Duration.ofSeconds(10),
            operations::metrics,
            now -> grown("ringspan_calls_ended_total{outcome=\"ANSWERED\"}", before, now) == 1);
    assertThat(grown("ringspan_calls_started_total", before, after)).isEqualTo(1);
    assertThat(grown("ringspan_legs_total{kind=\"DEVICE\",result=\"ANSWERED\"}", before, after))
        .isEqualTo(1);
    assertThat(grown("ringspan_decisions_total{reason=\"RINGS\"}", before, after)).isEqualTo(1);
    assertThat(grown("ringspan_calls_ringing_seconds_count", before, after)).isEqualTo(1);
    assertThat(after).containsKey("ringspan_call_timer_lateness_seconds_bucket{le=\"0.01\"}");
    assertThat(grown("ringspan_sip_responses_sent_total{status=\"180\"}", before, after))
        .isGreaterThanOrEqualTo(1);
    assertThat(grown("ringspan_sip_responses_received_total{status=\"200\"}", before, after))
        .isGreaterThanOrEqualTo(1);
    assertThat(after.get("ringspan_registrations_devices")).isGreaterThanOrEqualTo(1);
    assertThat(after).containsKey("ringspan_trunk_channels{trunk=\"pstn\"}");
    assertThat(after.get("ringspan_configuration_version")).isGreaterThanOrEqualTo(1);
    assertThat(after)
        .containsKeys(
            "ringspan_database_connections_in_use",
            "ringspan_records_queued",
            "ringspan_dead_letters");
  }

  private static double grown(String name, Map<String, Double> before, Map<String, Double> after) {
    assertThat(after).containsKey(name);
    return after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
  }

  @Test
  @DisplayName("The server is ready and alive, and says by what")
  void health(TestServer server) {
    var ready = server.operations().health("ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"database\"").contains("\"sip\"");
    var live = server.operations().health("live");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).contains("\"timers\"");
  }

  @Test
  @DisplayName("Every metric that the dashboard and the alert rules ask for is there")
  void dashboard(TestServer server) throws IOException {
    var wanted = new TreeSet<String>();
    try (Stream<Path> files = Files.list(MONITORING)) {
      for (Path file : files.toList()) {
        NAME.matcher(Files.readString(file)).results().forEach(found -> wanted.add(found.group()));
      }
    }
    assertThat(wanted).hasSizeGreaterThan(20);
    // what is counted by reason is there from the first of its kind on
    try (var socket = new TortureSocket(Network.address(Network.TORTURE))) {
      socket.send(server, new byte[] {'\r', '\n', '\r', '\n'});
      Eventually.until(
          "found in the metrics",
          Duration.ofSeconds(10),
          () -> missing(wanted, server),
          Set::isEmpty);
    }
  }

  private static Set<String> missing(Set<String> wanted, TestServer server) {
    var missing = new TreeSet<>(wanted);
    server
        .operations()
        .metrics()
        .keySet()
        .forEach(name -> missing.remove(name.replaceFirst("\\{.*", "")));
    return missing;
  }
}
