package org.ringspan.voicemail.adapter;

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
import org.ringspan.voicemail.MailboxRules;

/**
 * Deletes for good what was deleted a day ago, and messages that were kept long enough: every hour,
 * in small steps. What can't be deleted is tried again the next time. In a cluster the leader does
 * it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailboxCleaning {
  private static final Logger LOG = Logger.getLogger(MailboxCleaning.class);

  /** A message may have half a megabyte. */
  private static final int STEP = 50;

  /** A step that deletes nothing new must not go on for ever. */
  private static final int MOST_STEPS = 20_000;

  @Inject private MailboxStore store;
  @Inject private Clock clock;
  @Inject private Cluster cluster;

  // A setting that makes no sense fails the deployment, not the first cleaning.
  private final MailboxRules rules = MailboxRules.of(System.getProperties());

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailboxCleaning() {}

  @Schedule(hour = "*", minute = "43", persistent = false)
  void clean() {
    if (!cluster.leads()) {
      return;
    }
    Instant now = clock.instant();
    long deleted = 0;
    try {
      for (int step = 0; step < MOST_STEPS; step++) {
        int some =
            store.purge(now.minus(MailboxRules.TAKEN_BACK_WITHIN), rules.expiredBefore(now), STEP);
        deleted += some;
        if (some < STEP) {
          break;
        }
      }
      if (deleted > 0) {
        LOG.infof("%d voice messages are deleted for good", deleted);
      }
    } catch (EJBException e) {
      LOG.errorf(e, "only %d old voice messages could be deleted", deleted);
    }
  }
}
