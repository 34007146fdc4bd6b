package org.ringspan.configuration.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ConfigurationChanged;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.adapter.StoredCredentials;
import org.ringspan.identity.adapter.StoredTrunkLogins;
import org.ringspan.identity.adapter.TokenStore;
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
  private static final String NAME = "org.ringspan:type=Configuration";

  @Inject private ConfigurationLoader loader;
  @Inject private StoredCredentials credentials;
  @Inject private StoredTrunkLogins trunkLogins;
  @Inject private TokenStore tokens;
  @Inject private ServerSettings settings;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  private final FindingsLog findings = new FindingsLog(LOG::warn);
  private final Object loading = new Object();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Known known;
  private volatile @Nullable ScheduledFuture<?> poller;
  private volatile boolean started;
  private volatile long rebuilds;
  private volatile long lastRebuildMillis;

  @Override
  public ConfigurationSnapshot current() {
    return known().snapshot();
  }

  /** The same with the document it was made of. */
  Known known() {
    Known now = known;
    return now != null ? now : Known.nothing(settings.domain());
  }

  /** What this node has loaded. */
  record Known(ConfigurationDocument document, ConfigurationSnapshot snapshot, ThingsByKey things) {
    Known(ConfigurationDocument document, ConfigurationSnapshot snapshot) {
      this(document, snapshot, new ThingsByKey(document));
    }

    static Known nothing(String domain) {
      return new Known(ConfigurationDocument.empty(domain), ConfigurationSnapshot.empty(domain));
    }

    long version() {
      return snapshot.version();
    }
  }

  /**
   * Loads what has changed, now.
   *
   * @return whether this node's configuration is of {@code version} or newer; if not, it follows as
   *     soon as it can be loaded
   */
  boolean catchUp(long version) {
    refreshOrLog();
    return current().version() >= version;
  }

  /**
   * Takes over what this node has just written: that is what the tables say, and reading them takes
   * seconds in a large company. They are read all the same when somebody else has written in
   * between, and when other devices or trunks have other secrets.
   *
   * @param written has been committed, and gave no passwords
   */
  void adopt(ConfigurationWriter.Written written) {
    synchronized (loading) {
      Known now = known;
      ConfigurationDocument document = written.edited().document();
      if (now != null
          && now.version() == written.after().version() - 1
          && now.document().devices().equals(document.devices())
          && now.document().trunks().equals(document.trunks())) {
        put(document, written.after());
        LOG.infof("Configuration version %d is in force", written.after().version());
      }
    }
    refreshOrLog();
  }

  private void put(ConfigurationDocument document, ConfigurationSnapshot snapshot) {
    tokens.ownersChanged();
    known = new Known(document, snapshot);
    // Looking for findings takes time in a large configuration; calls don't wait for it.
    var unused = scheduler.submit(() -> tellFindings(snapshot));
  }

  /** Loads the first snapshot and keeps it current until {@link #stop}. */
  public void start() {
    refresh();
    started = true;
    poller =
        scheduler.scheduleWithFixedDelay(
            this::refreshOrLog, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
    registerFigures();
  }

  /** The snapshot stays as it is. */
  public void stop() {
    ScheduledFuture<?> running = poller;
    if (running != null) {
      running.cancel(false);
    }
    unregisterFigures();
  }

  void changedHere(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConfigurationChanged change) {
    refreshSoon();
  }

  /** Looks for a change a moment from now. */
  void refreshSoon() {
    // Until the application has started, calls to a bean from another thread wait for that; the
    // start would wait for the lock which that thread holds. The start loads the seed itself.
    if (started && scheduled.compareAndSet(false, true)) {
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
      Known now = known;
      if (now != null && now.version() == loader.version()) {
        return;
      }
      rebuild();
    }
  }

  private void rebuild() {
    synchronized (loading) {
      long begun = System.nanoTime();
      ConfigurationLoader.Loaded loaded = loader.load();
      credentials.replace(loaded.hashes());
      trunkLogins.replace(loaded.trunkLogins());
      put(loaded.document(), loaded.snapshot());
      lastRebuildMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      rebuilds++;
      LOG.infof(
          "Configuration version %d is in force, read in %d ms",
          loaded.snapshot().version(), lastRebuildMillis);
    }
  }

  private void tellFindings(ConfigurationSnapshot snapshot) {
    try {
      List<Finding> found =
          ConfigurationLinter.quickFindings(snapshot, MediaEngineSetting.encrypts());
      // A newer one has its own search.
      if (current() == snapshot) {
        findings.tell(found);
      }
    } catch (RuntimeException e) {
      // Nobody waits for this task, so nobody else would hear of it.
      LOG.warnf(e, "Configuration version %d can't be looked through", snapshot.version());
    }
  }

  private void registerFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(new Figures(), ConfigurationMXBean.class, true),
              new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of the configuration can't be shown", e);
    }
  }

  private static void unregisterFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of the configuration can't be removed", e);
    }
  }

  private final class Figures implements ConfigurationMXBean {
    @Override
    public long getVersion() {
      return current().version();
    }

    @Override
    public long getRebuilds() {
      return rebuilds;
    }

    @Override
    public long getLastRebuildMillis() {
      return lastRebuildMillis;
    }

    @Override
    public void rebuild() {
      try {
        // The thread of a management connection has none of the application's contexts.
        scheduler.submit(CurrentConfiguration.this::rebuild).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the configuration can't be loaded now: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
