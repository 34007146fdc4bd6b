package org.ringspan.provisioning.adapter;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.cluster.boundary.Cluster.Permit;
import org.ringspan.cluster.boundary.Cluster.Work;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.Target;

/** The runs of this server, one at a time, also in a cluster. */
@ApplicationScoped
public class ProvisioningRuns {
  private static final Logger LOG = Logger.getLogger(ProvisioningRuns.class);

  @Inject private ProvisioningStore store;
  @Inject private Provisioner provisioner;
  @Inject private ProvisioningFigures figures;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  /** The one that goes on; guarded by this. */
  private @Nullable ProvisioningJob current;

  /** The server does; guarded by this. */
  private boolean stops;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ProvisioningRuns() {}

  /** The server stops: a run that waits for its service doesn't hold that up. */
  @PreDestroy
  synchronized void stop() {
    stops = true;
    if (current != null) {
      current.halt().call();
    }
  }

  private synchronized void take(ProvisioningJob job) {
    if (current != null) {
      throw new ConfigurationRefused(Reason.NOT_ALLOWED, "another run isn't over");
    }
    current = job;
    if (stops) {
      job.halt().call();
    }
  }

  private synchronized void leave() {
    current = null;
  }

  /**
   * Ends a run of this server where it is.
   *
   * @return whether it ends as cancelled; false: it has come out already, or isn't of this server
   */
  public synchronized boolean cancel(String id) {
    return current != null && current.id().equals(id) && current.cancel();
  }

  /** How far a run of this server is that tells its service; nothing of others. */
  public synchronized Optional<Progress> progress(String id) {
    return Optional.ofNullable(current)
        .filter(job -> job.id().equals(id))
        .flatMap(job -> job.progress(clock.instant()));
  }

  /** How a run came out. */
  private record Outcome(
      Phase phase, List<ReportLine> report, int unchanged, @Nullable String failure) {}

  /**
   * Begins one.
   *
   * @return its name
   * @throws ConfigurationRefused when another one isn't over, or there is no target
   */
  public String begin(Actor actor, boolean dryRun, boolean consent) {
    Target target =
        store
            .target()
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Reason.NOT_ALLOWED, "it isn't said yet which service is told"));
    if (!dryRun && !store.hasSecret()) {
      throw new ConfigurationRefused(Reason.NOT_ALLOWED, "the service's secret is missing");
    }
    ProvisioningJob job = new ProvisioningJob(actor, dryRun, clock.instant());
    take(job);
    Optional<Permit> permit = Optional.empty();
    boolean begun = false;
    try {
      permit = cluster.begin(Work.PROVISIONING);
      Permit alone =
          permit.orElseThrow(
              () ->
                  new ConfigurationRefused(
                      Reason.NOT_ALLOWED, "a run of another server isn't over"));
      if (cluster.isShared()) {
        // Nobody carries out what another node has left.
        store.cutOff();
      }
      store.begin(run(job, Phase.RUNNING, Map.of(), 0, null, null));
      var unused =
          executor.submit(
              () -> {
                try (alone) {
                  run(job, consent, target);
                }
              });
      begun = true;
      return job.id();
    } finally {
      if (!begun) {
        permit.ifPresent(Permit::close);
        leave();
      }
    }
  }

  /** Says of runs that nobody carries out any more that they were cut off. */
  int cutOff() {
    Optional<Permit> permit = cluster.begin(Work.PROVISIONING);
    if (permit.isEmpty()) {
      return 0;
    }
    try (Permit unused = permit.get()) {
      return store.cutOff();
    }
  }

  private void run(ProvisioningJob job, boolean consent, Target target) {
    try {
      Outcome outcome = outcome(job, consent, target);
      Map<Action, Integer> counts = new EnumMap<>(Action.class);
      outcome.report().forEach(line -> counts.merge(line.action(), 1, Integer::sum));
      ProvisioningRun ended =
          run(
              job,
              outcome.phase(),
              counts,
              outcome.unchanged(),
              outcome.failure(),
              clock.instant());
      LOG.infof(
          "Provisioning: %s%s, %s%s",
          ended.phase(),
          job.isDryRun() ? " (dry run)" : "",
          ended.counts(),
          ended.failure().map(why -> ": " + why).orElse(""));
      figures.ended(ended);
      store.end(ended, outcome.report());
    } catch (RuntimeException e) {
      // What it did is done and noted; only its report is lost, and the run is shown as cut off.
      LOG.errorf(e, "What run %s did can't be remembered", job.id());
    } finally {
      leave();
    }
  }

  /** Settles how it came out, before a report says what would be done that then isn't. */
  private Outcome outcome(ProvisioningJob job, boolean consent, Target target) {
    Provisioner.@Nullable Work work = null;
    try {
      work = provisioner.work(target);
      int unchanged = work.plan().unchanged();
      boolean asks = !consent && work.plan().needsConsent(target.mostDeactivated());
      if (job.isDryRun() || asks) {
        if (job.settle()) {
          return new Outcome(Phase.CANCELLED, List.of(), unchanged, null);
        }
        work.tell();
        return new Outcome(
            job.isDryRun() ? Phase.DONE : Phase.NEEDS_CONSENT, work.report(), unchanged, null);
      }
      job.tells(work, clock.instant());
      work.carryOut(target, job.halt());
      return new Outcome(
          job.settle() ? Phase.CANCELLED : Phase.DONE, work.report(), unchanged, null);
    } catch (ServiceAway | ConfigurationRefused e) {
      Outcome failed = failed(work, String.valueOf(e.getMessage()));
      return job.settle()
          ? new Outcome(Phase.CANCELLED, failed.report(), failed.unchanged(), null)
          : failed;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Run %s of provisioning failed", job.id());
      job.settle();
      return failed(work, "the server's log says why, under " + job.id());
    }
  }

  private static Outcome failed(Provisioner.@Nullable Work work, String why) {
    return work == null
        ? new Outcome(Phase.FAILED, List.of(), 0, why)
        : new Outcome(Phase.FAILED, work.report(), work.plan().unchanged(), why);
  }

  private static ProvisioningRun run(
      ProvisioningJob job,
      Phase phase,
      Map<Action, Integer> counts,
      int unchanged,
      @Nullable String failure,
      @Nullable Instant ended) {
    return new ProvisioningRun(
        job.id(),
        job.actor().name(),
        job.isDryRun(),
        phase,
        counts,
        unchanged,
        Optional.ofNullable(failure),
        job.started(),
        Optional.ofNullable(ended));
  }
}
