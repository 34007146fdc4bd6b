package org.ringspan.directory.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.cluster.boundary.Cluster.Permit;
import org.ringspan.cluster.boundary.Cluster.Work;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryLink;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectoryRules;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.RunEvents;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;

/**
 * Carries out the runs of this server, one at a time, also in a cluster: reads all people, plans,
 * asks if too many would be deactivated, and has the users imported. Users and who of them comes
 * from the directory change in one transaction.
 */
@ApplicationScoped
public class DirectoryRuns {
  private static final Logger LOG = Logger.getLogger(DirectoryRuns.class);

  /** Of so many runs one was mostly done. */
  private static final int REMEMBERED = 20;

  /** How long a run waits while another node takes changes, or ends a run. */
  private static final Duration OTHERS_WITHIN = Duration.ofMinutes(2);

  @Inject private DirectoryStore store;
  @Inject private PeopleReader reader;
  @Inject private PlanCarrier carrier;
  @Inject private AvatarReader avatars;
  @Inject private GroupReader groups;
  @Inject private DirectoryEvents events;
  @Inject private ConnectionWatch watch;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  /** The last one; guarded by this. */
  private @Nullable DirectoryJob last;

  /** Whoever changes users has it: a run, or who follows changes. */
  private final ReentrantLock working = new ReentrantLock();

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
    DirectoryJob job = new DirectoryJob(Kind.FULL, actor, dryRun, consent, lastPeople(), clock);
    if (cluster.isShared() && store.runsElsewhere()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "another run isn't over, at another server");
    }
    synchronized (this) {
      if (last != null && !last.state().phase().isOver()) {
        throw new ConfigurationRefused(Reason.NOT_ALLOWED, "another run isn't over");
      }
      last = job;
    }
    boolean begun = false;
    try {
      store.begin(job.state());
      events.tell(List.of(RunEvents.begun(job.state())));
      var unused = executor.submit(() -> run(job, settings));
      begun = true;
    } finally {
      if (!begun) {
        job.fail("it couldn't begin");
      }
    }
    return job.id();
  }

  /** How many people there were when everything was read last. */
  private int lastPeople() {
    return store.runs(Optional.of(Kind.FULL), REMEMBERED).stream()
        .filter(run -> run.phase() == Phase.DONE)
        .findFirst()
        .map(DirectoryRun::people)
        .orElse(0);
  }

  private void run(DirectoryJob job, DirectorySettings settings) {
    List<RunLine> report = List.of();
    working.lock();
    try (Permit permit = permit()) {
      report = report(job, settings, permit);
    } catch (DirectoryJob.Cancelled e) {
      job.end(Phase.CANCELLED, Counts.NONE);
    } catch (DirectoryUnreachable | ConfigurationRefused e) {
      job.fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      job.fail("the server is being stopped");
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // Also of an Error: a run that never ends would keep all others out.
      LOG.errorf(e, "Run %s of the directory connector failed", job.id());
      job.fail("the server's log says why, under " + job.id());
    } finally {
      working.unlock();
    }
    remember(job.state(), report);
  }

  private Permit permit() throws InterruptedException {
    return cluster
        .begin(Work.DIRECTORY, OTHERS_WITHIN)
        .orElseThrow(
            () ->
                new ConfigurationRefused(
                    Reason.NOT_ALLOWED,
                    "another server changes users as the directory says, and doesn't end"));
  }

  /** Whether a run is at work. */
  boolean isBusy() {
    return working.isLocked();
  }

  /**
   * Does something while no run does, at whichever node.
   *
   * @throws ConfigurationRefused when one does
   */
  void between(Consumer<Permit> work) {
    if (!working.tryLock()) {
      throw new ConfigurationRefused(Reason.NOT_ALLOWED, "a run isn't over");
    }
    try (Permit permit =
        cluster
            .begin(Work.DIRECTORY)
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Reason.NOT_ALLOWED, "a run of another server isn't over"))) {
      work.accept(permit);
    } finally {
      working.unlock();
    }
  }

  /** Keeps what a run has done, with a line in the log. */
  void remember(DirectoryRun ended, List<RunLine> report) {
    LOG.infof(
        "Directory: %s %s%s, %d people, %s%s",
        ended.kind(),
        ended.phase(),
        ended.dryRun() ? " (dry run)" : "",
        ended.people(),
        ended.counts(),
        ended.failure().map(why -> ": " + why).orElse(""));
    events.tell(RunEvents.of(ended, report));
    try {
      store.end(ended, report);
    } catch (RuntimeException e) {
      // What it did is done; only its report is lost, and the run is shown as cut off later.
      LOG.errorf(e, "What run %s did can't be remembered", ended.id());
    }
    watch.look();
  }

  /** Ends the job, unless it throws. */
  private List<RunLine> report(DirectoryJob job, DirectorySettings settings, Permit permit)
      throws DirectoryUnreachable {
    var people = reader.all(settings, job::read);
    Collection<DirectoryLink> links = store.links();
    DirectoryPlan plan =
        DirectoryRules.plan(people, links, carrier.users(), carrier.written(job, settings));
    PlanTable table = new PlanTable(plan);
    if (plan.needsConsent(settings.mostDeactivated()) && !job.hasConsent() && !job.isDryRun()) {
      List<RunLine> report = table.report(List.of());
      job.end(Phase.NEEDS_CONSENT, table.counts(report));
      store.follow(
          store
              .following()
              .pausedFor(
                  "a run would deactivate " + plan.deactivations() + " users and asks first"));
      return report;
    }
    job.writes();
    List<RunLine> report =
        table.report(
            carrier.carryOut(
                job,
                settings,
                plan,
                table,
                links,
                () -> {
                  permit.assure();
                  store.everythingWasRead();
                }));
    if (!job.isDryRun()) {
      readMore(job, settings);
    }
    job.end(Phase.DONE, table.counts(report));
    return report;
  }

  /** Groups and pictures. The users are changed by now: what fails here is only remarked upon. */
  private void readMore(DirectoryJob job, DirectorySettings settings) {
    try {
      groups.all(settings);
      tell(avatars.all(settings));
    } catch (DirectoryUnreachable e) {
      job.remark("groups and pictures weren't all read: " + e.getMessage());
    }
  }

  /** Tells what became of pictures. */
  void tell(AvatarReader.Outcome pictures) {
    pictures
        .unusable()
        .forEach(
            (user, why) ->
                events.tell(
                    DirectoryEvent.Kind.PICTURE,
                    user.value(),
                    "the picture can't be used: " + why));
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

  /** How far a run of this server has read; nothing of others. */
  public Optional<Progress> progress(String id) {
    return running().filter(job -> job.id().equals(id)).flatMap(DirectoryJob::progress);
  }

  /** The last runs, the newest first. */
  public List<DirectoryRun> list(Optional<Kind> kind, int most) {
    Optional<DirectoryRun> now = running().map(DirectoryJob::state);
    return store.runs(kind, most).stream()
        .map(run -> now.filter(it -> it.id().equals(run.id())).orElse(run))
        .toList();
  }

  /** Stops a run of this server that hasn't begun to write. */
  public boolean cancel(String id) {
    return running().filter(job -> job.id().equals(id)).map(DirectoryJob::cancel).orElse(false);
  }
}
