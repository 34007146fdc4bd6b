package org.ringspan.e2e.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.ringspan.e2e.kill.KillPoint.AtWrite;
import org.ringspan.e2e.kill.KillPoint.Fate;

/**
 * Kills a server again and again, at random moments and at random places of a transaction, and in
 * the recovery of it. After each, database, messages and directory must agree.
 *
 * <p>Arguments: how often, a seed, a file for the figures. Ends with 0 when nothing was wrong, 1
 * when something was, 2 when it couldn't run.
 */
public final class KillLoop {
  private static final List<KillPoint.Place> PLACES =
      List.of(
          KillPoint.prepare(1),
          KillPoint.prepare(2),
          KillPoint.prepare(3),
          KillPoint.journalForce(),
          KillPoint.beforeLog(),
          KillPoint.afterLog(),
          KillPoint.commit(1),
          KillPoint.commit(2),
          KillPoint.commit(3),
          KillPoint.beforeConclusion(),
          KillPoint.beforeForgetting());

  /** Writes of a transaction. */
  private static final int WRITES = 6;

  private final KilledServer server;
  private final Random random;
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Map<Fate, Integer> fates = new TreeMap<>();
  private final List<Long> startMillis = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long runMillis;
  private long bootMillis;
  private int killed;

  private KillLoop(KilledServer server, Random random) {
    this.server = server;
    this.random = random;
  }

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    int times = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    var figures = Path.of(arguments[2]);
    say("seed " + seed);
    KillLoop loop;
    try (var server = new KilledServer("kills")) {
      loop = new KillLoop(server, new Random(seed));
      loop.begin();
      while (loop.killed < times) {
        loop.round();
        // What has happened so far is told whenever somebody ends it.
        Files.write(figures, loop.figures(seed));
      }
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace(System.out);
      System.exit(2);
      return;
    }
    loop.figures(seed).forEach(System.out::println);
    loop.faults.forEach(fault -> System.out.println("FAULT: " + fault));
    System.exit(loop.faults.isEmpty() ? 0 : 1);
  }

  private static void say(String what) {
    System.out.println(LocalTime.now(ZoneOffset.UTC).withNano(0) + " " + what);
  }

  private void begin() {
    server.start();
    server.change();
    long begin = System.nanoTime();
    server.runToTheEnd();
    runMillis = millisSince(begin);
    server.change();
    server.kill();
    begin = System.nanoTime();
    server.startAgain();
    bootMillis = millisSince(begin);
    say("a run takes " + runMillis + " ms, a start " + bootMillis + " ms");
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private void round() {
    server.change();
    String how = kill();
    killed++;
    kinds.merge(how, 1, Integer::sum);
    while (random.nextInt(4) == 0) {
      how += ", again while it starts";
      killWhileStarting();
    }
    long begin = System.nanoTime();
    server.startAgain();
    startMillis.add(millisSince(begin));
    Fate fate = server.fate();
    for (String fault : server.faults(Optional.empty())) {
      faults.add("kill " + killed + " (" + how + "): " + fault);
      say(faults.getLast());
    }
    // By now recovery may have committed what the database didn't show yet.
    fate = server.fate() == Fate.COMMITTED ? Fate.COMMITTED : fate;
    fates.merge(fate, 1, Integer::sum);
    for (String fault : server.faultsOfNextRun()) {
      faults.add("after kill " + killed + " (" + how + "): " + fault);
      say(faults.getLast());
    }
    say(killed + " " + fate + " " + how);
  }

  private String kill() {
    switch (random.nextInt(3)) {
      case 0 -> {
        long after = random.nextLong(runMillis + runMillis / 4 + 1);
        server.beginRun();
        pause(after);
        server.kill();
        return "at a moment of the run";
      }
      case 1 -> {
        server.runAndKillAt(PLACES.get(random.nextInt(PLACES.size())));
        return "at a place of the transaction manager or the journal";
      }
      default -> {
        int write = 1 + random.nextInt(WRITES);
        server.runAndKillAt(
            switch (random.nextInt(3)) {
              case 0 -> KillPoint.answered(write);
              case 1 -> new AtWrite(write, true);
              default -> new AtWrite(write, false);
            });
        return "at a write to the directory";
      }
    }
  }

  private void killWhileStarting() {
    server.launch();
    pause(random.nextLong(bootMillis + bootMillis / 4));
    server.kill();
    killed++;
    kinds.merge("while it starts and recovers", 1, Integer::sum);
  }

  private static void pause(long millis) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private List<String> figures(long seed) {
    var lines = new ArrayList<String>();
    lines.add("times killed; seed|" + killed + "; " + seed);
    kinds.forEach((kind, times) -> lines.add("of them " + kind + "|" + times));
    fates.forEach(
        (fate, times) ->
            lines.add(
                "transactions "
                    + (fate == Fate.COMMITTED ? "committed" : "rolled back")
                    + "|"
                    + times));
    lines.add(
        "from start to ready, mean and longest, ms|%d, %d"
            .formatted(
                (long) startMillis.stream().mapToLong(Long::longValue).average().orElse(0),
                startMillis.stream().flatMapToLong(LongStream::of).max().orElse(0)));
    lines.add("faults|" + faults.size());
    return lines;
  }
}
