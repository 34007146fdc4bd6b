package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.record.CallCounts;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.LegCourse;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.server.TestDatabase;

/** Calls are counted once, whatever becomes of their halves, on every product. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class CallSumTableTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MOBILE = "+14085557890";
  private static final long RUN = NOON.plusSeconds(3_600).toEpochMilli();

  private final TestDatabase database;
  private final RowNumbers numbers = new RowNumbers();

  CallSumTableTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(long run, RecordHalf... halves) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      new CallRecordTable(connection, numbers)
          .write(new RecordBatch("node-1", run, List.of(halves)));
      connection.commit();
    }
  }

  private void write(RecordHalf... halves) throws SQLException {
    write(RUN, halves);
  }

  private static RecordHalf started(String call, Instant at) {
    return RecordHalf.of(Examples.started(call, at, "alice", "+14085550100"));
  }

  private static RecordHalf ended(String call, Instant began) {
    return RecordHalf.of(Examples.ended(call, began));
  }

  /** A call that the mobile answered too soon, and that {@code kind} got at the same number. */
  private static RecordHalf answeredBy(String call, CallOutcome outcome, LegCourse.Kind kind) {
    return RecordHalf.of(
        new CallEnded(
            new CallId(call),
            NOON.plusSeconds(60),
            outcome,
            Optional.empty(),
            Optional.of(NOON.plusSeconds(9)),
            Optional.of(MOBILE),
            200,
            "the caller hung up",
            List.of(
                answered(1, LegCourse.Kind.DESTINATION, MOBILE, 500),
                answered(2, LegCourse.Kind.DEVICE, "alice-desk", -1),
                answered(3, kind, MOBILE, 9_000)),
            Examples.ladder()));
  }

  private static LegCourse answered(int leg, LegCourse.Kind kind, String target, long at) {
    LegCourse planned = Examples.planned(leg, kind, target);
    return new LegCourse(
        leg,
        0,
        false,
        kind,
        target,
        planned.name(),
        planned.delayMillis(),
        Optional.empty(),
        "",
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(1),
        OptionalLong.empty(),
        at < 0 ? OptionalLong.empty() : OptionalLong.of(at),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "");
  }

  private CallStatistics between(Instant from, Instant until, Duration bucket) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return CallSumTable.between(connection, new Question(from, until, bucket));
    }
  }

  private CallCounts hour() throws SQLException {
    return between(NOON, NOON.plusSeconds(3_600), Duration.ofHours(1)).totals();
  }

  /** The sums as the records say, by the migration's own statement. */
  private List<String> rows(boolean recounted) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      if (recounted) {
        statement.execute("delete from call_sum");
        statement.execute(migration());
      }
      try (ResultSet row =
          statement.executeQuery(
              "select slot, outcome, place, node, calls from call_sum where calls <> 0"
                  + " order by slot, outcome, place, node")) {
        while (row.next()) {
          rows.add(
              row.getLong(1)
                  + " "
                  + row.getString(2)
                  + " "
                  + row.getString(3)
                  + " "
                  + row.getString(4)
                  + " "
                  + row.getLong(5));
        }
      }
    }
    return rows;
  }

  /** What the migration counts with. */
  private static String migration() throws IOException {
    try (InputStream script =
        CallSumTableTest.class.getResourceAsStream("/org/ringspan/schema/V24__call_sums.sql")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf("insert into"), text.lastIndexOf(';'));
    }
  }

  private void assertRecounted() throws Exception {
    assertThat(rows(false)).isEqualTo(rows(true));
  }

  @Test
  @DisplayName("In the slot in which they began, by outcome and by the leg that won")
  void counted() throws Exception {
    write(
        started("c1", NOON),
        answeredBy("c1", CallOutcome.ANSWERED, LegCourse.Kind.DESTINATION),
        started("c2", NOON.plusSeconds(299)),
        answeredBy("c2", CallOutcome.FORWARDED, LegCourse.Kind.OUTSIDE),
        started("c3", NOON.plusSeconds(300)),
        answeredBy("c3", CallOutcome.FORWARDED, LegCourse.Kind.MAILBOX));
    write(started("c4", NOON.plusSeconds(301)), ended("c4", NOON.plusSeconds(301)));

    CallStatistics slots = between(NOON, NOON.plusSeconds(600), CallStatistics.SLOT);
    CallCounts first = slots.buckets().getFirst().counts();
    assertThat(first.calls()).isEqualTo(2);
    assertThat(first.calls(CallOutcome.ANSWERED)).isEqualTo(1);
    assertThat(first.voicemailAvoided()).isEqualTo(1);
    assertThat(first.answeredElsewhere()).isEqualTo(2);
    CallCounts second = slots.buckets().getLast().counts();
    assertThat(second.takenByMailbox()).isEqualTo(1);
    assertThat(second.answeredByDevice()).isEqualTo(1);
    assertThat(slots.totals()).isEqualTo(hour());
    assertThat(between(NOON.plusSeconds(600), NOON.plusSeconds(900), CallStatistics.SLOT).totals())
        .isEqualTo(CallCounts.NONE);
    assertRecounted();
  }

  @Test
  @DisplayName("Once, in whatever order and however often the halves come")
  void once() throws Exception {
    write(started("c1", NOON));
    assertThat(hour().calls()).isZero();
    write(ended("c1", NOON));
    write(answeredBy("c2", CallOutcome.ANSWERED, LegCourse.Kind.DESTINATION));
    assertThat(hour().calls()).isEqualTo(1);
    write(started("c2", NOON));
    write(
        started("c1", NOON),
        ended("c1", NOON),
        started("c1", NOON),
        started("c2", NOON),
        ended("c2", NOON));

    assertThat(hour().calls()).isEqualTo(2);
    assertThat(hour().answeredByDevice()).isEqualTo(1);
    assertThat(hour().voicemailAvoided()).isEqualTo(1);
    assertRecounted();
  }

  @Test
  @DisplayName("A call that was cut off counts as such, until its end comes after all")
  void interrupted() throws Exception {
    write(RUN, started("c1", NOON), started("c2", NOON));
    write(RUN + 1, new RunBegan());
    assertThat(hour().calls(CallOutcome.INTERRUPTED)).isEqualTo(2);
    write(RUN + 1, new RunBegan());
    assertThat(hour().calls(CallOutcome.INTERRUPTED)).isEqualTo(2);

    write(RUN, ended("c1", NOON));

    assertThat(hour().calls(CallOutcome.INTERRUPTED)).isEqualTo(1);
    assertThat(hour().answeredByDevice()).isEqualTo(1);
    assertThat(hour().calls()).isEqualTo(2);
    assertRecounted();
  }

  @Test
  @DisplayName("Sums go when their records do")
  void deleted() throws Exception {
    write(
        started("c1", NOON),
        ended("c1", NOON),
        started("c2", NOON.plusSeconds(300)),
        ended("c2", NOON.plusSeconds(300)));

    try (Connection connection = database.source().getConnection()) {
      CallSumTable.delete(connection, NOON.plusSeconds(299));
      assertThat(hour().calls()).isEqualTo(2);
      CallSumTable.delete(connection, NOON.plusSeconds(300));
      assertThat(hour().calls()).isEqualTo(1);
    }
  }
}
