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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.identity.Actor;

/**
 * Begins the daily run at its minute, by the clock of the server. What the clock leaves out in
 * spring is left out; a server that is down at that minute runs the next day.
 */
@Singleton
@Startup
@DependsOn("Lifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DailyRun {
  private static final Logger LOG = Logger.getLogger(DailyRun.class);

  @Inject private DirectoryStore store;
  @Inject private DirectoryRuns runs;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DailyRun() {}

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void start() {
    int cut = store.cutOff(clock.instant());
    if (cut > 0) {
      LOG.warnf("%d runs of the directory connector were cut off", cut);
    }
  }

  @Schedule(hour = "*", minute = "*", persistent = false)
  void minute() {
    LocalTime now =
        LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MINUTES);
    try {
      if (store.settings().flatMap(it -> it.dailyAt()).filter(now::equals).isPresent()) {
        var unused = runs.begin(Actor.SYSTEM, false, false);
      }
    } catch (ConfigurationRefused e) {
      LOG.warnf("The daily run of the directory connector is left out: %s", e.getMessage());
    } catch (EJBException e) {
      LOG.errorf(e, "The daily run of the directory connector can't begin");
    }
  }
}
