package org.ringspan.activedirectory.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures;
import org.ringspan.activedirectory.write.WriteCodec;
import org.ringspan.activedirectory.write.WriteExecutor;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalSettings;
import org.ringspan.journal.engine.DurableIntentJournal;
import org.ringspan.journal.management.JournalManagement;

/**
 * The resource adapter: one directory, the journal of writes to it, and the endpoints that are told
 * of changes. Without a directory in its settings it starts and gives no connections.
 */
public final class ActiveDirectoryResourceAdapter extends AdapterSettings
    implements ResourceAdapter, ActiveDirectoryMXBean, Serializable {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG =
      System.getLogger(ActiveDirectoryResourceAdapter.class.getName());
  private static final String NAME = "org.ringspan:type=ActiveDirectory";
  private static final String JOURNAL = "active-directory";
  private static final int LONGEST_INTENT = 512 * 1024;

  private final transient Map<ActivationSpec, ChangeDelivery> deliveries =
      new ConcurrentHashMap<>();
  private transient @Nullable BootstrapContext context;
  private transient volatile @Nullable Services services;
  private transient @Nullable JournalManagement management;

  @Override
  public void start(BootstrapContext bootstrap) throws ResourceAdapterInternalException {
    context = bootstrap;
    if (!configured()) {
      LOG.log(System.Logger.Level.INFO, "No Active Directory is configured");
      return;
    }
    try {
      var settings = settings();
      if (getJournalDirectory().isBlank()) {
        throw new IllegalArgumentException("journalDirectory isn't set");
      }
      var started =
          services(new DirectoryClient(settings, InstantSource.system()), settings.account());
      services = started;
      management = offered(started);
      register();
      LOG.log(System.Logger.Level.INFO, "Active Directory: {0}", settings);
    } catch (IllegalArgumentException | JournalException wrong) {
      throw new ResourceAdapterInternalException("Active Directory: " + wrong.getMessage(), wrong);
    }
  }

  private Services services(DirectoryClient client, String who) throws JournalException {
    var opened = false;
    try {
      var started = new Services(client, journal(client), who);
      opened = true;
      return started;
    } finally {
      if (!opened) {
        client.close();
      }
    }
  }

  private IntentJournal<WriteIntent> journal(DirectoryClient client) throws JournalException {
    var journal =
        DurableIntentJournal.open(
            JournalSettings.in(Path.of(getJournalDirectory())).withSizes(8 << 20, LONGEST_INTENT),
            new WriteCodec(),
            new WriteExecutor(client));
    journal.startWorker(
        work -> {
          var thread = new Thread(work, "active-directory-journal");
          thread.setDaemon(true);
          return thread;
        });
    return journal;
  }

  /** Whether a directory is configured, and the adapter started. */
  boolean isRunning() {
    return services != null;
  }

  /**
   * What the adapter works with.
   *
   * @throws ResourceException when no directory is configured, or it is stopped
   */
  Services services() throws ResourceException {
    var started = services;
    if (started == null) {
      throw new ResourceException("no Active Directory is configured");
    }
    return started;
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof ChangeActivationSpec ours)) {
      throw new jakarta.resource.NotSupportedException("another adapter's activation");
    }
    if (context == null) {
      throw new jakarta.resource.spi.IllegalStateException("the resource adapter isn't started");
    }
    if (services == null) {
      LOG.log(
          System.Logger.Level.INFO, "No changes are delivered: no Active Directory is configured");
      return;
    }
    var delivery = new ChangeDelivery(services().client(), factory, ours);
    deliveries.put(spec, delivery);
    context.getWorkManager().scheduleWork(delivery);
    if (ours.getNotification()) {
      context.getWorkManager().scheduleWork(delivery.hints());
    }
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    var delivery = deliveries.remove(spec);
    if (delivery != null) {
      delivery.release();
    }
  }

  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    var started = services;
    return started == null
        ? new XAResource[0]
        : new XAResource[] {started.journal().recoveryResource()};
  }

  @Override
  public void stop() {
    deliveries.values().forEach(ChangeDelivery::release);
    deliveries.clear();
    var started = services;
    services = null;
    var offered = management;
    management = null;
    if (offered != null) {
      offered.close();
    }
    if (started != null) {
      unregister();
      started.journal().close();
      started.client().close();
    }
  }

  /** Two adapters in one process are for tests only: the second one's journal isn't shown. */
  private static @Nullable JournalManagement offered(Services started) {
    try {
      return JournalManagement.offer(started.journal(), JOURNAL, Clock.systemUTC());
    } catch (IllegalStateException taken) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The journal of Active Directory isn''t shown: {0}",
          taken.getMessage());
      return null;
    }
  }

  private void register() {
    try {
      var server = ManagementFactory.getPlatformMBeanServer();
      server.registerMBean(
          new javax.management.StandardMBean(this, ActiveDirectoryMXBean.class, true),
          new ObjectName(NAME));
    } catch (JMException taken) {
      LOG.log(
          System.Logger.Level.WARNING, "No figures of Active Directory: {0}", taken.getMessage());
    }
  }

  private static void unregister() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException gone) {
      LOG.log(System.Logger.Level.DEBUG, "No figures were registered: {0}", gone.getMessage());
    }
  }

  @Override
  public Map<String, Long> getFigures() {
    var figures = new TreeMap<String, Long>();
    var started = services;
    if (started != null) {
      for (var figure : LdapFigures.Figure.values()) {
        figures.put(figure.name(), started.client().figures().of(figure));
      }
    }
    return figures;
  }

  @Override
  public int getParkedWrites() {
    var started = services;
    return started == null ? 0 : started.journal().figures().parkedIntents();
  }

  @Override
  public int getOpenTransactions() {
    var started = services;
    return started == null ? 0 : started.journal().administration().open().size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
