package org.ringspan.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.directory.DirectoryEvent.Kind;
import org.ringspan.directory.DirectoryRun.Counts;

/** What a run leaves among the events. */
public final class RunEvents {
  /** People of one run that have events of their own; its report has all. */
  static final int MOST_PEOPLE = 500;

  private RunEvents() {}

  /** That a run has begun. */
  public static DirectoryEvent begun(DirectoryRun run) {
    return DirectoryEvent.of(
        run.started(), Kind.RUN, what(run) + " was begun by " + run.by() + " (" + run.id() + ")");
  }

  /** What a run that is over has done, the people first. */
  public static List<DirectoryEvent> of(DirectoryRun run, List<RunLine> report) {
    Instant at = run.ended().orElse(run.started());
    List<DirectoryEvent> events = new ArrayList<>();
    if (run.phase() == DirectoryRun.Phase.DONE && !run.dryRun()) {
      int left = 0;
      for (RunLine line : report) {
        Optional<DirectoryEvent> event = event(at, line);
        if (event.isPresent() && events.size() < MOST_PEOPLE) {
          events.add(event.get());
        } else if (event.isPresent()) {
          left++;
        }
      }
      if (left > 0) {
        events.add(
            DirectoryEvent.of(at, kind(run), left + " more people are in the report " + run.id()));
      }
    }
    events.add(end(run, at));
    return events;
  }

  private static Optional<DirectoryEvent> event(Instant at, RunLine line) {
    return switch (line.action()) {
      case CREATE -> event(at, Kind.CREATED, line, "is a user now");
      case UPDATE -> event(at, Kind.UPDATED, line, "was changed");
      case DEACTIVATE -> event(at, Kind.DEACTIVATED, line, "can't log in any more");
      case REACTIVATE -> event(at, Kind.REACTIVATED, line, "can log in again");
      case REFUSE -> event(at, Kind.REFUSED, line, "isn't taken");
      case NOTHING, WRITE_BACK, LEAVE_OUT -> Optional.empty();
    };
  }

  private static Optional<DirectoryEvent> event(
      Instant at, Kind kind, RunLine line, String sentence) {
    String where = line.entry().isEmpty() ? "gone from the directory" : line.entry();
    String why = line.detail().isEmpty() ? "" : ": " + line.detail();
    return Optional.of(
        DirectoryEvent.of(at, kind, line.login(), sentence + why + " (" + where + ")"));
  }

  private static DirectoryEvent end(DirectoryRun run, Instant at) {
    String failure = run.failure().map(why -> ": " + why).orElse("");
    return switch (run.phase()) {
      case NEEDS_CONSENT ->
          DirectoryEvent.of(
              at,
              Kind.BRAKE,
              what(run)
                  + " would deactivate "
                  + run.counts().deactivated()
                  + " users and asks first"
                  + failure);
      case FAILED -> DirectoryEvent.of(at, Kind.FAILED, what(run) + " failed" + failure);
      case CANCELLED -> DirectoryEvent.of(at, kind(run), what(run) + " was cancelled");
      case CUT_OFF -> DirectoryEvent.of(at, Kind.FAILED, what(run) + " was cut off");
      case DONE, READING, WRITING ->
          DirectoryEvent.of(at, kind(run), what(run) + " is over: " + counted(run) + failure);
    };
  }

  private static Kind kind(DirectoryRun run) {
    return run.kind() == DirectoryRun.Kind.FULL ? Kind.RUN : Kind.CHANGES;
  }

  private static String what(DirectoryRun run) {
    return switch (run.kind()) {
      case FULL -> run.dryRun() ? "a trial run" : "a run";
      case CHANGES -> "a page of changes";
    };
  }

  private static String counted(DirectoryRun run) {
    Counts counts = run.counts();
    return "%d people, %d new, %d changed, %d deactivated, %d active again, %d left out, %d refused, %d written"
        .formatted(
            run.people(),
            counts.created(),
            counts.updated(),
            counts.deactivated(),
            counts.reactivated(),
            counts.leftOut(),
            counts.refused(),
            counts.written());
  }
}
