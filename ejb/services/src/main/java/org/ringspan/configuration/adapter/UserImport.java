package org.ringspan.configuration.adapter;

import jakarta.ejb.ApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportLine.Action;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.ImportState.Phase;
import org.ringspan.configuration.boundary.UserTables;

/** One import: what it does, how far it is, and what it has found. Safe for several threads. */
final class UserImport {
  private final String id;
  private final boolean dryRun;
  private final int most;
  private final Clock clock;
  private final Instant started;
  private final List<ImportLine> report = new ArrayList<>();
  private final Map<Action, Integer> counts = new EnumMap<>(Action.class);
  private Phase phase = Phase.LOOKING;
  private int lines;
  private boolean cancelled;
  private boolean passwords;
  private @Nullable String failure;
  private @Nullable Instant ended;

  UserImport(String id, boolean dryRun, Clock clock) {
    this(id, dryRun, UserTables.MOST_LINES, clock);
  }

  /**
   * @param most lines that its table may have
   */
  UserImport(String id, boolean dryRun, int most, Clock clock) {
    this.id = id;
    this.dryRun = dryRun;
    this.most = most;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** It was cancelled in time. */
  @ApplicationException(rollback = true)
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  String id() {
    return id;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /** Tells what would be done with a document. */
  void dryRun(byte[] csv, ConfigurationDocument now) {
    var unused = plan(csv, now).after().checkedSnapshot(0);
  }

  /**
   * Looks at all lines.
   *
   * @return what they make of the document
   * @throws SeedRefused when it is no table
   * @throws ConfigurationRefused when nothing of it can be done
   * @throws Cancelled when somebody wished so
   */
  UserImportPlan plan(byte[] csv, ConfigurationDocument now) {
    List<UserTable.Row> rows = UserTable.read(csv, most);
    synchronized (this) {
      lines = rows.size();
    }
    UserImportPlan plan = new UserImportPlan(now);
    for (UserTable.Row row : rows) {
      looked(plan.take(row));
    }
    if (!plan.keepsAdministrator() && new UserImportPlan(now).keepsAdministrator()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "this would leave no administrator who may log in");
    }
    synchronized (this) {
      passwords = !plan.passwords().isEmpty();
    }
    return plan;
  }

  /** Whether its table gives passwords to devices. */
  synchronized boolean setsPasswords() {
    return passwords;
  }

  private synchronized void looked(ImportLine line) {
    if (cancelled) {
      throw new Cancelled();
    }
    report.add(line);
    counts.merge(line.action(), 1, Integer::sum);
  }

  /** From now on it can't be cancelled. */
  synchronized void writes() {
    if (cancelled) {
      throw new Cancelled();
    }
    phase = Phase.WRITING;
  }

  synchronized boolean cancel() {
    if (phase == Phase.LOOKING) {
      cancelled = true;
    }
    return cancelled;
  }

  synchronized void done() {
    end(Phase.DONE);
  }

  synchronized void cancelled() {
    end(Phase.CANCELLED);
  }

  /** Something is to be said, though it is done. */
  synchronized void remark(String what) {
    failure = what;
  }

  synchronized void failed(String why) {
    failure = why;
    end(Phase.FAILED);
  }

  private void end(Phase how) {
    phase = how;
    ended = clock.instant();
  }

  synchronized ImportState state() {
    return new ImportState(
        id,
        dryRun,
        phase,
        lines,
        report.size(),
        counts.getOrDefault(Action.CREATE, 0),
        counts.getOrDefault(Action.UPDATE, 0),
        counts.getOrDefault(Action.NOTHING, 0),
        counts.getOrDefault(Action.REFUSE, 0),
        Optional.ofNullable(failure),
        started,
        Optional.ofNullable(ended));
  }

  synchronized List<ImportLine> report(long after, int most) {
    return report.stream().filter(line -> line.line() > after).limit(most).toList();
  }
}
