package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Entry;
import org.ringspan.record.CallHistory.GroupPart;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;

/**
 * Reads pages of calls. A page begins at a position, not behind a number of rows, so that the last
 * page costs as much as the first. "This user as the caller or the called one" is two questions,
 * each with an index in the page's order, and so are the two sides of a number: a condition with
 * "or" would read everything. A third one finds the calls of hunt groups. Of several filters the
 * one that lets few calls pass leads.
 *
 * <p>The outcome stands in the text of a question: PostgreSQL keeps the plan of a text that is
 * asked often for all values, and some outcomes are a thousand times as frequent as others.
 */
final class CallHistoryTable {
  private static final String COLUMNS =
      "select id, call_id, started_at, caller, caller_name, caller_private, calling_login, called, user_login,"
          + " outcome, answered_at, answered_by, ended_at from call_record where ";
  private static final String OF_MEMBERS =
      "select r.id, r.call_id, r.started_at, r.caller, r.caller_name, r.caller_private,"
          + " r.calling_login, r.called, r.user_login, r.outcome, r.answered_at, r.answered_by,"
          + " r.ended_at, m.hunt_group, m.answered_by from (select id, hunt_group, answered_by from"
          + " call_record_member where ";
  private static final int MEMBER_COLUMNS = 14;
  private static final Comparator<Position> NEWEST_FIRST =
      Comparator.comparing(Position::at).thenComparing(Position::row).reversed();

  private static final String MEMBER = "user_login";

