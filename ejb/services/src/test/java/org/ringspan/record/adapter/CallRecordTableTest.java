package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.Leg;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.record.adapter.RecordHalf.Start;
import org.ringspan.server.TestDatabase;

/** Batches of records in the database, on every product. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class CallRecordTableTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final long RUN = 1_000;

  static final Start START =
      new Start(
          "call-1",
          AT,
          "+14085551234",
          Optional.of("alice"),
          "Zoë",
          Optional.of("+14085550100"),
          false,
          List.of(
              new Leg("DEVICE", "alice-desk", OptionalLong.of(0), Optional.empty()),
              new Leg(
                  "DESTINATION",
                  "+14085557890",
                  OptionalLong.empty(),
                  Optional.of("OUTSIDE_RING_SCHEDULE"))));
  static final End END =
      new End(
          "call-1",
          AT.plusSeconds(60),
          "ANSWERED",
          Optional.of(AT.plusSeconds(5)),
          Optional.of("alice-desk"),
          200,
          "the caller hung up");

  private final TestDatabase database;

  CallRecordTableTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void write(String node, long run, RecordHalf... halves) {
    database.transaction(
        tables -> new CallRecordTable(tables).write(new RecordBatch(node, run, List.of(halves))));
  }

  private void write(RecordHalf... halves) {
    write("node-1", RUN, halves);
  }

  private CallRecordEntity only() {
    return database.inTransaction(
        tables ->
            tables
                .createQuery(
                    "select r from CallRecordEntity r left join fetch r.legs",
                    CallRecordEntity.class)
                .getSingleResult());
  }

  private void assertWhole() {
    CallRecordEntity row = only();
    assertThat(row.startedAt).isEqualTo(AT);
    assertThat(row.callerName).isEqualTo("Zoë");
    assertThat(row.endedAt).isEqualTo(AT.plusSeconds(60));
    assertThat(row.outcome).isEqualTo("ANSWERED");
    assertThat(row.answeredBy).isEqualTo("alice-desk");
    assertThat(row.legs)
        .containsExactly(
            new CallRecordLegRow("DEVICE", "alice-desk", true, 0L, null),
            new CallRecordLegRow(
                "DESTINATION", "+14085557890", false, null, "OUTSIDE_RING_SCHEDULE"));
  }

  @Test
  @DisplayName("Both halves in one batch")
  void together() {
    write(START, END);

    assertWhole();
  }

  @Test
  @DisplayName("The halves one after the other")
  void apart() {
    write(START);
    assertThat(only().outcome).isNull();
    write(END);

    assertWhole();
  }

  @Test
  @DisplayName("The end before the start")
  void reversed() {
    write(END);
    write(START);

    assertWhole();
  }

  @Test
  @DisplayName("A batch that is delivered again changes nothing")
  void again() {
    write(START, END);
    write(START, END);
    write(START);

    assertWhole();
  }

  @Test
  @DisplayName("The begin of a run closes what earlier runs of the same node left open")
  void interrupted() {
    write(START);
    write("node-2", RUN + 1, new RunBegan());
    write("node-1", RUN, new RunBegan());
    assertThat(only().outcome).isNull();

    write("node-1", RUN + 1, new RunBegan());

    CallRecordEntity row = only();
    assertThat(row.outcome).isEqualTo("INTERRUPTED");
    assertThat(row.endedAt).isEqualTo(Instant.ofEpochMilli(RUN + 1));
  }

  @Test
  @DisplayName("An end that was on its way knows better than the begin of the next run")
  void lateEnd() {
    write(START);
    write("node-1", RUN + 1, new RunBegan());
    write(END);

    assertWhole();
  }

  @Test
  @DisplayName("The message's text form brings everything back")
  void json() throws RecordJson.Unreadable {
    RecordBatch batch = new RecordBatch("node-1", RUN, List.of(START, END, new RunBegan()));

    assertThat(RecordJson.read(RecordJson.write(batch))).isEqualTo(batch);
  }
}
