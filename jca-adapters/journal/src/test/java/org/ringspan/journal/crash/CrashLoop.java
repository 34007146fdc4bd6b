package org.ringspan.journal.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.transaction.xa.XAException;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.Wish;

/** Kills a process under load at random moments, again and again, and looks at what is left. */
public final class CrashLoop {

  private CrashLoop() {}

  /**
   * Runs it.
   *
   * @param arguments the directory, how often, and a seed
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    System.out.println("seed " + seed);
    var faults = run(directory, times, seed);
    faults.forEach(fault -> System.err.println("FAULT: " + fault));
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  /** Kills so often; each fault that is found. */
  static List<String> run(Path directory, int times, long seed) throws Exception {
    Files.createDirectories(directory);
    var random = new Random(seed);
    for (int i = 1; i <= times; i++) {
      try (var child = Children.start(directory, "load", String.valueOf(i))) {
        // One in five is killed before it says that it has recovered.
        if (random.nextInt(5) > 0) {
          child.awaitLine("loaded");
        }
        LockSupport.parkNanos(random.nextLong(400_000_000));
        child.kill();
      }
      if (i % 20 == 0) {
        System.out.println(i + " of " + times + " kills");
      }
    }
    return faults(directory);
  }

  /** Finishes everything and compares. */
  static List<String> faults(Path directory) throws Exception {
    var remote = new FileRemote(directory, place -> {});
    try (var journal = CrashChild.open(directory, remote, place -> {})) {
      finish(directory, journal);
      var damages = journal.administration().damages();
      Set<Wish> parked = new HashSet<>();
      for (var intent : journal.administration().parked()) {
        var words = intent.description().split(" is ", -1);
        parked.add(new Wish(words[0], words[1]));
      }
      var history = NaiveManager.history(directory);
      var faults = new ArrayList<>(Verification.faults(history, remote.writes(), parked));
      damages.forEach(d -> faults.add(d.description()));
      if (!journal.administration().open().isEmpty()) {
        faults.add("still open: " + journal.administration().open());
      }
      System.out.println(
          "%d transactions begun, %d writes, %d parked, %d faults"
              .formatted(
                  history.stream().filter(l -> l.matches("(preparing|onephase) .*")).count(),
                  remote.writes().size(),
                  parked.size(),
                  faults.size()));
      return faults;
    }
  }

  private static void finish(Path directory, IntentJournal<Wish> journal) throws XAException {
    var manager = new NaiveManager(directory, journal, place -> {});
    for (int pass = 0; pass < 200 && !journal.administration().open().isEmpty(); pass++) {
      journal.carryOn();
      manager.recover();
      LockSupport.parkNanos(10_000_000);
    }
  }
}
