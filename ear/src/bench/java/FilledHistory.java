import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills the call history of a server with plausible records of 31 days, the newest of this moment, and counts them for the statistics. */
final class FilledHistory {
  private static final String INDEX = "CREATE INDEX ";
  /** So many in one transaction. */
  private static final long CHUNK = 50_000;

  private static final int SECONDS = 31 * 24 * 3600;

  private final Statement statement;

  private FilledHistory(Statement statement) {
    this.statement = statement;
  }

  /** Returns how many records were put in. The users are those of the benchmark's company. */
  static long into(Connection database, long records, int users) throws SQLException {
    try (Statement statement = database.createStatement()) {
      FilledHistory history = new FilledHistory(statement);
      // Made anew afterwards: to keep them meanwhile would take ten times as long.
      List<String> indexes = history.indexes();
      for (String index : indexes) {
        statement.execute("drop index " + index.substring(INDEX.length(), index.indexOf(' ', INDEX.length())));
      }
      long filled = 0;
      for (long from = 1; from <= records; from += CHUNK) {
        filled += history.fill(from, Math.min(records, from + CHUNK - 1), records, users);
      }
      for (String index : indexes) {
        statement.execute(index);
      }
      statement.execute("analyze");
      statement.execute("delete from call_sum");
      // Without legs, which say what it was that answered.
      statement.execute(
          """
          insert into call_sum (slot, outcome, place, node, calls)
          select slot, outcome, place, node, count(*) from (
            select cast(floor(extract(epoch from started_at) / 300) as bigint) * 300 as slot, outcome,
              case when answered_at is null then 'NONE' else 'DEVICE' end as place, node
            from call_record) counted
          group by slot, outcome, place, node""");
      return filled;
    }
  }

  private List<String> indexes() throws SQLException {
    List<String> indexes = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("script nodata table call_record")) {
      while (row.next()) {
        if (row.getString(1).startsWith(INDEX)) {
          indexes.add(row.getString(1));
        }
      }
    }
    return indexes;
  }

  private long fill(long from, long to, long records, int users) throws SQLException {
    String began = "dateadd(second, (x - %1$d) * %2$d / %1$d, current_timestamp)".formatted(records, SECONDS);
    String index = "lpad(mod(x * 7919, %d) + 1, 5, '0')".formatted(users);
    return statement.executeUpdate(
        """
        insert into call_record (id, call_id, node, run, started_at, origin_kind, origin_name, called, user_login, caller_name, caller,
          caller_private, ended_at, outcome, answered_at, answered_by, status, detail)
        select -x, 'bench-' || x, 'ringspan-1', 1, %1$s, 'TRUNK', 'pstn', '+140860' || %2$s, 'u' || %2$s,
          'Caller ' || mod(x, 977), '+1212' || (6000000 + mod(x, 9973)), false, dateadd(second, 90, %1$s),
          case when mod(x, 20) = 0 then 'CANCELLED' else 'ANSWERED' end, case when mod(x, 20) = 0 then null else dateadd(second, 8, %1$s) end,
          case when mod(x, 20) = 0 then null else 'u' || %2$s || '-desk' end, 200, 'the caller hung up' from system_range(%3$d, %4$d)
        """
            .formatted(began, index, from, to));
  }
}
