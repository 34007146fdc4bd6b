package org.ringspan.record.adapter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallStatistics;
import org.ringspan.server.DatabaseSchema;

/**
 * Measures how fast records are found among millions; not a test. {@code ear/src/bench/records}
 * runs it. Prints lines of "figure|value" and of "MISSED" with what missed its bar.
 *
 * <p>Arguments: h2 or postgresql, how many records, an existing folder for the database (what was
 * filled there before is used), rounds with everything cold, questions of each kind with warm
 * memory.
 */
final class RecordSearch {
  private static final double BAR_MILLIS = 200;
  private static final double STATISTICS_BAR_MILLIS = 300;

  private final Stored stored;
  private final SearchQuestions questions;
  private final Map<String, List<Double>> cold = new LinkedHashMap<>();
  private final Map<String, List<Double>> warm = new LinkedHashMap<>();

  private RecordSearch(Stored stored, PlausibleCalls calls) {
    this.stored = stored;
    this.questions = new SearchQuestions(calls, 7);
  }

  /** A database in files that can be closed and opened again. */
  private interface Stored {
    /** For filling: with more memory than the server gives it. */
    DataSource openLarge() throws IOException, SQLException;

    DataSource open() throws IOException, SQLException;

    void close() throws IOException, SQLException;
  }

  public static void main(String[] arguments) throws Exception {
    String product = arguments[0];
    PlausibleCalls calls = new PlausibleCalls(Long.parseLong(arguments[1]));
    Path folder = Path.of(arguments[2]);
    Stored stored = product.equals("h2") ? h2(folder) : postgresql(folder);
    fill(stored, calls, folder, product);
    RecordSearch search = new RecordSearch(stored, calls);
    search.measure(folder, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    search.report(product);
    System.exit(0);
  }

  private static Stored h2(Path folder) {
    return new Stored() {
      private final JdbcDataSource source = new JdbcDataSource();

      @Override
      public DataSource openLarge() {
        open();
        source.setURL(source.getURL() + ";CACHE_SIZE=1000000;WRITE_DELAY=5000");
        return source;
      }

      @Override
      public DataSource open() {
        source.setURL(
            "jdbc:h2:file:" + folder + "/ringspan;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
        return source;
      }

      @Override
      public void close() throws SQLException {
        try (Connection connection = source.getConnection();
            var statement = connection.createStatement()) {
          statement.execute("shutdown");
        }
      }
    };
  }

  private static Stored postgresql(Path folder) {
    return new Stored() {
      private @Nullable EmbeddedPostgres running;

      @Override
      public DataSource openLarge() throws IOException {
        return open();
      }

      @Override
      public DataSource open() throws IOException {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        running = server;
        return server.getPostgresDatabase();
      }

      @Override
      public void close() throws IOException {
        if (running != null) {
          running.close();
        }
      }
    };
  }

  private static void fill(Stored stored, PlausibleCalls calls, Path folder, String product)
      throws Exception {
    Path filled = folder.resolve("filled-with-" + calls.count());
    DataSource database = stored.openLarge();
    long began = System.nanoTime();
    DatabaseSchema.migrate(database);
    if (Files.exists(filled)) {
      figure(product + ": brought to this version in, s", seconds(began));
    } else {
      began = System.nanoTime();
      new FilledRecords(calls).into(database);
      figure(product + ": filled with " + calls.count() + " records in, s", seconds(began));
      began = System.nanoTime();
      FilledRecords.count(database);
      figure(product + ": counted by the migration in, s", seconds(began));
      Files.createFile(filled);
    }
    stored.close();
  }

  private static String seconds(long began) {
    return String.format(Locale.ROOT, "%.0f", (System.nanoTime() - began) / 1e9);
  }

  private static void figure(String name, String value) {
    System.out.println(name + "|" + value);
  }

  private void measure(Path folder, int rounds, int each) throws Exception {
    for (int round = 0; round <= rounds; round++) {
      evict(folder);
      List<SearchQuestions.Kind> kinds = new ArrayList<>(questions.kinds());
      Collections.shuffle(kinds, new Random(round));
      try (Connection connection = stored.open().getConnection()) {
        for (SearchQuestions.Kind kind : kinds) {
          // The first round warms up the Java machine.
          ask(connection, kind, round == 0 ? new LinkedHashMap<>() : cold);
        }
      }
      stored.close();
    }
    try (Connection connection = stored.open().getConnection()) {
      for (int i = 0; i < each + each / 4; i++) {
        for (SearchQuestions.Kind kind : questions.kinds()) {
          ask(connection, kind, i < each / 4 ? new LinkedHashMap<>() : warm);
        }
        statistics(connection, Duration.ofDays(1), Duration.ofMinutes(15));
        statistics(connection, Duration.ofDays(31), Duration.ofHours(4));
      }
    }
    stored.close();
  }

  private static void ask(
      Connection connection, SearchQuestions.Kind kind, Map<String, List<Double>> into)
      throws SQLException {
    Question question = kind.questions().get();
    long began = System.nanoTime();
    Page page = new CallHistoryTable(connection).page(question);
    into.computeIfAbsent(kind.name(), name -> new ArrayList<>())
        .add((System.nanoTime() - began) / 1e6);
    if (page.calls().size() > question.most()) {
      throw new AssertionError("a page is too long");
    }
  }

  private void statistics(Connection connection, Duration length, Duration bucket)
      throws SQLException {
    CallStatistics.Question question =
        new CallStatistics.Question(
            PlausibleCalls.FROM.plus(Duration.ofDays(31)).minus(length),
            PlausibleCalls.FROM.plus(Duration.ofDays(31)),
            bucket);
    long began = System.nanoTime();
    CallStatistics answer = CallSumTable.between(connection, question);
    warm.computeIfAbsent("statistics of " + length.toDays() + " days", name -> new ArrayList<>())
        .add((System.nanoTime() - began) / 1e6);
    if (answer.totals().calls() == 0) {
      throw new AssertionError("no calls are counted");
    }
  }

  /** Lets the operating system forget the files. */
  private static void evict(Path folder) throws IOException, InterruptedException {
    new ProcessBuilder(
            "find",
            folder.toString(),
            "-type",
            "f",
            "-size",
            "+0",
            "-exec",
            "dd",
            "if={}",
            "iflag=nocache",
            "count=0",
            "status=none",
            ";")
        .inheritIO()
        .start()
        .waitFor();
  }

  private void report(String product) {
    warm.forEach(
        (kind, millis) -> {
          String value = distribution(millis);
          double p95 = percentile(millis, 95);
          List<Double> first = cold.getOrDefault(kind, List.of());
          if (!first.isEmpty()) {
            value += "; cold " + distribution(first);
            p95 = Math.max(p95, percentile(first, 95));
          }
          boolean held =
              p95 <= (kind.startsWith("statistics") ? STATISTICS_BAR_MILLIS : BAR_MILLIS);
          figure(product + ": " + kind, value + (held ? "; held" : "; missed"));
          if (!held) {
            System.out.println("MISSED " + product + ": " + kind + " takes " + value + " ms");
          }
        });
  }

  private static String distribution(List<Double> millis) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f, %.1f",
        percentile(millis, 50),
        percentile(millis, 95),
        percentile(millis, 100));
  }

  private static double percentile(List<Double> values, int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }
}
