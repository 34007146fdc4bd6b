package org.ringspan.record.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.ringspan.record.adapter.PlausibleCalls.Call;

/** Puts plausible calls into a migrated database, as fast as it takes them. */
final class FilledRecords {
  private static final String COLUMNS =
      "id, call_id, node, run, started_at, origin_kind, origin_name, calling_login, called,"
          + " user_login, caller_name, caller, caller_private, planned, ended_at, outcome,"
          + " answered_at, answered_by, status, detail";
  private static final int BATCH = 2_000;

  private final byte[] planned = RecordCodec.legs(Examples.started("call").legs());
  private final PlausibleCalls calls;

  FilledRecords(PlausibleCalls calls) {
    this.calls = calls;
  }

  void into(DataSource database) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> indexes = indexes(connection);
      for (String index : indexes) {
        statement.execute("drop index " + name(index));
      }
      if (connection.isWrapperFor(PGConnection.class)) {
        copy(connection);
      } else {
        insert(connection);
      }
      // Made afterwards: to keep them meanwhile would take ten times as long.
      for (String index : indexes) {
        statement.execute(index);
      }
      statement.execute("analyze");
    }
  }

  /** The statements that make the indexes for searching. */
  private static List<String> indexes(Connection connection) throws SQLException {
    String sql =
        connection.isWrapperFor(PGConnection.class)
            ? "select indexdef from pg_indexes where tablename = 'call_record'"
            : "script nodata table call_record";
    List<String> indexes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        if (row.getString(1).startsWith("CREATE INDEX")) {
          indexes.add(row.getString(1));
        }
      }
    }
    return indexes;
  }

  private static String name(String index) {
    String rest = index.substring("CREATE INDEX ".length());
    return rest.substring(0, rest.indexOf(' '));
  }

  private void insert(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into call_record (" + COLUMNS + ") values (" + "?, ".repeat(19) + "?)")) {
      for (long i = 0; i < calls.count(); i++) {
        set(insert, calls.call(i));
        insert.addBatch();
        if ((i + 1) % BATCH == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  private void set(PreparedStatement insert, Call call) throws SQLException {
    Object[] values = {
      call.id(),
      call.call().toString(),
      call.node(),
      1L,
      call.at().atOffset(ZoneOffset.UTC),
      call.callingUser().isPresent() ? "DEVICE" : "TRUNK",
      "pstn",
      call.callingUser().orElse(null),
      call.called(),
      call.user().orElse(null),
      "",
      call.caller(),
      false,
      planned,
      call.endedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
      call.outcome().map(Enum::name).orElse(null),
      call.answeredAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
      call.answeredBy().orElse(null),
      call.outcome().isPresent() ? 200 : null,
      "the caller hung up"
    };
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
  }

  private void copy(Connection connection) throws SQLException, IOException {
    String octets = "\\\\x" + java.util.HexFormat.of().formatHex(planned);
    try (PGCopyOutputStream out =
        new PGCopyOutputStream(
            connection.unwrap(PGConnection.class),
            "copy call_record (" + COLUMNS + ") from stdin",
            1 << 20)) {
      for (long i = 0; i < calls.count(); i++) {
        out.write(line(calls.call(i), octets).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String line(Call call, String planned) {
    return String.join(
        "\t",
        Long.toString(call.id()),
        call.call().toString(),
        call.node(),
        "1",
        call.at().toString(),
        call.callingUser().isPresent() ? "DEVICE" : "TRUNK",
        "pstn",
        call.callingUser().orElse("\\N"),
        call.called(),
        call.user().orElse("\\N"),
        "",
        call.caller(),
        "f",
        planned,
        call.endedAt().map(Instant::toString).orElse("\\N"),
        call.outcome().map(Enum::name).orElse("\\N"),
        call.answeredAt().map(Instant::toString).orElse("\\N"),
        call.answeredBy().orElse("\\N"),
        call.outcome().isPresent() ? "200" : "\\N",
        "the caller hung up\n");
  }

  /** Counts the calls as the migration counts those of older versions. */
  static void count(DataSource database) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from call_sum");
      statement.execute(migration());
    }
  }

  /** The statement by which the migration counts. */
  static String migration() throws IOException {
    try (InputStream script =
        Optional.ofNullable(
                FilledRecords.class.getResourceAsStream("/org/ringspan/schema/V24__call_sums.sql"))
            .orElseThrow()) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf("insert into"), text.lastIndexOf(';'));
    }
  }
}
