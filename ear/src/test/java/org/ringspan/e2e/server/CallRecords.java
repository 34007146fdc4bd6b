package org.ringspan.e2e.server;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The call records as they lie in the server's database, read from outside over JDBC. */
public final class CallRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * One call.
   *
   * @param outcome empty while it lives
   * @param answeredBy the device or number that answered
   */
  public record CallRecord(
      String caller,
      String called,
      Instant startedAt,
      Optional<Instant> answered,
      Optional<String> answeredBy,
      Optional<Instant> ended,
      String outcome) {
    /** When it was answered; fails when it wasn't. */
    public Instant answeredAt() {
      return answered.orElseThrow(() -> new AssertionError("not answered: " + this));
    }

    /** When it ended; fails when it hasn't. */
    public Instant endedAt() {
      return ended.orElseThrow(() -> new AssertionError("not ended: " + this));
    }
  }

  private final String url;
  private final String password;
  private final Instant since;

  /**
   * @param since when the test began: the last call between two is never one of an earlier test's
   */
  CallRecords(String url, String password, Instant since) {
    this.url = url;
    this.password = password;
    this.since = since;
  }

  /**
   * Waits until the record of the test's last call between these two says how it ended, and returns
   * it.
   */
  public CallRecord expectEnded(String caller, String called) {
    return Eventually.until(
            "an ended call of " + caller + " to " + called,
            PATIENCE,
            () -> last(caller, called),
            last -> last.filter(call -> !call.outcome().isEmpty()).isPresent())
        .orElseThrow();
  }

  /** Waits until the test's last call between these two has its start record, and returns it. */
  public CallRecord expectStarted(String caller, String called) {
    return Eventually.until(
            "a call of " + caller + " to " + called,
            PATIENCE,
            () -> last(caller, called),
            Optional::isPresent)
        .orElseThrow();
  }

  private Optional<CallRecord> last(String caller, String called) {
    return between(caller, called).stream()
        .filter(call -> !call.startedAt().isBefore(since))
        .reduce((earlier, later) -> later);
  }

  /** The calls between these two, the oldest first. */
  public List<CallRecord> between(String caller, String called) {
    String query =
        """
        select caller, called, started_at, answered_at, answered_by, ended_at, outcome
        from call_record where caller = ? and called = ? order by started_at
        """;
    try (var connection = DriverManager.getConnection(url, "ringspan", password);
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, caller);
      statement.setString(2, called);
      var calls = new ArrayList<CallRecord>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          calls.add(
              new CallRecord(
                  row.getString(1),
                  row.getString(2),
                  row.getObject(3, OffsetDateTime.class).toInstant(),
                  instant(row.getObject(4, OffsetDateTime.class)),
                  Optional.ofNullable(row.getString(5)),
                  instant(row.getObject(6, OffsetDateTime.class)),
                  Optional.ofNullable(row.getString(7)).orElse("")));
        }
      }
      return calls;
    } catch (SQLException e) {
      throw new AssertionError("the call records can't be read", e);
    }
  }

  /** The ids of the calls between these two, the oldest first. */
  public List<String> ids(String caller, String called) {
    String query =
        "select call_id from call_record where caller = ? and called = ? order by started_at";
    try (var connection = DriverManager.getConnection(url, "ringspan", password);
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, caller);
      statement.setString(2, called);
      var ids = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new AssertionError("the call records can't be read", e);
    }
  }

  /**
   * What is kept of the legs of an ended call, in order: kind, target, the trunk it went through
   * and its final status, with blanks between. None while there is no story of what happened.
   */
  public List<String> legs(String call) {
    String query =
        """
        select l.kind, l.target, l.trunk, l.status
        from call_record r join call_record_leg l on l.call_record_id = r.id
        join call_story s on s.call_record_id = r.id where r.call_id = ? order by l.position
        """;
    try (var connection = DriverManager.getConnection(url, "ringspan", password);
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, call);
      var legs = new ArrayList<String>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          legs.add(
              "%s %s %s %s"
                  .formatted(
                      row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
      return legs;
    } catch (SQLException e) {
      throw new AssertionError("the legs of a call can't be read", e);
    }
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
