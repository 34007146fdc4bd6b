package org.ringspan.journal.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IntentExecutor;
import org.ringspan.journal.Outcome;
import org.ringspan.journal.Wish;

/** A remote system in a file: it outlives the processes that write to it. */
public final class FileRemote implements IntentExecutor<Wish> {

  /** Where a process may be stopped. */
  public interface Places {

    /** It is at this place now. */
    void at(String place);
  }

  private final AppendedFile log;
  private final Places places;
  private final Map<String, String> values = new HashMap<>();

  /** The one of a directory. */
  public FileRemote(Path directory, Places places) {
    log = new AppendedFile(directory.resolve("remote.log"));
    this.places = places;
    for (var wish : writes()) {
      values.put(wish.object(), wish.value());
    }
  }

  @Override
  public Outcome carryOut(Attempt attempt, Wish wish) {
    places.at("before-" + wish.value());
    Outcome outcome;
    synchronized (this) {
      if (wish.value().equals(values.get(wish.object()))) {
        outcome = Outcome.alreadyAsWished();
      } else {
        log.add(wish.object() + "=" + wish.value());
        values.put(wish.object(), wish.value());
        outcome = Outcome.done();
      }
    }
    places.at("after-" + wish.value());
    return outcome;
  }

  /** All writes, in order. */
  public List<Wish> writes() {
    var writes = new ArrayList<Wish>();
    for (var line : log.lines()) {
      int at = line.indexOf('=');
      writes.add(new Wish(line.substring(0, at), line.substring(at + 1)));
    }
    return writes;
  }
}
