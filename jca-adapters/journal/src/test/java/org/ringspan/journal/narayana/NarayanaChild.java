package org.ringspan.journal.narayana;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.Wish;
import org.ringspan.journal.crash.CrashChild;
import org.ringspan.journal.crash.FileRemote;
import org.ringspan.journal.engine.DurableIntentJournal;

/** A process with Narayana and two journals, that is killed. */
public final class NarayanaChild {

  /** What is written to each remote side. */
  static final List<Wish> LEFT = List.of(new Wish("ann", "l1"), new Wish("bob", "l2"));

  static final List<Wish> RIGHT = List.of(new Wish("ann", "r1"), new Wish("bob", "r2"));

  private NarayanaChild() {}

  /**
   * Runs.
   *
   * @param arguments the directory, {@code commit} or {@code recover}, and the place to stop at:
   *     the side, a colon, and the place of that side
   */
  public static void main(String[] arguments) throws Exception {
    var directory = Path.of(arguments[0]);
    var places = CrashChild.stopAt(arguments[2]);
    var left = open(directory.resolve("left"), place -> places.at("left:" + place));
    var right = open(directory.resolve("right"), place -> places.at("right:" + place));
    var narayana = Narayana.start(directory, List.of(left, right));
    places.at("both:started");
    switch (arguments[1]) {
      case "commit" -> commit(narayana, left, right);
      case "recover" -> {
        while (!left.administration().open().isEmpty()
            || !right.administration().open().isEmpty()) {
          narayana.recover();
        }
        System.out.println("recovered");
      }
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void commit(
      Narayana narayana, DurableIntentJournal<Wish> left, DurableIntentJournal<Wish> right)
      throws Exception {
    var manager = narayana.manager();
    var leftSession = left.session();
    var rightSession = right.session();
    manager.begin();
    manager.getTransaction().enlistResource(leftSession.xaResource());
    manager.getTransaction().enlistResource(rightSession.xaResource());
    LEFT.forEach(leftSession::enqueue);
    RIGHT.forEach(rightSession::enqueue);
    manager.commit();
    System.out.println("committed");
  }

  static DurableIntentJournal<Wish> open(Path directory, FileRemote.Places places)
      throws Exception {
    Files.createDirectories(directory);
    try {
      return CrashChild.open(directory, new FileRemote(directory, places), places);
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
  }
}
