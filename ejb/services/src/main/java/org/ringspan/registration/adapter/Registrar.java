package org.ringspan.registration.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationResult;
import org.ringspan.registration.Registrations;
import org.ringspan.registration.boundary.RegistrarService;

/**
 * The registrar of this server: registrations in memory, those at other nodes among them, and the
 * thread that writes them down and reads theirs.
 */
@ApplicationScoped
public class Registrar implements RegistrarService, Registrations {
  private static final Logger LOG = Logger.getLogger(Registrar.class);
  private static final String NAME = "org.ringspan:type=Registrations";

  /** After a start nothing expires for this long: phones could not refresh while we were away. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final BindingStore store;
  private final Clock clock;
  private final Cluster cluster;
  private final RegisteredDevices devices;
  private final ConfigurationSource configuration;
  private @Nullable BindingWriter writer;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/ringspan")
  private ManagedExecutorService executor;

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Registrar(
      BindingStore store, Clock clock, Cluster cluster, ConfigurationSource configuration) {
    this.store = store;
    this.clock = clock;
    this.cluster = cluster;
    this.configuration = configuration;
    this.devices = new RegisteredDevices(clock, RegistrarSetting.limits(System.getProperties()));
  }

  /** For the container's proxy only. */
  @SuppressWarnings({"NullAway", "NullAway.Init"})
  protected Registrar() {
    this.store = null;
    this.clock = null;
    this.cluster = null;
    this.devices = null;
    this.configuration = null;
  }

  /** Brings the registrations of the last run back. */
  public void start() {
    BindingStore.Kept kept = store.load();
    Instant now = clock.instant();
    devices.restore(kept.devices(), now.plus(GRACE));
    BindingWriter started =
        new BindingWriter(devices, store, clock, cluster, configuration, kept.read());
    threads.newThread(started).start();
    writer = started;
    registerFigures();
    LOG.infof("%d devices are registered from before", kept.devices().size());
  }

  /** Writes down what isn't yet. */
  public void stop() {
    BindingWriter running = writer;
    if (running != null) {
      running.stop();
    }
    unregisterFigures();
  }

  private void registerFigures() {
    RegistrationsMXBean figures =
        new RegistrationsMXBean() {
          @Override
          public int getDevices() {
            return devices.registered(clock.instant()).devices();
          }

          @Override
          public int getBindings() {
            return devices.registered(clock.instant()).bindings();
          }

          @Override
          public int getWaiting() {
            return devices.waitingWrites();
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, RegistrationsMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of registrations can't be shown", e);
    }
  }

  private static void unregisterFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of registrations can't be removed", e);
    }
  }

  @Override
  public CompletionStage<RegistrationResult> register(RegistrationRequest request) {
    var answer = devices.register(request);
    // The thread that writes must not also run what follows an answer.
    return answer.isDone() ? answer : answer.thenApplyAsync(result -> result, executor);
  }

  @Override
  public void closed(Flow flow) {
    devices.closed(flow);
  }

  @Override
  public List<Binding> bindingsOf(DeviceName device, Instant now) {
    return devices.bindingsOf(device, now);
  }
}
