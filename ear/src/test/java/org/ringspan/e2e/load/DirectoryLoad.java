package org.ringspan.e2e.load;

import static org.ringspan.e2e.server.Company.ADMINISTRATOR;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.ringspan.activedirectory.simulator.DemoCompany;
import org.ringspan.activedirectory.simulator.SimulatedAccounts;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.simulator.SimulatedDomain;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.ServerMemory;
import org.ringspan.e2e.server.TestServer;

/**
 * Reads many people into a server that knows nearly nobody, changes some, and changes nothing.
 *
 * <p>Arguments: how many people, how many changes, the largest heap, a file for the figures. Ends
 * with 0 when every bar was held, 1 when one wasn't, 2 when it couldn't run.
 */
public final class DirectoryLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final String DOMAIN = "company.example";
  private static final String PASSWORD = "letterbox-7";
  private static final String PEOPLE = "OU=People,DC=company,DC=example";
  private static final Duration MOST_FOR_ALL = Duration.ofMinutes(3);
  private static final Duration MOST_FOR_CHANGES = Duration.ofSeconds(2);
  private static final Duration MOST_FOR_NOTHING = Duration.ofSeconds(1);
  private static final int ROUNDS = 5;

  private static final List<String> ASKED =
      List.of("BINDS", "SEARCHES", "ENTRIES", "MODIFICATIONS");

  private final SimulatedController controller;
  private final TestServer server;
  private final int people;
  private final int changes;
  private final List<String> figures = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int generation;

  private DirectoryLoad(
      SimulatedController controller, TestServer server, int people, int changes) {
    this.controller = controller;
    this.server = server;
    this.people = people;
    this.changes = changes;
  }

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    int people = Integer.parseInt(arguments[0]);
    int changes = Integer.parseInt(arguments[1]);
    String heap = arguments[2];
    var file = Path.of(arguments[3]);
    var domain = new SimulatedDomain(DOMAIN, InstantSource.system());
    var accounts = new SimulatedAccounts(domain, 10);
    DemoCompany.found(domain);
    DemoCompany.hire(domain, people);
    DemoCompany.account(domain, "ringspan");
    accounts.password("ringspan", PASSWORD);
    accounts.letWrite("ringspan");
    int status = 2;
    var directory = TestServer.directory("directory-load");
    try (var controller = SimulatedController.clear(domain, accounts, "DC1")) {
      controller.start();
      try (var server =
          new TestServer(
              directory,
              Network.DIRECTORY_SERVER,
              TestServer.h2(directory),
              Map.of(
                  "ringspan.ad.controllers",
                  "127.0.0.1:" + controller.port(),
                  "ringspan.ad.security",
                  "CLEAR",
                  "ringspan.ad.account",
                  "ringspan@" + DOMAIN,
                  "ringspan.ad.password",
                  PASSWORD,
                  "ringspan.ad.changes.interval",
                  "1"),
              TestServer.home(),
              List.of("-Xms" + heap, "-Xmx" + heap))) {
        server.start();
        var load = new DirectoryLoad(controller, server, people, changes);
        load.run();
        Files.write(file, load.figures);
        load.figures.forEach(System.out::println);
        load.missed.forEach(bar -> System.out.println("FAULT: " + bar));
        status = load.missed.isEmpty() ? 0 : 1;
      }
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace(System.out);
    }
    System.exit(status);
  }

  private void run() throws IOException {
    try (var memory = ServerMemory.of(server)) {
      settings("");
      var first = new CompletableFuture<Duration>();
      long most =
          memory.mostDuring(
              () -> first.complete(measured("all " + people + " people into an empty store", "")));
      bar("all people", first.join(), MOST_FOR_ALL);
      figure("most heap in use while they are read, garbage included, MiB", most >> 20);
      long afterAll = memory.usedAfterCollection();
      figure("heap after collection, with all of them, MiB", afterAll >> 20);

      Duration nothing = Duration.ofDays(1);
      for (int i = 0; i < ROUNDS; i++) {
        var again = measured(i == 0 ? "a run when nothing has changed" : "", "");
        nothing = again.compareTo(nothing) < 0 ? again : nothing;
      }
      change();
      var full = measured("a run when " + changes + " have changed", "");
      say("full run with changes: " + full.toMillis() + " ms");

      settings(", \"follow\": true");
      Eventually.until(
          "changes are followed",
          PATIENCE,
          () -> admin().get("/directory/following").json(),
          now -> now.getBoolean("begun") && !now.getBoolean("fullRunWanted"));
      var searches = asked();
      idle(Duration.ofSeconds(10));
      figure("searches in 10 s of following when nothing changes", grown(searches, "SEARCHES"));
      var slowest = Duration.ZERO;
      for (int i = 0; i < ROUNDS; i++) {
        var before = asked();
        var took = followed();
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        if (i == 0) {
          operations(changes + " followed changes", before);
        }
      }
      figure(
          changes
              + " changes, from the last of them to the new names here, slowest of "
              + ROUNDS
              + ", ms",
          slowest.toMillis());
      bar(changes + " followed changes", slowest, MOST_FOR_CHANGES);
      bar("a run when nothing has changed", nothing, MOST_FOR_NOTHING);
      long atEnd = memory.usedAfterCollection();
      figure("heap after collection at the end, MiB", atEnd >> 20);
      if (atEnd > afterAll + afterAll / 20) {
        missed.add("the heap has grown from " + afterAll + " to " + atEnd);
      }
    }
  }

  private static void say(String what) {
    System.out.println(LocalTime.now(ZoneOffset.UTC).withNano(0) + " " + what);
  }

  private void figure(String what, long value) {
    figures.add(what + "|" + value);
    say(figures.getLast());
  }

  private void bar(String what, Duration took, Duration most) {
    if (took.compareTo(most) > 0) {
      missed.add(what + " took " + took.toMillis() + " ms, at most " + most.toMillis() + " wanted");
    }
  }

  private Rest admin() {
    return server.rest().as(ADMINISTRATOR);
  }

  private void settings(String more) {
    var kept =
        admin()
            .send(
                "PUT",
                "/directory/settings",
                "{\"bases\": [\"" + PEOPLE + "\"], \"mostDeactivated\": 10" + more + "}",
                Map.of());
    if (kept.status() != 200) {
      throw new IllegalStateException(kept.toString());
    }
  }

  private Map<String, Long> asked() {
    var now = new TreeMap<String, Long>();
    ASKED.forEach(name -> now.put(name, server.figures().directory(name)));
    return now;
  }

  private long grown(Map<String, Long> before, String name) {
    return server.figures().directory(name) - before.getOrDefault(name, 0L);
  }

  private void operations(String what, Map<String, Long> before) {
    figures.add(
        what
            + ": logins, searches, entries, writes|%d, %d, %d, %d"
                .formatted(ASKED.stream().map(name -> grown(before, name)).toArray()));
    say(figures.getLast());
  }

  /** A run; what it took. Told when it has a name. */
  private Duration measured(String what, String query) {
    var before = asked();
    long begin = System.nanoTime();
    var begun =
        Eventually.until(
            "a run begins",
            PATIENCE,
            () -> admin().post("/directory/runs" + query, ""),
            answer -> answer.status() == 202);
    String id = begun.json().getString("id");
    JsonObject run =
        Eventually.until(
            "the end of the run",
            PATIENCE,
            () -> admin().get("/directory/runs/" + id).json(),
            it -> it.containsKey("ended"));
    var took = Duration.ofNanos(System.nanoTime() - begin);
    if (!run.getString("phase").equals("done")) {
      throw new IllegalStateException(run.toString());
    }
    if (!what.isEmpty()) {
      figure(what + ", ms", took.toMillis());
      figures.add(
          what
              + ": created, changed, left out|%d, %d, %d"
                  .formatted(run.getInt("created"), run.getInt("updated"), run.getInt("leftOut")));
      operations(what, before);
    }
    return took;
  }

  /** Changes the names of some. */
  private void change() {
    generation++;
    try (var client =
        new LDAPConnection(
            InetAddress.getLoopbackAddress().getHostAddress(),
            controller.port(),
            "ringspan@" + DOMAIN,
            PASSWORD)) {
      for (int i = 0; i < changes; i++) {
        client.modify(
            "CN=" + login(i) + "," + PEOPLE,
            new Modification(ModificationType.REPLACE, "displayName", name()));
      }
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  private String name() {
    return "Generation " + generation;
  }

  /** Nobody of them is disabled, which every tenth is. */
  private static String login(int index) {
    return String.format(Locale.ROOT, "user%05d", index / 9 * 10 + index % 9);
  }

  private Duration followed() {
    change();
    long begin = System.nanoTime();
    for (int i : List.of(changes - 1, 0, changes / 2)) {
      Eventually.until(
          "the new name of " + login(i),
          PATIENCE,
          () -> admin().get("/users/" + login(i)).json().getString("name"),
          name()::equals);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Nothing can be waited for here but time. */
  private static void idle(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      java.util.concurrent.locks.LockSupport.parkNanos(left);
    }
  }
}
