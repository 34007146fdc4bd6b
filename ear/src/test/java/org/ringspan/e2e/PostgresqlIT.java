package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.PostgresqlDatabase;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;

/** A server with PostgreSQL: everything that is stored, and what a crash leaves. */
class PostgresqlIT {
  private static final PostgresqlDatabase POSTGRESQL = new PostgresqlDatabase();
  private static final TestServer SERVER =
      new TestServer(
          TestServer.directory("postgresql"),
          Network.POSTGRESQL_SERVER,
          POSTGRESQL.database(),
          Map.of("ringspan.log.json", "true", "ringspan.log.level", "DEBUG"));

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    POSTGRESQL.close();
  }

  @Test
  @DisplayName("What is logged in a call has its id, in JSON and in the text")
  void log() throws IOException {
    String caller = Stage.newCaller();
    try (var stage = SERVER.stage()) {
      var desk = stage.registered(GRACE.desk());
      var call = stage.gateway().dial(GRACE.did(), caller).start();
      var atDesk = desk.expectInvite().ring().answer();
      call.expectAnswer();
      call.hangUp();
      atDesk.expectBye();
      SERVER.records().expectEnded(caller, GRACE.did());
    }
    String id = SERVER.records().ids(caller, GRACE.did()).getFirst();

    Eventually.until(
        "a log line in JSON with the call's id",
        Duration.ofSeconds(10),
        () -> lines(SERVER.log().resolveSibling("server.json")),
        lines -> lines.stream().anyMatch(line -> loggedIn(id, line)));
    assertThat(lines(SERVER.log())).anyMatch(line -> line.contains(") " + id + " call "));
  }

  private static boolean loggedIn(String call, String line) {
    try (var reader = Json.createReader(new StringReader(line))) {
      var event = reader.readObject();
      return event.getJsonObject("mdc").getString("call", "").equals(call)
          && event.getString("service").equals("ringspan")
          && event.getString("message").contains("released");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName(
      "PostgreSQL: a call is recorded; after kill -9 the cut call is INTERRUPTED, registrations hold, a new call works")
  void crash() {
    String caller = Stage.newCaller();
    try (var stage = SERVER.stage()) {
      var desk = stage.registered(GRACE.desk());
      var other = stage.registered(HEIDI.desk());

      var call = stage.gateway().dial(GRACE.did(), caller).start();
      var atDesk = desk.expectInvite().ring().answer();
      call.expectAnswer();
      call.hangUp();
      atDesk.expectBye();
      var record = SERVER.records().expectEnded(caller, GRACE.did());
      assertThat(record.outcome()).isEqualTo("ANSWERED");
      assertThat(record.answeredBy()).contains(GRACE.desk());

      var cut = stage.gateway().dial(HEIDI.did(), caller).start();
      var atOther = other.expectInvite().ring().answer();
      cut.expectAnswer();
      atOther.expectAck();
      SERVER.records().expectStarted(caller, HEIDI.did());

      SERVER.crash();

      assertThat(SERVER.records().expectEnded(caller, HEIDI.did()).outcome())
          .isEqualTo("INTERRUPTED");
      var next = stage.gateway().dial(GRACE.did(), caller).start();
      var again = desk.expectInvite().ring().answer();
      next.expectAnswer();
      next.hangUp();
      again.expectBye();
      Eventually.until(
          "two calls of Grace that are over",
          Duration.ofSeconds(30),
          () -> SERVER.records().between(caller, GRACE.did()),
          calls ->
              calls.size() == 2
                  && calls.stream().allMatch(one -> "ANSWERED".equals(one.outcome())));
      Eventually.until(
          "without prepared transactions",
          Duration.ofSeconds(30),
          POSTGRESQL::preparedTransactions,
          left -> left == 0);
      SERVER.figures().expectNothingLive(Duration.ofSeconds(60));
    }
  }
}
