package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Direction;
import org.ringspan.record.CallHistory.Entry;
import org.ringspan.record.CallHistory.GroupPart;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallOutcome;
import org.ringspan.server.TestDatabase;

/** Pages of a hundred thousand calls, on every product. */
class CallHistoryTableTest {
  private static final int CALLS = 100_000;
  private static final int USERS = 500;
  private static final UserId USER_7 = new UserId("user7");

  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  /** Call i: at second i/2, of user i%500, every third from inside, the last 10 alive. */
  @BeforeAll
  static void calls() throws IOException, SQLException {
    for (TestDatabase.Product product : TestDatabase.Product.values()) {
      TestDatabase database = product.open();
      DATABASES.put(product, database);
      fill(database);
    }
  }

  private static void fill(TestDatabase database) throws SQLException {
    try (Connection connection = database.source().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into call_record (id, call_id, node, run, started_at, called, user_login,"
                    + " calling_login, caller_name, caller, caller_private, ended_at, outcome,"
                    + " answered_at, answered_by, status, detail)"
                    + " values (?, ?, 'n', 1, ?, ?, ?, ?, '', ?, false, ?, ?, ?, 'desk', 200, '')")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < CALLS; i++) {
        boolean alive = i >= CALLS - 10;
        insert.setLong(1, i);
        insert.setString(2, "call-" + i);
        insert.setObject(3, at(i).atOffset(java.time.ZoneOffset.UTC));
        insert.setString(4, "+1408555" + i % USERS);
        insert.setString(5, "user" + i % USERS);
        insert.setString(6, i % 3 == 0 ? "user" + i % 11 : null);
        insert.setString(7, "+1212555" + i % 1000);
        insert.setObject(
            8, alive ? null : at(i).plusSeconds(70).atOffset(java.time.ZoneOffset.UTC));
        insert.setString(9, alive ? null : i % 10_000 == 0 ? "FAILED" : "ANSWERED");
        insert.setObject(10, at(i).plusSeconds(10).atOffset(java.time.ZoneOffset.UTC));
        insert.addBatch();
        if (i % 5_000 == 4_999) {
          insert.executeBatch();
        }
      }
      fillMembers(connection);
      connection.commit();
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(true);
        statement.execute("analyze");
      }
    }
  }

  /**
   * Every seventh call rings a hunter by a hunt group, user 8, who got some of them directly, and
   * colleagues: with few members a database reads the whole table rather than an index.
   */
  private static void fillMembers(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into call_record_member (id, user_login, hunt_group, answered_by, started_at,"
                + " outcome, caller, called) select id, ?, 'sales', 'user8', started_at, outcome,"
                + " caller, called from call_record where mod(id, 7) = 0")) {
      for (String member : List.of("hunter", "user8", "ann", "ben", "cleo", "dan", "eve", "finn")) {
        insert.setString(1, member);
        insert.executeUpdate();
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (TestDatabase database : DATABASES.values()) {
      database.close();
    }
  }

  private static Instant at(int call) {
    return Examples.AT.plusSeconds(call / 2);
  }

  private static Connection connection(TestDatabase.Product product) throws SQLException {
    return Objects.requireNonNull(DATABASES.get(product)).source().getConnection();
  }

  private static Page page(TestDatabase.Product product, Question question) throws SQLException {
    try (Connection connection = connection(product)) {
      return new CallHistoryTable(connection).page(question);
    }
  }

  private static List<Integer> all(TestDatabase.Product product, Question question)
      throws SQLException {
    List<Integer> calls = new ArrayList<>();
    Optional<Position> next = Optional.empty();
    do {
      Page page = page(product, next.map(question::below).orElse(question));
      page.calls().forEach(call -> calls.add(number(call)));
      next = page.next();
    } while (next.isPresent());
    return calls;
  }

  private static int number(Entry call) {
    return Integer.parseInt(call.call().value().substring("call-".length()));
  }

  private static List<Integer> descending(java.util.function.IntPredicate wanted) {
    return IntStream.iterate(CALLS - 1, i -> i >= 0, i -> i - 1).filter(wanted).boxed().toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The newest calls of everybody, as far as one asks")
  void newest(TestDatabase.Product product) throws SQLException {
    Page page = page(product, Question.newest(3));

    assertThat(page.calls())
        .extracting(CallHistoryTableTest::number)
        .containsExactly(99_999, 99_998, 99_997);
    assertThat(page.calls().getFirst().outcome()).isEmpty();
    assertThat(page.calls().getFirst().talked()).isEmpty();
    assertThat(page.next()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A user's calls, made and received, each once, in order, in pages")
  void ofUser(TestDatabase.Product product) throws SQLException {
    List<Integer> calls = all(product, Question.newest(37).of(USER_7));

    assertThat(calls)
        .isEqualTo(descending(i -> i % USERS == 7 || i % 3 == 0 && i % 11 == 7))
        .hasSizeGreaterThan(3_000);
    assertThat(new HashSet<>(calls)).hasSameSizeAs(calls);
    Page first = page(product, Question.newest(200).of(USER_7));
    assertThat(first.calls())
        .extracting(call -> call.directionOf(USER_7))
        .contains(Direction.MADE, Direction.RECEIVED);
    assertThat(first.calls().getLast().talked()).contains(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CC7: calls that rang a member of a hunt group, each once, with every filter")
  void ofMember(TestDatabase.Product product) throws SQLException {
    Question hunter = Question.newest(200).of(new UserId("hunter"));
    assertThat(all(product, hunter)).isEqualTo(descending(i -> i % 7 == 0));
    assertThat(all(product, Question.newest(200).of(new UserId("user8"))))
        .isEqualTo(descending(i -> i % 7 == 0 || i % USERS == 8 || i % 3 == 0 && i % 11 == 8));
    assertThat(all(product, hunter.withNumber("+1212555999")))
        .isEqualTo(descending(i -> i % 7 == 0 && i % 1000 == 999));
    assertThat(all(product, hunter.withNumber("+14085558")))
        .isEqualTo(descending(i -> i % 7 == 0 && i % USERS == 8));
    assertThat(all(product, hunter.endedAs(CallOutcome.FAILED)))
        .isEqualTo(descending(i -> i % 7 == 0 && i % 10_000 == 0));
    assertThat(all(product, hunter.between(at(1_000), at(1_100))))
        .isEqualTo(descending(i -> i % 7 == 0 && i >= 1_000 && i < 1_100));
    assertThat(page(product, hunter).calls().getFirst().group())
        .contains(new GroupPart("sales", Optional.of(new UserId("user8"))));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A member's calls are found from one index, and read by their keys")
  void indexOfMembers(TestDatabase.Product product) {
    Question hunter = Question.newest(50).of(new UserId("hunter"));
    for (Question question :
        List.of(
            hunter,
            hunter.below(new Position(at(50_000), 50_000)),
            hunter.endedAs(CallOutcome.FAILED))) {
      String plan =
          plan(product, CallHistoryTable.asMember(question, new UserId("hunter")))
              .toLowerCase(Locale.ROOT);
      assertThat(plan)
          .as("%s on %s", question, product)
          .contains("call_record_page_member")
          .doesNotContain("tablescan", "seq scan");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("By time, number and outcome")
  void filtered(TestDatabase.Product product) throws SQLException {
    assertThat(all(product, Question.newest(200).between(at(1_000), at(1_010))))
        .isEqualTo(descending(i -> i >= 1_000 && i < 1_010));
    assertThat(all(product, Question.newest(200).withNumber("+1212555999")))
        .isEqualTo(descending(i -> i % 1000 == 999));
    assertThat(all(product, Question.newest(200).of(USER_7).withNumber("+12125557")))
        .isEqualTo(descending(i -> i % 1000 == 7 && (i % USERS == 7 || i % 3 == 0 && i % 11 == 7)));
    assertThat(all(product, Question.newest(200).endedAs(CallOutcome.FAILED)))
        .isEqualTo(descending(i -> i % 10_000 == 0));
    assertThat(page(product, Question.newest(5).of(new UserId("nobody"))).calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every question is answered from an index in its order, without sorting")
  void indexes(TestDatabase.Product product) throws SQLException {
    Position position = new Position(at(50_000), 50_000);
    List.of(
            Question.newest(50),
            Question.newest(50).below(position),
            Question.newest(50).of(USER_7),
            Question.newest(50).of(USER_7).below(position),
            Question.newest(50).of(USER_7).between(at(10), at(90_000)),
            Question.newest(50).withNumber("+1212555999").below(position),
            Question.newest(50).endedAs(CallOutcome.FAILED),
            Question.newest(50).between(at(10), at(90_000)))
        .forEach(question -> assertIndexed(product, question));
  }

  private static void assertIndexed(TestDatabase.Product product, Question question) {
    for (CallHistoryTable.Statement statement : statements(product, question)) {
      String plan = plan(product, statement).toLowerCase(Locale.ROOT);
      assertThat(plan).as("%s on %s", statement.sql(), product).contains("call_record_page");
      switch (product) {
        case H2 -> assertThat(plan).doesNotContain("tablescan").contains("index sorted");
        case POSTGRESQL -> assertThat(plan).doesNotContain("seq scan");
      }
    }
  }

  private static List<CallHistoryTable.Statement> statements(
      TestDatabase.Product product, Question question) {
    try (Connection connection = connection(product)) {
      return new CallHistoryTable(connection).statements(question);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String plan(TestDatabase.Product product, CallHistoryTable.Statement statement) {
    try (Connection connection = connection(product);
        PreparedStatement explain = connection.prepareStatement("explain " + statement.sql())) {
      for (int i = 0; i < statement.values().size(); i++) {
        explain.setObject(i + 1, statement.values().get(i));
      }
      StringBuilder plan = new StringBuilder();
      try (ResultSet row = explain.executeQuery()) {
        while (row.next()) {
          plan.append(row.getString(1)).append('\n');
        }
      }
      return plan.toString();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The longest logins and numbers fit into the indexes")
  void longest(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into call_record (id, call_id, node, run, started_at, user_login,"
                    + " calling_login, caller, called, outcome)"
                    + " values (-1, 'longest', 'n', 1, ?, ?, ?, ?, ?, 'INTERRUPTED')")) {
      connection.setAutoCommit(false);
      SplittableRandom random = new SplittableRandom(5);
      insert.setObject(1, Examples.AT.atOffset(java.time.ZoneOffset.UTC));
      insert.setString(2, text(random, 64));
      insert.setString(3, text(random, 64));
      insert.setString(4, text(random, 255));
      insert.setString(5, text(random, 255));
      assertThat(insert.executeUpdate()).isEqualTo(1);
      connection.rollback();
    }
  }

  /** Three octets a character, and nothing that repeats: it can't be compressed. */
  private static String text(SplittableRandom random, int characters) {
    return random
        .ints(characters, 0x4E00, 0x9FFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  @DisplayName("Questions outside their ranges are refused")
  void refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Question.newest(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Question.newest(201));
    assertThatIllegalArgumentException().isThrownBy(() -> Question.newest(1).withNumber(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Question.newest(1).withNumber("1".repeat(256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Question.newest(1).between(at(10), at(1)));
  }
}
