package org.ringspan.configuration.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationChanged;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.adapter.StoredCredentials;
import org.ringspan.server.ServerSettings;

/**
 * Holds the newest snapshot. It is replaced when the counter in the database has grown; changes
 * that follow each other within 50 ms are loaded together.
 */
@ApplicationScoped
public class CurrentConfiguration implements ConfigurationSource {
  private static final Logger LOG = Logger.getLogger(CurrentConfiguration.class);
  private static final long DEBOUNCE_MILLIS = 50;
  private static final long POLL_SECONDS = 5;

  @Inject private ConfigurationLoader loader;
  @Inject private StoredCredentials credentials;
  @Inject private ServerSettings settings;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  private final Object loading = new Object();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable ConfigurationSnapshot current;
  private volatile @Nullable ScheduledFuture<?> poller;

  @Override
  public ConfigurationSnapshot current() {
    ConfigurationSnapshot snapshot = current;
    return snapshot != null ? snapshot : ConfigurationSnapshot.empty(settings.domain());
  }

  /** Loads the first snapshot and keeps it current until {@link #stop}. */
  public void start() {
    refresh();
    poller =
        scheduler.scheduleWithFixedDelay(
            this::refreshOrLog, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
  }

  /** The snapshot stays as it is. */
  public void stop() {
    ScheduledFuture<?> running = poller;
    if (running != null) {
      running.cancel(false);
    }
  }

  void changedHere(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConfigurationChanged change) {
    refreshSoon();
  }

  /** Looks for a change a moment from now. */
  void refreshSoon() {
    if (scheduled.compareAndSet(false, true)) {
      var unused =
          scheduler.schedule(
              () -> {
                scheduled.set(false);
                refreshOrLog();
              },
              DEBOUNCE_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void refreshOrLog() {
    try {
      refresh();
    } catch (RuntimeException e) {
      // The old snapshot serves on; the poller tries again.
      LOG.warnf(e, "The configuration can't be loaded now, version %d stays", current().version());
    }
  }

  private void refresh() {
    synchronized (loading) {
      ConfigurationSnapshot known = current;
      if (known != null && known.version() == loader.version()) {
        return;
      }
      ConfigurationLoader.Loaded loaded = loader.load();
      credentials.replace(loaded.hashes());
      current = loaded.snapshot();
      LOG.infof("Configuration version %d is in force", loaded.snapshot().version());
    }
  }
}
