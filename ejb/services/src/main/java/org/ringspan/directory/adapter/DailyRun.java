package org.ringspan.directory.adapter;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.identity.Actor;

/**
 * Begins the daily run at its minute, by the clock of the server, and runs that are wanted since
 * single changes don't tell enough; in a cluster the leader does. What the clock leaves out in
 * spring is left out; a server that is down at that minute runs the next day.
 */
@Singleton
@Startup
@DependsOn("Lifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DailyRun {
  private static final Logger LOG = Logger.getLogger(DailyRun.class);

  /** The minute of each hour at which old events are forgotten. */
  private static final int TIDY = 17;

  @Inject private DirectoryStore store;
  @Inject private DirectoryRuns runs;
  @Inject private DirectoryEvents events;
  @Inject private ConnectionWatch watch;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DailyRun() {}

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void start() {
    int cut = store.cutOff(clock.instant());
    if (cut > 0) {
      LOG.warnf("%d runs of the directory connector were cut off", cut);
      events.tell(DirectoryEvent.Kind.FAILED, cut + " runs were cut off by a stop of the server");
    }
  }

  @Schedule(hour = "*", minute = "*", persistent = false)
  void minute() {
    // Each node has a resource adapter of its own.
    watch.look();
    if (!cluster.leads()) {
      return;
    }
    LocalTime now =
        LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MINUTES);
    tidy(now);
    try {
      Optional<DirectorySettings> settings = store.settings();
      boolean daily = settings.flatMap(DirectorySettings::dailyAt).filter(now::equals).isPresent();
      boolean wanted = settings.filter(DirectorySettings::follow).isPresent() && isFullRunDue();
      if (daily || wanted) {
        var unused = runs.begin(Actor.SYSTEM, false, false);
      }
    } catch (ConfigurationRefused e) {
      LOG.warnf("A run of the directory connector is left out: %s", e.getMessage());
    } catch (EJBException e) {
      LOG.errorf(e, "A run of the directory connector can't begin");
    }
  }

  private void tidy(LocalTime now) {
    try {
      if (now.getMinute() == TIDY) {
        events.tidy();
      }
    } catch (EJBException e) {
      LOG.errorf(e, "Old events of the directory connector can't be deleted");
    }
  }

  private boolean isFullRunDue() {
    Optional<Instant> last =
        store.runs(Optional.of(Kind.FULL), 1).stream()
            .findFirst()
            .map(run -> run.ended().orElse(run.started()));
    return store.following().isFullRunDue(last, clock.instant());
  }
}
