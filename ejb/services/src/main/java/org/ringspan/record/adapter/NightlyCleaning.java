package org.ringspan.record.adapter;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ringspan.cluster.boundary.Cluster;

/**
 * Deletes old records every night at 3:17 by the server's clock, in small steps. What can't be
 * deleted is tried again the next night. In a cluster the leader does it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightlyCleaning {
  private static final Logger LOG = Logger.getLogger(NightlyCleaning.class);

  /**
   * 20,000 steps are ten million records: a step that deletes nothing new must not go on for ever.
   */
  private static final int MOST_STEPS = 20_000;

  @Inject private RecordCleaning cleaning;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  // A setting that makes no sense fails the deployment, not the first night.
  private final Retention retention = Retention.of(System.getProperties());

  @Schedule(hour = "3", minute = "17", persistent = false)
  void clean() {
    if (cluster.leads()) {
      retention.kept().ifPresent(kept -> cleanBefore(clock.instant().minus(kept)));
    }
  }

  private void cleanBefore(Instant limit) {
    long deleted = 0;
    try {
      for (int step = 0; step < MOST_STEPS; step++) {
        int now = cleaning.step(limit);
        deleted += now;
        if (now < RecordCleaning.STEP) {
          break;
        }
      }
      LOG.infof("%d call records from before %s are deleted", deleted, limit);
    } catch (EJBException e) {
      LOG.errorf(e, "only %d old call records could be deleted", deleted);
    }
  }
}
