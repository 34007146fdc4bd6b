package org.ringspan.journal.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.transaction.xa.XAException;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IntentExecutor;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.Wish;
import org.ringspan.journal.WishCodec;
import org.ringspan.journal.engine.DurableIntentJournal;
import org.ringspan.journal.store.LocalDisk;

/** The process that is killed. */
public final class CrashChild {

  /** What the transaction of the named places writes. */
  static final List<Wish> WISHES =
      List.of(new Wish("a", "1"), new Wish("b", "2"), new Wish("a", "3"));

  private static final Logger LOG = Logger.getLogger("org.ringspan.journal");

  private CrashChild() {}

  /** Small files, so that segments change often; short pauses. */
  static JournalSettings settings(Path directory) {
    return JournalSettings.in(directory.resolve("journal"))
        .withSizes(1 << 16, 4096)
        .withRepeats(5, Duration.ofMillis(5), Duration.ofMillis(50))
        .withTimes(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(10));
  }

  /** Opens a journal in a directory, with places where it can be stopped. */
  public static DurableIntentJournal<Wish> open(
      Path directory, IntentExecutor<Wish> executor, FileRemote.Places places)
      throws JournalException {
    var settings = settings(directory);
    return DurableIntentJournal.open(
        settings,
        new WishCodec(),
        executor,
        Clock.systemUTC(),
        new HookedDisk(LocalDisk.open(settings.directory()), places));
  }

  /**
   * Runs.
   *
   * @param arguments the directory and what to do: {@code hold}; {@code twophase}, {@code onephase}
   *     or {@code recover} and the place to stop at; {@code load} and a seed
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "hold" -> {
        try (var journal = open(directory, (a, w) -> Outcome.done(), place -> {})) {
          System.out.println("holding");
          stop();
        } catch (JournalException e) {
          System.out.println("refused: " + e.reason());
        }
      }
      case "load" -> load(directory, Integer.parseInt(arguments[2]));
      default -> scripted(directory, arguments[1], arguments[2]);
    }
  }

  private static void stop() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Stops at the first place of that name; at "first/second" at the second, once the first was
   * passed.
   */
  public static FileRemote.Places stopAt(String wanted) {
    var parts = List.of(wanted.split("/"));
    Set<String> passed = new HashSet<>();
    return place -> {
      boolean isThere =
          place.equals(parts.getLast()) && (parts.size() == 1 || passed.contains(parts.getFirst()));
      passed.add(place);
      if (isThere) {
        System.out.println("at " + wanted);
        stop();
      }
    };
  }

  private static void scripted(Path directory, String what, String place) throws Exception {
    var places = stopAt(place);
    var journal = open(directory, new FileRemote(directory, places), places);
    var manager = new NaiveManager(directory, journal, places);
    places.at("opened");
    switch (what) {
      case "twophase" -> manager.twoPhases("t", WISHES);
      case "onephase" -> manager.onePhase("t", WISHES);
      case "recover" -> {
        manager.recover();
        journal.carryOn();
      }
      default -> throw new IllegalArgumentException(what);
    }
    System.out.println("never at " + place);
  }

  /** Transactions of every kind from four threads, until it is killed. */
  private static void load(Path directory, int seed) throws Exception {
    // The remote side's moods aren't worth their lines.
    LOG.setLevel(Level.OFF);
    var remote = new FileRemote(directory, place -> {});
    var journal = open(directory, (a, w) -> moody(remote, a, w), place -> {});
    journal.startWorker(Thread.ofPlatform().daemon().factory());
    var manager = new NaiveManager(directory, journal, place -> {});
    manager.recover();
    System.out.println("loaded");
    for (int thread = 0; thread < 4; thread++) {
      var name = "s" + seed + "." + thread;
      Thread.ofPlatform().start(() -> endless(manager, name, new Random(name.hashCode())));
    }
  }

  /** A remote side that is sometimes away, doesn't answer, or refuses. */
  private static Outcome moody(FileRemote remote, Attempt attempt, Wish wish) {
    int mood = ThreadLocalRandom.current().nextInt(100);
    if (mood < 3) {
      return Outcome.unavailable("down");
    }
    if (mood < 4) {
      return Outcome.refused("no");
    }
    var outcome = remote.carryOut(attempt, wish);
    if (mood < 7) {
      return Outcome.unanswered("time-out");
    }
    if (mood < 9) {
      throw new IllegalStateException("broken answer");
    }
    return outcome;
  }

  private static void endless(NaiveManager manager, String name, Random random) {
    for (int i = 0; true; i++) {
      var transaction = name + "." + i;
      var wishes = new ArrayList<Wish>();
      for (int w = random.nextInt(3); w >= 0; w--) {
        wishes.add(new Wish("o" + random.nextInt(6), transaction + "." + w));
      }
      try {
        switch (random.nextInt(10)) {
          case 0 -> manager.rolledBack(transaction, wishes);
          case 1, 2, 3 -> manager.onePhase(transaction, wishes);
          default -> manager.twoPhases(transaction, wishes);
        }
      } catch (XAException e) {
        System.out.println("unexpected: " + e + " " + e.errorCode);
        Runtime.getRuntime().halt(3);
      }
    }
  }
}
