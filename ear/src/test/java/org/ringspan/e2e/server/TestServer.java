package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.remote.JMXConnector;
import org.jspecify.annotations.Nullable;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.launcher.RingspanServer;
import org.ringspan.launcher.ServerSettings;

/** A server under test: own data, own seed, records readable from outside. */
public final class TestServer implements AutoCloseable {
  /**
   * The database of a server.
   *
   * @param password null when the server makes one itself
   */
  public record Database(String url, @Nullable String password) {}

  /** What is heard instead of the server's own prompt. */
  public static final Tone PROMPT = new Tone(700);

  /** The same in German. */
  public static final Tone GERMAN_PROMPT = new Tone(1150);

  /** What is heard on hold instead of the server's own music. */
  public static final Tone MUSIC = new Tone(2200);

  /** What is heard instead of what voice access asks for, by the name of the prompt. */
  public static final Map<String, Tone> ACCESS_PROMPTS =
      Map.of(
          "access_id", new Tone(500),
          "access_pin", new Tone(850),
          "access_menu", new Tone(1300),
          "access_number", new Tone(1900));

  private static final Duration START = Duration.ofSeconds(300);

  /** The user that listens to events. */
  static final String EVENTS_USER = "integrator";

  private final RingspanServer server;
  private final Database database;
  private final String eventsPassword = UUID.randomUUID().toString();
  private @Nullable ServerFigures figures;
  private volatile Instant testBegan = Instant.EPOCH;

  /**
   * Prepares a server that isn't started yet, with nothing in its database.
   *
   * @param directory its data and logs; what is there is deleted
   * @param address where it listens
   * @param more further settings
   */
  public TestServer(Path directory, String address, Database database, Map<String, String> more) {
    this(directory, address, database, more, home(), List.of());
  }

