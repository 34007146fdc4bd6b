package org.ringspan.e2e.kill;

import static org.ringspan.e2e.server.Company.ADMINISTRATOR;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringspan.e2e.kill.KillPoint.AtWrite;
import org.ringspan.e2e.kill.KillPoint.Fate;
import org.ringspan.e2e.kill.KillPoint.InCode;
import org.ringspan.e2e.server.EventListener;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.TestServer;

/**
 * A server and its directory, outside of it. The transaction is a run of the connector: a person
 * has a new name, and three have numbers in the directory that are to be overwritten. It changes
 * the database (the name, and the version of the configuration), sends one notice, and writes six
 * values to the directory.
 */
public final class KilledServer implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(120);

  /** A start, beside builds and other servers. */
  private static final Duration START = Duration.ofSeconds(300);

  private static final String NAMED = "bob";
  private static final int DEBUGGER_PORT = 8787;

  /** Recovery looks every second, not every two minutes, and waits for nobody. */
  private static final Map<String, String> RECOVERY =
      Map.of(
          "RecoveryEnvironmentBean.periodicRecoveryPeriod", "1",
          "RecoveryEnvironmentBean.recoveryBackoffPeriod", "1",
          "JTAEnvironmentBean.orphanSafetyInterval", "100");

  private final RemoteDirectory remote = new RemoteDirectory();
  private final TestServer server;
  private int round;
  private long versionBefore;
  private int noticesBefore;
  private @Nullable Debugger debugger;

  /** A directory of this name below the tests'; what is there is deleted. */
  public KilledServer(String name) {
    var directory = TestServer.directory(name);
    var home = TestServer.directory(name + "-home");
    delete(home);
    server =
        new TestServer(
            directory,
            Network.KILLED_SERVER,
            TestServer.h2(directory),
            settings(),
            WatchedHome.of(TestServer.home(), home),
            // Started hundreds of times, and never long: its own classes needn't be verified each
            // time, nor be compiled as well as can be.
            List.of(
                Debugger.option(Network.KILLED_SERVER, DEBUGGER_PORT),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<>(RECOVERY);
    settings.putAll(remote.settings());
    return settings;
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server, with nothing left to do for the directory. */
  public void start() {
    server.start();
    String settings =
        "{\"bases\": [\""
            + RemoteDirectory.PEOPLE
            + "\"], \"mostDeactivated\": 5, \"writeNumbers\": true}";
    var kept = admin().send("PUT", "/directory/settings", settings, Map.of());
    if (kept.status() != 200) {
      throw new IllegalStateException(kept.toString());
    }
    runToTheEnd();
  }

  private Rest admin() {
    return server.rest().as(ADMINISTRATOR);
  }

  /** Has the directory changed, so that the next run has something to do. */
  public void change() {
    round++;
    versionBefore = version();
    noticesBefore = notices();
    remote.change(name(), round);
  }

  private String name() {
    return "Bob " + round;
  }

  /** Begins a run, and kills the server at a point of it. */
  public void runAndKillAt(KillPoint.Place place) {
    var killed = new CountDownLatch(1);
    arm(place, killed);
    beginRun();
    await(killed, place, SOON);
  }

  /** Begins a run; the server may be killed meanwhile. */
  void beginRun() {
    try {
      admin().post("/directory/runs", "");
    } catch (UncheckedIOException e) {
      // Its connection is cut when the server is killed before it has answered.
      if (server.isAlive()) {
        throw e;
      }
    }
  }

  /** Starts the killed server, and kills it at a point of its recovery. */
  public void startAndKillAt(KillPoint.Place place) {
    var killed = new CountDownLatch(1);
    if (place instanceof AtWrite) {
      arm(place, killed);
      server.launch();
    } else {
      server.launch();
      arm(place, killed);
    }
    await(killed, place, START);
  }

  /** Starts the killed server; nothing when it runs. */
  public void startAgain() {
    if (!server.isAlive()) {
      server.start();
    }
  }

  void launch() {
    server.launch();
  }

  /** Kills it now. */
  void kill() {
    remote.writes().disarm();
    server.forgetFigures();
    server.kill();
  }

  private void arm(KillPoint.Place place, CountDownLatch killed) {
    server.forgetFigures();
    Runnable kill =
        () -> {
          server.kill();
          killed.countDown();
        };
    switch (place) {
      case InCode code ->
          debugger = Debugger.waitAt(Network.KILLED_SERVER, DEBUGGER_PORT, code, SOON, kill);
      case AtWrite write -> remote.writes().arm(write, kill);
    }
  }

  private void await(CountDownLatch killed, KillPoint.Place place, Duration patience) {
    try {
      if (!killed.await(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("never at " + place);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      remote.writes().disarm();
      if (debugger != null) {
        debugger.close();
        debugger = null;
      }
    }
  }

  private long version() {
    return server.number("select version from configuration_version");
  }

  private int notices() {
    return EventListener.lying(server, WatchedHome.QUEUE);
  }

  /** Waits until neither database nor journal nor transaction manager has anything open. */
  private String settled() {
    return Eventually.until(
        "settled",
        SOON,
        () ->
            "journal %d active, %d in doubt, %d committing, %d heuristic, %d parked; database %d in doubt; log %d"
                .formatted(
                    server.figures().journal("ActiveBranches"),
                    server.figures().journal("InDoubtBranches"),
                    server.figures().journal("CommittingBranches"),
                    server.figures().journal("HeuristicBranches"),
                    server.figures().journal("ParkedIntents"),
                    server.number("select count(*) from information_schema.in_doubt"),
                    logged()),
        now ->
            now.equals(
                "journal 0 active, 0 in doubt, 0 committing, 0 heuristic, 0 parked; database 0 in doubt; log 0"));
  }

  /** Transactions in the log of the transaction manager. */
  private long logged() {
    var store = server.data().resolve("tx-object-store");
    try (var files = Files.walk(store)) {
      return files
          .filter(file -> file.toString().contains("AtomicAction"))
          .filter(Files::isRegularFile)
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is wrong after the server was killed and started again; empty when database, messages and
   * directory agree, each write was made once at most, and nothing is left open.
   *
   * @param expected what must have become of the transaction; empty: either
   */
  public List<String> faults(Optional<Fate> expected) {
    var faults = new ArrayList<String>();
    try {
      settled();
    } catch (AssertionError notSettled) {
      faults.add(String.valueOf(notSettled.getMessage()));
    }
    var fate = fate();
    if (expected.filter(it -> it != fate).isPresent()) {
      faults.add("it should be " + expected.get() + " and is " + fate);
    }
    compare(fate, faults);
    return faults;
  }

  /** What became of the transaction by the database alone. */
  public Fate fate() {
    return server.number(
                "select count(*) from app_user where login = '"
                    + NAMED
                    + "' and name = '"
                    + name()
                    + "'")
            == 1
        ? Fate.COMMITTED
        : Fate.ROLLED_BACK;
  }

  private void compare(Fate fate, List<String> faults) {
    int once = fate == Fate.COMMITTED ? 1 : 0;
    if (version() - versionBefore != once) {
      faults.add(fate + ", and the version has grown by " + (version() - versionBefore));
    }
    if (notices() - noticesBefore != once) {
      faults.add(fate + ", and there are " + (notices() - noticesBefore) + " notices");
    }
    var expected = new TreeMap<String, Integer>();
    RemoteDirectory.PERSONS.forEach(
        (place, person) -> {
          if (once == 1) {
            expected.put(place + " REPLACE ipPhone: " + person.extension(), 1);
            expected.put(place + " REPLACE telephoneNumber: " + person.did(), 1);
          }
        });
    if (!remote.writes().made().equals(expected)) {
      faults.add(fate + ", and the directory was written: " + remote.writes().made());
    }
    if (!remote.writes().refused().isEmpty()) {
      faults.add("the directory has refused " + remote.writes().refused());
    }
    RemoteDirectory.PERSONS.forEach(
        (place, person) -> {
          String number = once == 1 ? person.extension() : RemoteDirectory.wrongNumber(round);
          if (!number.equals(remote.ipPhone(place))) {
            faults.add(fate + ", and " + place + " has " + remote.ipPhone(place));
          }
        });
  }

  /**
   * Has the run done that was killed, or another one that finds nothing to do; what is wrong
   * afterwards.
   */
  public List<String> faultsOfNextRun() {
    var faults = new ArrayList<String>();
    boolean committed = fate() == Fate.COMMITTED;
    var run = runToTheEnd();
    if (!run.getString("phase").equals("done") || run.containsKey("failure")) {
      faults.add("the next run says " + run);
    }
    // It counts people, not values.
    if (run.getInt("written") != (committed ? 0 : RemoteDirectory.PERSONS.size())) {
      faults.add("the next run has written " + run.getInt("written"));
    }
    compare(Fate.COMMITTED, faults);
    return faults;
  }

  /** How long a run takes that isn't killed, with the change made before. */
  JsonObject runToTheEnd() {
    var begun =
        Eventually.until(
            "a run begins",
            SOON,
            () -> admin().post("/directory/runs", ""),
            answer -> answer.status() == 202);
    String id = begun.json().getString("id");
    return Eventually.until(
        "the end of the run",
        SOON,
        () -> admin().get("/directory/runs/" + id).json(),
        run -> run.containsKey("ended"));
  }

  /** The server's log. */
  public Path log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
    remote.close();
  }
}
