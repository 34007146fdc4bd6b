package org.ringspan.directory.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectoryRules;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.identity.Actor;
import org.ringspan.server.HeuristicOutcome;

/**
 * Carries out the runs of this server, one at a time: reads all people, plans, asks if too many
 * would be deactivated, and has the users imported. Users and who of them comes from the directory
 * change in one transaction.
 */
@ApplicationScoped
public class DirectoryRuns {
  private static final Logger LOG = Logger.getLogger(DirectoryRuns.class);

  @Inject private DirectoryStore store;
  @Inject private PeopleReader reader;
  @Inject private UserTables users;
  @Inject private Clock clock;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  /** The last one; guarded by this. */
  private @Nullable DirectoryJob last;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryRuns() {}

  /** Begins a run. */
  public String begin(Actor actor, boolean dryRun, boolean consent) {
    DirectorySettings settings =
        store
            .settings()
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Reason.NOT_ALLOWED, "it isn't said yet how the directory is read"));
    DirectoryJob job = new DirectoryJob(actor, dryRun, consent, clock);
    synchronized (this) {
      if (last != null && !last.state().phase().isOver()) {
        throw new ConfigurationRefused(Reason.NOT_ALLOWED, "another run isn't over");
      }
      last = job;
    }
    boolean begun = false;
    try {
      store.begin(job.state());
      var unused = executor.submit(() -> run(job, settings));
      begun = true;
    } finally {
      if (!begun) {
        job.fail("it couldn't begin");
      }
    }
    return job.id();
  }

  private void run(DirectoryJob job, DirectorySettings settings) {
    List<RunLine> report = List.of();
    try {
      report = report(job, settings);
    } catch (DirectoryJob.Cancelled e) {
      job.end(Phase.CANCELLED, Counts.NONE);
    } catch (DirectoryUnreachable | ConfigurationRefused e) {
      job.fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Also of an Error: a run that never ends would keep all others out.
      LOG.errorf(e, "Run %s of the directory connector failed", job.id());
      job.fail("the server's log says why, under " + job.id());
    }
    remember(job.state(), report);
  }

  private void remember(DirectoryRun ended, List<RunLine> report) {
    LOG.infof(
        "Directory: %s%s, %d people, %s%s",
        ended.phase(),
        ended.dryRun() ? " (dry run)" : "",
        ended.people(),
        ended.counts(),
        ended.failure().map(why -> ": " + why).orElse(""));
    try {
      store.end(ended, report);
    } catch (RuntimeException e) {
      // What it did is done; only its report is lost, and the run is shown as cut off later.
      LOG.errorf(e, "What run %s did can't be remembered", ended.id());
    }
  }

  /** Ends the job, unless it throws. */
  private List<RunLine> report(DirectoryJob job, DirectorySettings settings)
      throws DirectoryUnreachable {
    var people = reader.all(settings, job::read);
    // While refused writes wait, more of the kind would be refused, too.
    int waiting = settings.written().isEmpty() ? 0 : WaitingWrites.count();
    if (waiting > 0) {
      job.remark(
          "no numbers are written to the directory, since "
              + waiting
              + " writes that it refused wait for an administrator");
    }
    DirectoryPlan plan =
        DirectoryRules.plan(
            people, store.links(), users.users(), waiting > 0 ? Set.of() : settings.written());
    PlanTable table = new PlanTable(plan);
    if (plan.needsConsent(settings.mostDeactivated()) && !job.hasConsent() && !job.isDryRun()) {
      List<RunLine> report = table.report(List.of());
      job.end(Phase.NEEDS_CONSENT, table.counts(report));
      return report;
    }
    job.writes();
    List<RunLine> report = table.report(carriedOut(job, settings, plan, table));
    job.end(Phase.DONE, table.counts(report));
    return report;
  }

  /**
   * Changes users, links and directory in one transaction.
   *
   * @return what the import says of the users
   */
  private List<ImportLine> carriedOut(
      DirectoryJob job, DirectorySettings settings, DirectoryPlan plan, PlanTable table) {
    Runnable alongside =
        () -> {
          store.replaceLinks(plan.links());
          try {
            NumberWriter.write(plan, settings);
          } catch (DirectoryUnreachable e) {
            throw new ConfigurationRefused(Reason.NOT_ALLOWED, String.valueOf(e.getMessage()));
          }
        };
    if (table.isEmpty()) {
      if (!job.isDryRun()) {
        heeded(job, () -> store.together(alongside));
      }
      return List.of();
    }
    UserTables.Imported imported = users.now(job.actor(), table.csv(), job.isDryRun(), alongside);
    if (imported.state().phase() != ImportState.Phase.DONE) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, imported.state().failure().orElse("the users couldn't be changed"));
    }
    imported.state().failure().ifPresent(job::remark);
    return imported.report();
  }

  /** A refusal after the decision is remarked upon: everything else has happened. */
  private static void heeded(DirectoryJob job, Runnable work) {
    try {
      work.run();
    } catch (EJBException e) {
      if (!HeuristicOutcome.isReasonOf(e)) {
        throw e;
      }
      job.remark(HeuristicOutcome.SENTENCE);
    }
  }

  private synchronized Optional<DirectoryJob> running() {
    return Optional.ofNullable(last).filter(job -> !job.state().phase().isOver());
  }

  /** A run as it is now. */
  public Optional<DirectoryRun> find(String id) {
    return running()
        .filter(job -> job.id().equals(id))
        .map(DirectoryJob::state)
        .or(() -> store.run(id));
  }

  /** The last runs, the newest first. */
  public List<DirectoryRun> list(int most) {
    Optional<DirectoryRun> now = running().map(DirectoryJob::state);
    return store.runs(most).stream()
        .map(run -> now.filter(it -> it.id().equals(run.id())).orElse(run))
        .toList();
  }

  /** Stops a run of this server that hasn't begun to write. */
  public boolean cancel(String id) {
    return running().filter(job -> job.id().equals(id)).map(DirectoryJob::cancel).orElse(false);
  }
}
