package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.LegCourse;
import org.ringspan.record.StoredCall;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.server.TestDatabase;

/** Batches of records in the database, on every product. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class CallRecordTableTest {
  private static final long RUN = 1_000;
  private static final RecordHalf START = RecordHalf.of(Examples.started("call-1"));
  private static final RecordHalf END = RecordHalf.of(Examples.ended("call-1"));

  private final TestDatabase database;
  private final RowNumbers numbers = new RowNumbers();

  CallRecordTableTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void write(String node, long run, RecordHalf... halves) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      write(connection, new RecordBatch(node, run, List.of(halves)));
    }
  }

  private void write(Connection connection, RecordBatch batch) throws SQLException {
    connection.setAutoCommit(false);
    try {
      new CallRecordTable(connection, numbers).write(batch);
      connection.commit();
    } finally {
      connection.rollback();
    }
  }

  private void write(RecordHalf... halves) throws SQLException {
    write("node-1", RUN, halves);
  }

  private StoredCall only() throws Exception {
    try (Connection connection = database.source().getConnection()) {
      return new StoredCallTable(connection).call(new CallId("call-1")).orElseThrow();
    }
  }

  private long count(String table) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void assertWhole() throws Exception {
    StoredCall call = only();
    assertThat(call.started()).isEqualTo(Examples.started("call-1"));
    assertThat(call.legs()).isEqualTo(Examples.ended("call-1").legs());
    assertThat(call.lines()).isEqualTo(Examples.ladder().lines());
    assertThat(call.ending())
        .contains(
            new StoredCall.Ending(
                Examples.AT.plusSeconds(60),
                CallOutcome.ANSWERED,
                Optional.of(Examples.AT.plusSeconds(5)),
                Optional.of("alice-desk"),
                200,
                "the caller hung up"));
    assertThat(count("call_record")).isEqualTo(1);
    assertThat(count("call_record_leg")).isEqualTo(3);
    assertThat(count("call_story")).isEqualTo(1);
  }

  @Test
  @DisplayName("Both halves in one batch")
  void together() throws Exception {
    write(START, END);

    assertWhole();
  }

  @Test
  @DisplayName("The halves one after the other; meanwhile the plan explains it")
  void apart() throws Exception {
    write(START);
    assertThat(only().ending()).isEmpty();
    assertThat(only().legs()).isEqualTo(Examples.started("call-1").legs());
    write(END);

    assertWhole();
  }

  @Test
  @DisplayName("The end before the start")
  void reversed() throws Exception {
    write(END);
    write(START);

    assertWhole();
  }

  @Test
  @DisplayName("A batch that is delivered again changes nothing")
  void again() throws Exception {
    write(START, END);
    write(START, END);
    write(START);
    write(END);

    assertWhole();
  }

  @Test
  @DisplayName("The begin of a run closes what earlier runs of the same node left open")
  void interrupted() throws Exception {
    write(START);
    write("node-2", RUN + 1, new RunBegan());
    write("node-1", RUN, new RunBegan());
    assertThat(only().ending()).isEmpty();

    write("node-1", RUN + 1, new RunBegan());

    StoredCall call = only();
    assertThat(call.ending().orElseThrow().outcome()).isEqualTo(CallOutcome.INTERRUPTED);
    assertThat(call.ending().orElseThrow().at()).isEqualTo(Instant.ofEpochMilli(RUN + 1));
    assertThat(call.legs()).isEqualTo(Examples.started("call-1").legs());
  }

  @Test
  @DisplayName("Cluster: a lost node's calls are closed at its last sign of life; real ends win")
  void lostNode() throws Exception {
    Instant seen = Instant.ofEpochMilli(RUN + 5000);
    write(START);
    closeLost("node-2", RUN, seen);
    closeLost("node-1", RUN - 1, seen);
    assertThat(only().ending()).isEmpty();

    closeLost("node-1", RUN, seen);

    assertThat(only().ending().orElseThrow().outcome()).isEqualTo(CallOutcome.INTERRUPTED);
    assertThat(only().ending().orElseThrow().at()).isEqualTo(seen);
    write(END);
    assertWhole();
  }

  private void closeLost(String node, long run, Instant seen) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      CallRecordTable.closeLost(connection, node, run, seen);
    }
  }

  @Test
  @DisplayName("An end that was on its way knows better than the begin of the next run")
  void lateEnd() throws Exception {
    write(START);
    write("node-1", RUN + 1, new RunBegan());
    write(END);

    assertWhole();
  }

  @Test
  @DisplayName("A call that an orderly stop has cut off is kept with its legs, also when repeated")
  void stopped() throws Exception {
    RecordHalf stop =
        new RecordHalf.End(
            "call-1",
            Examples.AT.plusSeconds(1),
            "INTERRUPTED",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            480,
            "the server stopped",
            Examples.ended("call-1").legs(),
            new Octets(StoryCodec.encoded(Examples.ladder())),
            List.of());
    write(START, stop);
    write(START, stop);
    write("node-1", RUN + 1, new RunBegan());

    assertThat(only().ending().orElseThrow().detail()).isEqualTo("the server stopped");
    assertThat(only().legs()).extracting(LegCourse::leg).containsExactly(1, 2, 3);
  }

  private List<CallHistory.Entry> callsOf(String user) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return new CallHistoryTable(connection)
          .page(CallHistory.Question.newest(10).of(new UserId(user)))
          .calls();
    }
  }

  @Test
  @DisplayName(
      "CC7: a hunt group's call is in the history of each member whom it rang, whichever half comes first")
  void members() throws Exception {
    RecordHalf end = RecordHalf.of(Examples.endedInGroup("call-1"));
    for (List<RecordHalf> order : List.of(List.of(START, end), List.of(end, START))) {
      try (Connection connection = database.source().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("delete from call_record");
      }
      assertThat(count("call_record_member")).isZero();
      write(order.getFirst());
      write(order.getLast());
      write(START, end);
      assertThat(count("call_record_member")).isEqualTo(2);
      assertMembers();
    }
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from call_record");
    }
    write(START, end);
    assertMembers();
  }

  private void assertMembers() throws SQLException {
    for (String member : List.of("alma", "bob")) {
      assertThat(callsOf(member))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.call()).isEqualTo(new CallId("call-1"));
                assertThat(entry.at()).isEqualTo(Examples.AT);
                assertThat(entry.outcome()).contains(CallOutcome.ANSWERED);
                assertThat(entry.group())
                    .contains(new CallHistory.GroupPart("sales", Optional.of(new UserId("bob"))));
              });
    }
    assertThat(callsOf("alice")).singleElement().satisfies(it -> assertThat(it.group()).isEmpty());
  }

  @Test
  @DisplayName("The database fails in the middle of a batch: rolled back, then written once")
  void failing() throws Exception {
    for (int failure = 1; failure <= 4; failure++) {
      try (Connection connection = database.source().getConnection()) {
        Connection weak = failingAt(failure, connection);
        assertThatThrownBy(() -> write(weak, new RecordBatch("n", RUN, List.of(START, END))))
            .isInstanceOf(SQLException.class);
      }
      assertThat(count("call_record")).isZero();
    }

    write(START, END);

    assertWhole();
  }

  /** A connection whose nth statement from now on can't be carried out. */
  private static Connection failingAt(int nth, Connection real) {
    AtomicInteger executed = new AtomicInteger();
    return proxy(
        Connection.class,
        real,
        (method, result) ->
            result instanceof PreparedStatement statement
                ? proxy(
                    PreparedStatement.class,
                    statement,
                    (name, value) -> {
                      if (name.startsWith("execute") && executed.incrementAndGet() == nth) {
                        throw new SQLException("the database is away");
                      }
                      return value;
                    })
                : result);
  }

  private interface Then {
    Object apply(String method, Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T real, Then then) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return then.apply(method.getName(), method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  @DisplayName("A thousand records in one batch have a thousand numbers")
  void many() throws Exception {
    write(
        IntStream.range(0, 1000)
            .mapToObj(i -> RecordHalf.of(Examples.started("c" + i)))
            .toArray(RecordHalf[]::new));

    assertThat(count("call_record")).isEqualTo(1000);
  }

  @Test
  @DisplayName("Old records go with all that belongs to them, some at a time")
  void expired() throws Exception {
    write(START, END);
    write(
        RecordHalf.of(Examples.started("old-1", Examples.AT.minusSeconds(2), "bob", "1")),
        RecordHalf.of(Examples.ended("old-1", Examples.AT.minusSeconds(2))),
        RecordHalf.of(Examples.started("old-2", Examples.AT.minusSeconds(1), "bob", "1")),
        RecordHalf.of(Examples.ended("half", Examples.AT.minusSeconds(70))));

    try (Connection connection = database.source().getConnection()) {
      assertThat(ExpiredRecords.delete(connection, Examples.AT, 2)).isEqualTo(2);
      assertThat(ExpiredRecords.delete(connection, Examples.AT, 2)).isEqualTo(1);
      assertThat(ExpiredRecords.delete(connection, Examples.AT, 2)).isZero();
    }

    assertWhole();
  }
}
