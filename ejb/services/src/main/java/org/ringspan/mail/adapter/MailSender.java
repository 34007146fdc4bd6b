package org.ringspan.mail.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.mail.MailSettings;
import org.ringspan.mail.RetryPlan;

/**
 * The thread that empties the outbox. It looks every few seconds; each server of a cluster has one,
 * and leases keep two of them from one letter.
 */
@ApplicationScoped
public class MailSender {
  private static final Logger LOG = Logger.getLogger(MailSender.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(15);
  private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** How long a letter that was given up is shown. */
  private static final Duration SHOWN = Duration.ofDays(7);

  private static final String NAME = "org.ringspan:type=Mail";

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  @Inject private MailServer server;
  @Inject private OutboxStore outbox;
  @Inject private LetterWriting writing;
  @Inject private Clock clock;

  private final MailCounts counts = new MailCounts();
  private final Semaphore wake = new Semaphore(0);
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile OutboxTable.Counts counted = OutboxTable.Counts.NONE;
  private Instant countAgain = Instant.MIN;
  private Instant complainAgain = Instant.MIN;
  private volatile @Nullable Thread thread;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailSender() {}

  /**
   * Begins to send, if mail is sent at all.
   *
   * @throws IllegalArgumentException when a setting makes no sense
   */
  public void start() {
    Optional<MailSettings> settings = server.settings();
    if (settings.isPresent()) {
      // Reads the authorities: a file that isn't there fails the deployment.
      Postman postman = server.postman();
      Thread sending = threads.newThread(() -> run(settings.get(), postman));
      sending.setName("ringspan-mail");
      thread = sending;
      sending.start();
      register();
    }
  }

  /** Ends within 5 seconds; a letter that is on its way then may go once more. */
  public void stop() {
    Thread sending = thread;
    if (sending == null) {
      return;
    }
    stopRequested.countDown();
    wake.release();
    try {
      if (!finished.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        sending.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    unregister();
  }

  /** Looks into the outbox at once. */
  public void wake() {
    wake.release();
  }

  MailCounts counts() {
    return counts;
  }

  private boolean isStopping() {
    return stopRequested.getCount() == 0;
  }

  private void run(MailSettings settings, Postman postman) {
    MailRound round = new MailRound(box(), writing, counts, settings.retries(), clock);
    try {
      while (!isStopping()) {
        boolean more = false;
        try {
          more = round(round, postman);
          count();
        } catch (RuntimeException e) {
          complain(e);
        }
        if (!more && wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private boolean round(MailRound round, Postman postman) {
    try (postman) {
      return round.send(postman, this::isStopping);
    }
  }

  private void count() {
    Instant now = clock.instant();
    if (!now.isBefore(countAgain)) {
      countAgain = now.plus(COUNT_EVERY);
      counted = outbox.counts();
      int forgotten = outbox.forget(now.minus(SHOWN));
      // A letter waits a day at most after its hour, which it tells of; or until it is tried by
      // hand.
      outbox.forgetHours(now.minus(SHOWN).minus(RetryPlan.PATIENCE));
      if (forgotten > 0) {
        LOG.infof("%d letters that were given up are deleted", forgotten);
      }
    }
  }

  /** A database may be away for long. */
  private void complain(RuntimeException why) {
    Instant now = clock.instant();
    if (!now.isBefore(complainAgain)) {
      complainAgain = now.plus(COMPLAIN_EVERY);
      LOG.error("letters wait, since the outbox can't be worked off now", why);
    }
  }

  private MailRound.Outbox box() {
    return new MailRound.Outbox() {
      @Override
      public List<WaitingLetter> take(Instant now, Duration lease, int most) {
        return outbox.take(now, lease, most);
      }

      @Override
      public void sent(long id) {
        outbox.remove(id);
      }

      @Override
      public void later(long id, Instant due, String fault) {
        outbox.later(id, due, fault);
      }

      @Override
      public void giveUp(long id, String fault) {
        outbox.giveUp(id, fault);
      }

      @Override
      public void withoutRecording(long id, String fault) {
        outbox.withoutRecording(id, fault);
      }

      @Override
      public void giveBack(long id) {
        outbox.giveBack(id);
      }
    };
  }

  private void register() {
    MailMXBean figures =
        new MailMXBean() {
          @Override
          public int getWaiting() {
            return counted.waiting();
          }

          @Override
          public int getGivenUp() {
            return counted.givenUp();
          }

          @Override
          public long getOldestSeconds() {
            return counted
                .oldest()
                .map(it -> Math.max(0, Duration.between(it, clock.instant()).toSeconds()))
                .orElse(0L);
          }

          @Override
          public long getSent() {
            return counts.sent();
          }

          @Override
          public long getFailed() {
            return counts.failed();
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new StandardMBean(figures, MailMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of mail can't be shown", e);
    }
  }

  private static void unregister() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of mail can't be removed", e);
    }
  }
}