  /** So many calls are looked at one by one. */
  private static final int FEW = 100;

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
    if (question.user().isPresent()) {
      found.addAll(rows(asMember(question, question.user().get()), question.most() + 1));
    }
    List<Row> page = found.stream().limit(question.most()).toList();
    return new Page(
        page.stream().map(Row::entry).toList(),
        found.size() > page.size() ? Optional.of(page.getLast().position()) : Optional.empty());
  }

  /** Text and values of a question to the database. */
  record Statement(String sql, List<Object> values) {}

  /** A column with an index of its own, and what must be in it. */
  private record Filter(String column, String value) {
    static final String OUTCOME = "outcome";

    static Filter of(CallOutcome outcome) {
      return new Filter(OUTCOME, outcome.name());
    }

    boolean isOutcome() {
      return column.equals(OUTCOME);
    }

    void into(List<String> conditions, List<Object> values) {
      if (isOutcome()) {
        conditions.add(column + " = '" + CallOutcome.valueOf(value) + "'");
      } else {
        conditions.add(column + " = ?");
        values.add(value);
      }
    }
  }

  /**
   * The newest calls that a filter lets pass: how many, at most {@link #FEW}, and when the last of
   * them began.
   */
  private record Sample(int calls, Optional<Instant> oldest) {
    static final Sample UNKNOWN = new Sample(FEW, Optional.empty());
  }

  /** Each with an index that gives its rows in the page's order. */
  List<Statement> statements(Question question) throws SQLException {
    Map<Filter, Sample> samples = new HashMap<>();
    List<Statement> statements = new ArrayList<>();
    for (List<Filter> filters : combinations(question)) {
      if (filters.size() > 1) {
        for (Filter filter : filters) {
          if (!samples.containsKey(filter)) {
            samples.put(filter, sample(question, filter));
          }
        }
      }
      if (filters.stream().noneMatch(filter -> calls(samples, filter) == 0)) {
        statements.add(statement(question, filters, lead(filters, samples)));
      }
    }
    return statements;
  }

  /**
   * The filter whose index is read: the one that lets fewest calls pass, or, where all let many
   * pass, as many of whose calls go furthest back. The columns of the others stand in each index.
   */
  private static Optional<Filter> lead(List<Filter> filters, Map<Filter, Sample> samples) {
    return filters.stream()
        .min(
            Comparator.<Filter>comparingInt(filter -> calls(samples, filter))
                .thenComparing(
                    filter ->
                        samples.getOrDefault(filter, Sample.UNKNOWN).oldest().orElse(Instant.MAX)));
  }

  private static int calls(Map<Filter, Sample> samples, Filter filter) {
    return samples.getOrDefault(filter, Sample.UNKNOWN).calls();
  }

  /** The columns in which the user and the number may stand, and the outcome. */
  private static List<List<Filter>> combinations(Question question) {
    List<List<Filter>> combinations = List.of(List.of());
    if (question.user().isPresent()) {
      String user = question.user().get().value();
      combinations =
          with(
              combinations,
              List.of(new Filter("user_login", user), new Filter("calling_login", user)));
    }
    if (question.number().isPresent()) {
      String number = question.number().get();
      combinations =
          with(combinations, List.of(new Filter("caller", number), new Filter("called", number)));
    }
    if (question.outcome().isPresent()) {
      combinations = with(combinations, List.of(Filter.of(question.outcome().get())));
    }
    return combinations;
  }

  private static List<List<Filter>> with(List<List<Filter>> combinations, List<Filter> either) {
    return combinations.stream()
        .flatMap(
            filters ->
                either.stream()
                    .map(filter -> Stream.concat(filters.stream(), Stream.of(filter)).toList()))
        .toList();
  }

  private static Statement statement(
      Question question, List<Filter> filters, Optional<Filter> lead) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    filters.forEach(filter -> filter.into(conditions, values));
    times(question, conditions, values);
    return new Statement(
        COLUMNS
            + String.join(" and ", conditions)
            + inOrder(lead)
            + " fetch first "
            + (question.most() + 1)
            + " rows only",
        values);
  }

  /**
   * Calls that rang the user as a member of a hunt group. They are found from an index that holds
   * all that is asked, and only what stands in the page is read from the table of calls.
   */
  static Statement asMember(Question question, UserId user) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    new Filter(MEMBER, user.value()).into(conditions, values);
    if (question.number().isPresent()) {
      conditions.add("(caller = ? or called = ?)");
      values.add(question.number().get());
      values.add(question.number().get());
    }
    question.outcome().map(Filter::of).ifPresent(filter -> filter.into(conditions, values));
    times(question, conditions, values);
    return new Statement(
        OF_MEMBERS
            + String.join(" and ", conditions)
            + inOrder(Optional.of(new Filter(MEMBER, user.value())))
            + " fetch first "
            + (question.most() + 1)
            + " rows only) m join call_record r on r.id = m.id",
        values);
  }

  private static void times(Question question, List<String> conditions, List<Object> values) {
    conditions.add("started_at is not null");
    question.from().ifPresent(from -> condition("started_at >= ?", from, conditions, values));
    // One upper end, the lower one: of two, H2 begins in a descending index at the upper.
    Optional<Position> below =
        question
            .below()
            .filter(it -> question.until().filter(end -> !end.isAfter(it.at())).isEmpty());
    if (below.isPresent()) {
      // The first condition is the one an index understands.
      condition("started_at <= ?", below.get().at(), conditions, values);
      condition("(started_at < ? or id < ?)", below.get().at(), conditions, values);
      values.add(below.get().row());
    } else {
      question.until().ifPresent(until -> condition("started_at < ?", until, conditions, values));
    }
  }

  /**
   * The order of the page. The column of the filter that leads has the same value in all rows, but
   * H2 sees only from it which index is meant.
   */
  private static String inOrder(Optional<Filter> lead) {
    return " order by "
        + lead.map(filter -> filter.column() + ", ").orElse("")
        + "started_at desc, id desc";
  }

  /** Of the calls that a filter lets pass in the time that is asked for. */
  private Sample sample(Question question, Filter filter) throws SQLException {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    filter.into(conditions, values);
    times(question, conditions, values);
    String sql =
        "select count(*), min(started_at) from (select started_at from call_record where "
            + String.join(" and ", conditions)
            + inOrder(Optional.of(filter))
            + " fetch first "
            + FEW
            + " rows only) few";
    try (PreparedStatement select = prepared(new Statement(sql, values));
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Sample(row.getInt(1), time(row, 2));
    }
  }

  private static void condition(
      String condition, Instant time, List<String> conditions, List<Object> values) {
    conditions.add(condition);
    values.add(time.atOffset(ZoneOffset.UTC));
  }

  private List<Row> rows(Statement statement, int most) throws SQLException {
    List<Row> rows = new ArrayList<>(most);
    try (PreparedStatement select = prepared(statement);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  private PreparedStatement prepared(Statement statement) throws SQLException {
    PreparedStatement select = database.prepareStatement(statement.sql());
    for (int i = 0; i < statement.values().size(); i++) {
      select.setObject(i + 1, statement.values().get(i));
    }
    return select;
  }

  /** Columns by their places: to look for each by its name would take longer than to read it. */
  private static Row row(ResultSet row) throws SQLException {
    Instant at = time(row, 3).orElseThrow();
    Optional<Instant> answered = time(row, 11);
    Optional<Instant> ended = time(row, 13);
    return new Row(
        new Position(at, row.getLong(1)),
        new Entry(
            new CallId(row.getString(2)),
            at,
            text(row, 4),
            text(row, 5).orElse(""),
            row.getBoolean(6),
            text(row, 7).map(UserId::new),
            text(row, 8).orElse(""),
            text(row, 9).map(UserId::new),
            text(row, 10).map(CallOutcome::valueOf),
            text(row, 12),
            answered.flatMap(from -> ended.map(end -> Duration.between(from, end))),
            row.getMetaData().getColumnCount() < MEMBER_COLUMNS
                ? Optional.empty()
                : Optional.of(
                    new GroupPart(
                        text(row, MEMBER_COLUMNS).orElse(""),
                        text(row, MEMBER_COLUMNS + 1).map(UserId::new)))));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
