import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import org.ringspan.launcher.RingspanServer;
import org.ringspan.launcher.ServerSettings;

/**
 * Starts the server for the benchmark and stops it when standard input ends.
 *
 * <p>Arguments: provisioned server, EAR, instance directory, seed document, users in it, address, largest heap, {@code sql} or {@code -}; then
 * options of the Java virtual machine. Prints {@code ready PROCESS-ID} whenever the server answers SIP. Reads commands, one a line: {@code kill},
 * as kill -9 does; {@code start}, with the data that are there; {@code sql STATEMENT}, which prints {@code sql} and the first value or how many rows were changed; {@code history RECORDS USERS}, which fills the call history and prints {@code sql} and how many records it put in; the database
 * takes statements from outside only when asked to by the argument.
 */
final class BenchServer {
  private static final Duration START = Duration.ofMinutes(15);

  public static void main(String[] args) throws Exception {
    boolean sql = args[7].equals("sql");
    String database = "jdbc:h2:file:" + Path.of(args[2]).toAbsolutePath().normalize().resolve("data/ringspan") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE";
    var settings =
        ServerSettings.of(Path.of(args[0]), Path.of(System.getProperty("java.home")), Path.of(args[2]))
            .application(Path.of(args[1]))
            .address(args[5])
            .property("ringspan.sip.tls.port", "0")
            .property("ringspan.sip.ws.port", "0")
            .property("ringspan.sip.wss.port", "0")
            .maxHeap(args[6]);
    if (sql) {
      settings.property("ringspan.db.url", database);
    }
    var passwords = new HashMap<String, String>();
    for (int index = 1; index <= Integer.parseInt(args[4]); index++) {
      String device = "u%05d-desk".formatted(index);
      passwords.put(device, "secret-" + device);
    }
    passwords.put("admin", "secret-admin");
    settings.seed(Path.of(args[3]), passwords);
    for (int i = 8; i < args.length; i++) {
      settings.jvmOption(args[i]);
    }
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (var server = new RingspanServer(settings.build())) {
      start(server);
      // Whoever started this holds standard input open for as long as the server shall run.
      for (String command = commands.readLine(); command != null; command = commands.readLine()) {
        switch (command.split(" ")[0]) {
          case "kill" -> {
            server.kill();
            System.out.println("killed");
          }
          case "start" -> start(server);
          case "sql" -> System.out.println("sql " + first(database, server.databasePassword(), command.substring(4)));
          case "history" -> System.out.println("sql " + history(database, server.databasePassword(), command.split(" ")));
          default -> System.out.println("unknown command " + command);
        }
      }
    }
  }

  private static void start(RingspanServer server) {
    long start = System.nanoTime();
    server.start();
    server.awaitReady(START);
    System.out.println("started in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    System.out.println("ready " + server.pid());
  }

  private static String first(String database, String password, String statement) {
    try (Connection connection = DriverManager.getConnection(database, "ringspan", password);
        Statement query = connection.createStatement()) {
      if (!query.execute(statement)) {
        return Integer.toString(query.getUpdateCount());
      }
      try (ResultSet rows = query.getResultSet()) {
        return rows.next() ? rows.getString(1) : "none";
      }
    } catch (SQLException e) {
      return "failed: " + e.getMessage();
    }
  }

  private static String history(String database, String password, String[] words) {
    try (Connection connection = DriverManager.getConnection(database, "ringspan", password)) {
      return Long.toString(FilledHistory.into(connection, Long.parseLong(words[1]), Integer.parseInt(words[2])));
    } catch (SQLException e) {
      return "failed: " + e.getMessage();
    }
  }

  private BenchServer() {}
}
