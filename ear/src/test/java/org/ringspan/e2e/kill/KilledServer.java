package org.ringspan.e2e.kill;

import static org.ringspan.e2e.server.Company.ADMINISTRATOR;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.activedirectory.simulator.SimulatedWrite;
import org.ringspan.activedirectory.simulator.WriteWatcher;
import org.ringspan.e2e.kill.KillPoint.AtWrite;
import org.ringspan.e2e.kill.KillPoint.Fate;
import org.ringspan.e2e.kill.KillPoint.InCode;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.EventListener;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.Subscriber;
import org.ringspan.e2e.server.TestServer;

/**
 * A server and its directory, outside of it. The transaction is a run of the connector: a person
 * has a new name, and three have numbers in the directory that are to be overwritten. It changes
 * the database (the name, and the version of the configuration), sends one notice, and writes six
 * values to the directory.
 */
public final class KilledServer implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String DOMAIN = "company.example";
  private static final String PASSWORD = "letterbox-7";
  private static final String PEOPLE = "OU=People,DC=company,DC=example";
  private static final String NAMED = "bob";
  private static final int DEBUGGER_PORT = 8787;

  /** Recovery looks every second, not every two minutes, and waits for nobody. */
  private static final Map<String, String> RECOVERY =
      Map.of(
          "RecoveryEnvironmentBean.periodicRecoveryPeriod", "1",
          "RecoveryEnvironmentBean.recoveryBackoffPeriod", "1",
          "JTAEnvironmentBean.orphanSafetyInterval", "100");

  private static final Map<String, Subscriber> PERSONS =
      new TreeMap<>(
          Map.of(
              "CN=Alice Adams," + PEOPLE, Company.ALICE,
              "CN=Bob Brown," + PEOPLE, Company.BOB,
              "CN=Carol Clark," + PEOPLE, Company.CAROL));

  private final SimulatedDomain domain = new SimulatedDomain(DOMAIN, InstantSource.system());
  private final SimulatedAccounts accounts = new SimulatedAccounts(domain, 10);

  /** The server's. */
  private final SimulatedController controller = SimulatedController.clear(domain, accounts, "DC1");

  /** Everybody else's. */
  private final SimulatedController other = SimulatedController.clear(domain, accounts, "DC2");

  private final Writes writes = new Writes();
  private final TestServer server;
  private int round;
  private long versionBefore;
  private int noticesBefore;
  private @Nullable Debugger debugger;

  /** A directory of this name below the tests'; what is there is deleted. */
  public KilledServer(String name) {
    DemoCompany.found(domain);
    DemoCompany.account(domain, "ringspan");
    accounts.password("ringspan", PASSWORD);
    accounts.letWrite("ringspan");
    controller.watchWrites(writes);
    try {
      controller.start();
      other.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
            // Started hundreds of times: its own classes needn't be verified each time.
            List.of(
                Debugger.option(Network.KILLED_SERVER, DEBUGGER_PORT),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<>(RECOVERY);
    settings.put(
        "ringspan.ad.controllers",
        InetAddress.getLoopbackAddress().getHostAddress() + ":" + controller.port());
    settings.put("ringspan.ad.security", "CLEAR");
    settings.put("ringspan.ad.account", "ringspan@" + DOMAIN);
    settings.put("ringspan.ad.password", PASSWORD);
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
        "{\"bases\": [\"" + PEOPLE + "\"], \"mostDeactivated\": 5, \"writeNumbers\": true}";
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
    try (var client =
        new LDAPConnection(
            InetAddress.getLoopbackAddress().getHostAddress(),
            other.port(),
            "ringspan@" + DOMAIN,
            PASSWORD)) {
      for (var person : PERSONS.keySet()) {
        client.modify(
            person,
            new Modification(ModificationType.REPLACE, "ipPhone", "9" + round),
            new Modification(
                ModificationType.REPLACE, "telephoneNumber", "+1303555%04d".formatted(round)));
      }
      client.modify(
          "CN=Bob Brown," + PEOPLE,
          new Modification(ModificationType.REPLACE, "displayName", name()));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
    writes.forget();
  }

  private String name() {
    return "Bob " + round;
  }

  /** Begins a run, and kills the server at a point of it. */
  public void runAndKillAt(KillPoint.Place place) {
    var killed = new CountDownLatch(1);
    arm(place, killed);
    beginRun();
    await(killed, place);
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
    writes.forgetCount();
    if (place instanceof AtWrite) {
      arm(place, killed);
      server.launch();
    } else {
      server.launch();
      arm(place, killed);
    }
    await(killed, place);
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
    writes.armed = null;
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
      case AtWrite write -> writes.arm(write, kill);
    }
  }

  private void await(CountDownLatch killed, KillPoint.Place place) {
    try {
      if (!killed.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("never at " + place);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      writes.armed = null;
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
    PERSONS.forEach(
        (place, person) -> {
          if (once == 1) {
            expected.put(place + " REPLACE ipPhone: " + person.extension(), 1);
            expected.put(place + " REPLACE telephoneNumber: " + person.did(), 1);
          }
        });
    if (!writes.made().equals(expected)) {
      faults.add(fate + ", and the directory was written: " + writes.made());
    }
    if (!writes.refused().isEmpty()) {
      faults.add("the directory has refused " + writes.refused());
    }
    PERSONS.forEach(
        (place, person) -> {
          String number = once == 1 ? person.extension() : "9" + round;
          if (!number.equals(ipPhone(place))) {
            faults.add(fate + ", and " + place + " has " + ipPhone(place));
          }
        });
  }

  private @Nullable String ipPhone(String place) {
    try (var client =
        new LDAPConnection(
            InetAddress.getLoopbackAddress().getHostAddress(),
            other.port(),
            "ringspan@" + DOMAIN,
            PASSWORD)) {
      return client.getEntry(place).getAttributeValue("ipPhone");
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
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
    if (run.getInt("written") != (committed ? 0 : 6)) {
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
    controller.close();
    other.close();
  }

  /** What the server has asked the directory for. */
  private static final class Writes implements WriteWatcher {
    private final Map<String, Integer> made = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private int asked;
    private volatile @Nullable Armed armed;

    private record Armed(AtWrite at, Runnable kill) {}

    void arm(AtWrite at, Runnable kill) {
      forgetCount();
      armed = new Armed(at, kill);
    }

    synchronized void forgetCount() {
      asked = 0;
    }

    synchronized void forget() {
      asked = 0;
      made.clear();
      refused.clear();
    }

    synchronized Map<String, Integer> made() {
      return new TreeMap<>(made);
    }

    synchronized List<String> refused() {
      return List.copyOf(refused);
    }

    @Override
    public void asked(SimulatedWrite write) {
      synchronized (this) {
        asked++;
      }
      killAt(false);
    }

    @Override
    public void made(SimulatedWrite write, boolean accepted) {
      synchronized (this) {
        for (var change : write.changes()) {
          if (accepted) {
            made.merge(write.place() + " " + change, 1, Integer::sum);
          } else {
            refused.add(write.place() + " " + change);
          }
        }
      }
      killAt(true);
    }

    private void killAt(boolean isMade) {
      var now = armed;
      if (now != null && now.at().made() == isMade && now.at().write() == count()) {
        armed = null;
        now.kill().run();
      }
    }

    private synchronized int count() {
      return asked;
    }
  }
}
