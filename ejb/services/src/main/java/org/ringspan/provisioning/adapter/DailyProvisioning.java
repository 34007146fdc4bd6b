package org.ringspan.provisioning.adapter;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.identity.Actor;
import org.ringspan.provisioning.Target;

/** Begins the daily run at its minute, by the clock of the server; in a cluster the leader does. */
@Singleton
@Startup
@DependsOn("Lifecycle")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DailyProvisioning {
  private static final Logger LOG = Logger.getLogger(DailyProvisioning.class);

  @Inject private ProvisioningStore store;
  @Inject private ProvisioningRuns runs;
  @Inject private ProvisioningFigures figures;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DailyProvisioning() {}

  @PostConstruct
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void start() {
    int cut = runs.cutOff();
    if (cut > 0) {
      LOG.warnf("%d runs of provisioning were cut off", cut);
    }
    figures.show(store.figures());
    figures.start();
  }

  @PreDestroy
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void stop() {
    figures.stop();
  }

  @Schedule(hour = "*", minute = "*", persistent = false)
  void minute() {
    if (!cluster.leads()) {
      return;
    }
    LocalTime now =
        LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.MINUTES);
    try {
      figures.show(store.figures());
      if (store.target().flatMap(Target::dailyAt).filter(now::equals).isPresent()) {
        var unused = runs.begin(Actor.SYSTEM, false, false);
      }
    } catch (ConfigurationRefused e) {
      LOG.warnf("A run of provisioning is left out: %s", e.getMessage());
    } catch (EJBException e) {
      LOG.errorf(e, "Provisioning can't be looked after");
    }
  }
}