  /**
   * The same of another provisioned server.
   *
   * @param home the provisioned server
   * @param jvmOptions options of its Java virtual machine
   */
  public TestServer(
      Path directory,
      String address,
      Database database,
      Map<String, String> more,
      Path home,
      List<String> jvmOptions) {
    this.database = database;
    try {
      if (Files.exists(directory)) {
        try (var old = Files.walk(directory)) {
          for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(directory);
      Path seed = directory.resolve("company.json");
      Files.writeString(seed, Company.seed());
      addEventsUser(directory.resolve("configuration"));
      Path authorities = directory.resolve("authorities.pem");
      Files.writeString(authorities, Authority.TRUSTED.pem());
      var all = new HashMap<>(Map.of("ringspan.sip.tls.trust", authorities.toString()));
      all.putAll(PostOffice.settings(authorities));
      all.putAll(more);
      server =
          new RingspanServer(settings(directory, seed, address, database, all, home, jvmOptions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestServer(RingspanServer server, Database database) {
    this.server = server;
    this.database = database;
  }

  /** A server that finds its data in a directory, with an H2 database in it. */
  public static TestServer upon(Path directory, String address) {
    var database = h2(directory);
    return new TestServer(
        new RingspanServer(
            settings(directory, null, address, database, Map.of(), home(), List.of())),
        database);
  }

  /** What add-user.sh does: a user of the application realm with one role. */
  private void addEventsUser(Path configuration) throws IOException {
    Files.createDirectories(configuration);
    Files.writeString(
        configuration.resolve("application-users.properties"),
        "#$REALM_NAME=ApplicationRealm$\n"
            + EVENTS_USER
            + "="
            + md5(EVENTS_USER + ":ApplicationRealm:" + eventsPassword)
            + "\n");
    Files.writeString(
        configuration.resolve("application-roles.properties"), EVENTS_USER + "=ringspan-events\n");
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The password of the user that listens to events. */
  String eventsPassword() {
    return eventsPassword;
  }

  /** Recordings by which prompts are recognised. */
  private static String prompts(Path directory) {
    Path prompts = directory.resolveSibling("prompts").toAbsolutePath().normalize();
    try {
      Files.createDirectories(prompts.resolve("de"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PROMPT.write(prompts.resolve("confirm.wav"), 3);
    GERMAN_PROMPT.write(prompts.resolve("de").resolve("confirm.wav"), 3);
    MUSIC.write(prompts.resolve("music.wav"), 3);
    ACCESS_PROMPTS.forEach((name, tone) -> tone.write(prompts.resolve(name + ".wav"), 2));
    return prompts.toString();
  }

  private static ServerSettings settings(
      Path directory,
      @Nullable Path seed,
      String address,
      Database database,
      Map<String, String> more,
      Path home,
      List<String> jvmOptions) {
    var settings =
        ServerSettings.of(home, Path.of(System.getProperty("java.home")), directory)
            .application(Path.of(required("ringspan.test.application")))
            .address(address)
            .property("ringspan.db.url", database.url())
            .property("ringspan.trunk.probe.timeout", "1")
            .property("ringspan.call.session.minimum", "3")
            .property("ringspan.sip.tls.reload", "1")
            .property("ringspan.media.prompts", prompts(directory))
            .drain(Duration.ofSeconds(1));
    if (seed != null) {
      settings.seed(seed, Company.secrets());
    }
    more.forEach(settings::property);
    jvmOptions.forEach(settings::jvmOption);
    if (database.password() != null) {
      settings.property("ringspan.db.password", database.password());
    }
    return settings.build();
  }

  /** The provisioned server, which is never written to. */
  public static Path home() {
    return Path.of(required("ringspan.test.server.home"));
  }

  /** Where a server of this name keeps everything. */
  public static Path directory(String name) {
    return Path.of(System.getProperty("ringspan.test.directory", "target/servers"), name);
  }

  /** An H2 file in the directory of a server, which other processes may read too. */
  public static Database h2(Path directory) {
    return new Database(
        "jdbc:h2:file:"
            + directory.toAbsolutePath().normalize().resolve("data/ringspan")
            + ";WRITE_DELAY=0;AUTO_SERVER=TRUE",
        null);
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("-D" + property + " is missing: run the tests by mvn verify");
    }
    return value;
  }

  /** Starts it and waits until it takes calls. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Starts it, and doesn't wait. */
  public void launch() {
    server.start();
  }

  /** Waits until it takes calls. */
  public void awaitReady() {
    server.awaitReady(START);
  }

  /** Kills it as kill -9 does, and starts it again with the same data. */
  public void crash() {
    forgetFigures();
    kill();
    start();
  }

  /** Kills it as kill -9 does; any thread may. Whoever has its figures forgets them. */
  public void kill() {
    server.kill();
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return server.isAlive();
  }

  /** The first value of a statement, which must be a number, put to its database. */
  public long number(String sql) {
    try (var connection =
            DriverManager.getConnection(database.url(), "ringspan", server.databasePassword());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Its process does nothing until {@link #thaw()}, as on a machine that is paused. */
  public void freeze() {
    signal("STOP");
  }

  /** Its process goes on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new AssertionError("kill -" + name + " failed with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Where it listens for SIP over UDP and TCP. */
  public InetSocketAddress sip() {
    return at(5060);
  }

  /** Where it listens for SIP over TLS. */
  public InetSocketAddress sipOverTls() {
    return at(5061);
  }

  /** Where it listens for SIP over WebSocket. */
  public InetSocketAddress sipOverWebSocket() {
    return at(5066);
  }

  /** Where it listens for SIP over WebSocket over TLS. */
  public InetSocketAddress sipOverSecureWebSocket() {
    return at(5067);
  }

  private InetSocketAddress at(int port) {
    return Network.at(server.settings().address(), port);
  }

  /** User agents around this server; the caller closes them. */
  public Stage stage() {
    return new Stage(this);
  }

  /** Its REST API, asked by nobody in particular. */
  public Rest rest() {
    return Rest.anonymous(server.settings().address());
  }

  /** Its health and metrics. */
  public Operations operations() {
    return new Operations(server.settings().address());
  }

  /** Its MBeans; the caller closes the connection. */
  JMXConnector connectMBeans() {
    return server.connectMBeans();
  }

  /** Its figures. */
  public ServerFigures figures() {
    if (figures == null) {
      figures = ServerFigures.of(server);
    }
    return figures;
  }

  /** A test begins: the calls before are no longer looked for. */
  void testBegins() {
    testBegan = Instant.now();
  }

  /** Its call records. */
  public CallRecords records() {
    return new CallRecords(database.url(), server.databasePassword(), testBegan);
  }

  /** Where it keeps its data. */
  public Path data() {
    return server.settings().instance().resolve("data");
  }

  /** Where it keeps everything. */
  public Path instance() {
    return server.settings().instance();
  }

  /** Its database. */
  public Database database() {
    return database;
  }

  /** Its log file. */
  public Path log() {
    return server.log();
  }

  /** The figures are asked for at another process from now on. */
  public void forgetFigures() {
    if (figures != null) {
      figures.close();
      figures = null;
    }
  }

  @Override
  public void close() {
    forgetFigures();
    server.stop();
  }
}
