package org.ringspan.provisioning.adapter;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.Target;

/** The runs of this server, one at a time. */
@ApplicationScoped
public class ProvisioningRuns {
  private static final Logger LOG = Logger.getLogger(ProvisioningRuns.class);

  @Inject private ProvisioningStore store;
  @Inject private Provisioner provisioner;
  @Inject private Clock clock;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Running running;
  private volatile boolean stops;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ProvisioningRuns() {}

  /** The server stops: a run that waits for its service doesn't hold that up. */
  @PreDestroy
  void stop() {
    stops = true;
    Running now = running;
    if (now != null) {
      now.halt.call();
    }
  }

  /** The run that goes on. */
  private static final class Running {
    private final String id;
    private final Halt halt = new Halt();
    private volatile boolean cancelled;

    /** What it tells the service, since when; nothing while it compares. */
    private volatile @Nullable Telling telling;

    Running(String id) {
      this.id = id;
    }
  }

  private record Telling(Provisioner.Work work, Instant since) {}

  /**
   * Stops a run of this server: what it is at is given up, nothing more is told.
   *
   * @return whether it does
   */
  public boolean cancel(String id) {
    Running now = running;
    if (now == null || !now.id.equals(id)) {
      return false;
    }
    now.cancelled = true;
    now.halt.call();
    return true;
  }

  /** How far a run of this server is that tells its service; nothing of others. */
  public Optional<Progress> progress(String id) {
    Running now = running;
    Telling telling = now == null || !now.id.equals(id) ? null : now.telling;
    return telling == null
        ? Optional.empty()
        : Optional.of(
            new Progress(
                telling.work().done(),
                telling.work().plan().steps().size(),
                Duration.between(telling.since(), clock.instant())));
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
    if (!busy.compareAndSet(false, true)) {
      throw new ConfigurationRefused(Reason.NOT_ALLOWED, "another run isn't over");
    }
    boolean begun = false;
    try {
      String id = UUID.randomUUID().toString();
      Instant started = clock.instant();
      Running now = new Running(id);
      running = now;
      if (stops) {
        now.halt.call();
      }
      store.begin(run(id, actor, dryRun, started, Phase.RUNNING, Map.of(), 0, null, null));
      var unused = executor.submit(() -> run(now, actor, dryRun, consent, started, target));
      begun = true;
      return id;
    } finally {
      if (!begun) {
        running = null;
        busy.set(false);
      }
    }
  }

  private void run(
      Running now, Actor actor, boolean dryRun, boolean consent, Instant started, Target target) {
    String id = now.id;
    try {
      Outcome outcome = outcome(now, dryRun, consent, target);
      Map<Action, Integer> counts = new EnumMap<>(Action.class);
      outcome.report().forEach(line -> counts.merge(line.action(), 1, Integer::sum));
      ProvisioningRun ended =
          run(
              id,
              actor,
              dryRun,
              started,
              outcome.phase(),
              counts,
              outcome.unchanged(),
              outcome.failure(),
              clock.instant());
      LOG.infof(
          "Provisioning: %s%s, %s%s",
          ended.phase(),
          dryRun ? " (dry run)" : "",
          ended.counts(),
          ended.failure().map(why -> ": " + why).orElse(""));
      store.end(ended, outcome.report());
    } catch (RuntimeException e) {
      // What it did is done and noted; only its report is lost, and the run is shown as cut off.
      LOG.errorf(e, "What run %s did can't be remembered", id);
    } finally {
      running = null;
      busy.set(false);
    }
  }

  private Outcome outcome(Running now, boolean dryRun, boolean consent, Target target) {
    Provisioner.@Nullable Work work = null;
    try {
      work = provisioner.work(target);
      int unchanged = work.plan().unchanged();
      if (dryRun) {
        work.tell();
        return new Outcome(Phase.DONE, work.report(), unchanged, null);
      }
      if (!consent && work.plan().needsConsent(target.mostDeactivated())) {
        work.tell();
        return new Outcome(Phase.NEEDS_CONSENT, work.report(), unchanged, null);
      }
      now.telling = new Telling(work, clock.instant());
      work.carryOut(target, now.halt);
      return new Outcome(Phase.DONE, work.report(), unchanged, null);
    } catch (ServiceAway | ConfigurationRefused e) {
      return now.cancelled && work != null
          ? new Outcome(Phase.CANCELLED, work.report(), work.plan().unchanged(), null)
          : failed(work, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.errorf(e, "Run %s of provisioning failed", now.id);
      return failed(work, "the server's log says why, under " + now.id);
    }
  }

  private static Outcome failed(Provisioner.@Nullable Work work, String why) {
    return work == null
        ? new Outcome(Phase.FAILED, List.of(), 0, why)
        : new Outcome(Phase.FAILED, work.report(), work.plan().unchanged(), why);
  }

  private static ProvisioningRun run(
      String id,
      Actor actor,
      boolean dryRun,
      Instant started,
      Phase phase,
      Map<Action, Integer> counts,
      int unchanged,
      @Nullable String failure,
      @Nullable Instant ended) {
    return new ProvisioningRun(
        id,
        actor.name(),
        dryRun,
        phase,
        counts,
        unchanged,
        Optional.ofNullable(failure),
        started,
        Optional.ofNullable(ended));
  }
}
