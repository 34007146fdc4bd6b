package org.ringspan.record.adapter;

import static org.ringspan.record.adapter.StoredCallTable.text;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Entry;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;

/**
 * Reads pages of calls. A page begins at a position, not behind a number of rows, so that the last
 * page costs as much as the first. "This user as the caller or the called one" is two questions,
 * each with an index in the page's order, and so are the two sides of a number: a condition with
 * "or" would read everything.
 */
final class CallHistoryTable {
  private static final String COLUMNS =
      "select id, call_id, started_at, caller, caller_name, caller_private, calling_login, called, user_login,"
          + " outcome, answered_at, answered_by, ended_at from call_record where ";
  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::at).thenComparing(Position::row).reversed();

  private final Connection database;

  CallHistoryTable(Connection database) {
    this.database = database;
  }

  private record Row(Position position, Entry entry) {}

  Page page(Question question) throws SQLException {
    // The same call may be found from both sides.
    TreeSet<Row> found = new TreeSet<>(Comparator.comparing(Row::position, NEWEST_FIRST));
    for (Statement statement : statements(question)) {
      found.addAll(rows(statement, question.most() + 1));
    }
    List<Row> page = found.stream().limit(question.most()).toList();
    return new Page(
        page.stream().map(Row::entry).toList(),
        found.size() > page.size() ? Optional.of(page.getLast().position()) : Optional.empty());
  }

  /** Text and values of a question to the database. */
  record Statement(String sql, List<Object> values) {}

  /** Each with an index that gives its rows in the page's order. */
  static List<Statement> statements(Question question) {
    List<Optional<String>> users =
        question.user().isPresent()
            ? List.of(Optional.of("user_login"), Optional.of("calling_login"))
            : List.of(Optional.empty());
    List<Optional<String>> numbers =
        question.number().isPresent()
            ? List.of(Optional.of("caller"), Optional.of("called"))
            : List.of(Optional.empty());
    List<Statement> statements = new ArrayList<>();
    for (Optional<String> user : users) {
      for (Optional<String> number : numbers) {
        statements.add(statement(question, user, number));
      }
    }
    return statements;
  }

  private static Statement statement(
      Question question, Optional<String> user, Optional<String> number) {
    List<String> conditions = new ArrayList<>(List.of("started_at is not null"));
    List<Object> values = new ArrayList<>();
    user.ifPresent(
        column -> {
          conditions.add(column + " = ?");
          values.add(question.user().orElseThrow().value());
        });
    number.ifPresent(
        column -> {
          conditions.add(column + " = ?");
          values.add(question.number().orElseThrow());
        });
    question
        .outcome()
        .ifPresent(
            outcome -> {
              conditions.add("outcome = ?");
              values.add(outcome.name());
            });
    question.from().ifPresent(from -> condition("started_at >= ?", from, conditions, values));
    question.until().ifPresent(until -> condition("started_at < ?", until, conditions, values));
    question
        .below()
        .ifPresent(
            position -> {
              // The first condition is the one an index understands.
              condition("started_at <= ?", position.at(), conditions, values);
              condition("(started_at < ? or id < ?)", position.at(), conditions, values);
              values.add(position.row());
            });
    return new Statement(
        COLUMNS
            + String.join(" and ", conditions)
            + " order by "
            + lead(question, user, number)
            + "started_at desc, id desc fetch first "
            + (question.most() + 1)
            + " rows only",
        values);
  }

  /**
   * The first column of the index that is meant. All rows have the same value in it, but H2 sees
   * only from it that they come in the order of the index.
   */
  private static String lead(Question question, Optional<String> user, Optional<String> number) {
    return user.or(() -> number)
        .or(() -> question.outcome().map(outcome -> "outcome"))
        .map(column -> column + ", ")
        .orElse("");
  }

  private static void condition(
      String condition, Instant time, List<String> conditions, List<Object> values) {
    conditions.add(condition);
    values.add(time.atOffset(ZoneOffset.UTC));
  }

  private List<Row> rows(Statement statement, int most) throws SQLException {
    List<Row> rows = new ArrayList<>(most);
    try (PreparedStatement select = database.prepareStatement(statement.sql())) {
      for (int i = 0; i < statement.values().size(); i++) {
        select.setObject(i + 1, statement.values().get(i));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
    }
    return rows;
  }

  private static Row row(ResultSet row) throws SQLException {
    Instant at = StoredCallTable.time(row, "started_at").orElseThrow();
    Optional<Instant> answered = StoredCallTable.time(row, "answered_at");
    Optional<Instant> ended = StoredCallTable.time(row, "ended_at");
    return new Row(
        new Position(at, row.getLong("id")),
        new Entry(
            new CallId(row.getString("call_id")),
            at,
            text(row, "caller"),
            text(row, "caller_name").orElse(""),
            row.getBoolean("caller_private"),
            text(row, "calling_login").map(UserId::new),
            text(row, "called").orElse(""),
            text(row, "user_login").map(UserId::new),
            text(row, "outcome").map(CallOutcome::valueOf),
            text(row, "answered_by"),
            answered.flatMap(from -> ended.map(end -> Duration.between(from, end)))));
  }
}
