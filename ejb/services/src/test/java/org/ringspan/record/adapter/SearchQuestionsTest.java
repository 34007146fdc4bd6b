package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.adapter.PlausibleCalls.Call;
import org.ringspan.server.TestDatabase;

/**
 * What {@link RecordSearch} measures with millions of records, with some thousand: how, not how
 * fast.
 */
class SearchQuestionsTest {
  private static final PlausibleCalls CALLS = new PlausibleCalls(20_000);
  private static final int TIMES = 5;
  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  private final SearchQuestions questions = new SearchQuestions(CALLS, 3);

  @BeforeAll
  static void fill() throws IOException, SQLException {
    for (TestDatabase.Product product : TestDatabase.Product.values()) {
      TestDatabase database = product.open();
      DATABASES.put(product, database);
      new FilledRecords(CALLS).into(database.source());
    }
  }

  @AfterAll
  static void close() {
    DATABASES.values().forEach(TestDatabase::close);
  }

  private static Connection connection(TestDatabase.Product product) throws SQLException {
    return Objects.requireNonNull(DATABASES.get(product)).source().getConnection();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every combination of filters finds what a look at every call finds")
  void found(TestDatabase.Product product) throws SQLException {
    List<Call> newestFirst =
        LongStream.iterate(CALLS.count() - 1, i -> i >= 0, i -> i - 1)
            .mapToObj(CALLS::call)
            .toList();
    try (Connection connection = connection(product)) {
      for (SearchQuestions.Kind kind : questions.kinds()) {
        for (int i = 0; i < TIMES; i++) {
          Question question = kind.questions().get();
          List<String> expected =
              newestFirst.stream()
                  .filter(call -> passes(call, question))
                  .map(call -> call.call().toString())
                  .limit(question.most())
                  .toList();
          assertThat(new CallHistoryTable(connection).page(question).calls())
              .as("%s: %s", kind.name(), question)
              .extracting(entry -> entry.call().value())
              .isEqualTo(expected);
        }
      }
    }
  }

  private static boolean passes(Call call, Question question) {
    return question.user().map(UserId::value).filter(user -> !isOf(call, user)).isEmpty()
        && question.number().filter(number -> !hasNumber(call, number)).isEmpty()
        && question.outcome().filter(how -> !call.outcome().equals(Optional.of(how))).isEmpty()
        && question.from().filter(from -> call.at().isBefore(from)).isEmpty()
        && question.until().filter(until -> !call.at().isBefore(until)).isEmpty()
        && question.below().filter(position -> !isBelow(call, position)).isEmpty();
  }

  private static boolean isOf(Call call, String user) {
    return call.user().equals(Optional.of(user)) || call.callingUser().equals(Optional.of(user));
  }

  private static boolean hasNumber(Call call, String number) {
    return call.caller().equals(number) || call.called().equals(number);
  }

  private static boolean isBelow(Call call, Position position) {
    return call.at().isBefore(position.at())
        || call.at().equals(position.at()) && call.id() < position.row();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every combination of filters is answered from an index")
  void indexed(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      for (SearchQuestions.Kind kind : questions.kinds()) {
        for (CallHistoryTable.Statement statement :
            new CallHistoryTable(connection).statements(kind.questions().get())) {
          String plan = plan(connection, statement).toLowerCase(Locale.ROOT);
          assertThat(plan)
              .as("%s: %s", kind.name(), statement)
              .contains("call_record_page")
              .doesNotContain("tablescan", "seq scan");
          if (product == TestDatabase.Product.H2) {
            assertThat(plan).as("%s: %s", kind.name(), statement).contains("index sorted");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Beside a busy user, a rare outcome leads and a frequent one doesn't")
  void rareOutcome(TestDatabase.Product product) throws SQLException {
    Question busy = Question.newest(50).of(new UserId(PlausibleCalls.RECEPTION));
    try (Connection connection = connection(product)) {
      CallHistoryTable table = new CallHistoryTable(connection);
      List<CallHistoryTable.Statement> failed = table.statements(busy.endedAs(CallOutcome.FAILED));
      assertThat(failed).hasSize(2).allMatch(it -> it.sql().contains("order by outcome,"));
      for (CallHistoryTable.Statement statement : failed) {
        // PostgreSQL chooses itself.
        if (product == TestDatabase.Product.H2) {
          assertThat(plan(connection, statement).toLowerCase(Locale.ROOT))
              .contains("call_record_page_outcome");
        }
      }
      assertThat(table.statements(busy.endedAs(CallOutcome.ANSWERED)))
          .isNotEmpty()
          .noneMatch(it -> it.sql().contains("order by outcome,"));
    }
  }

  private static String plan(Connection connection, CallHistoryTable.Statement statement)
      throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement("explain " + statement.sql())) {
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
    }
  }
}
