package org.ringspan.trunk.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.PeerHealth.State;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkChannels;
import org.ringspan.trunk.TrunkStates;
import org.ringspan.trunk.boundary.TrunkHealth;
import org.ringspan.trunk.boundary.TrunkHealthChanged;
import org.ringspan.trunk.boundary.TrunkWatch;

/** The watch over the trunks of this server: it gathers what is seen, tells changes and counts. */
@ApplicationScoped
public class TrunkMonitor implements TrunkStates, TrunkWatch, TrunkHealth {
  private static final Logger LOG = Logger.getLogger(TrunkMonitor.class);
  private static final String NAME = "org.ringspan:type=Trunks";

  private final ConfigurationSource configuration;
  private final TrunkChannels channels;
  private final TrunkSettings settings;
  private final Event<TrunkHealthChanged> changes;
  private final PeerStates states;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private @Nullable ManagedThreadFactory threads;

  private @Nullable DomainWatch domains;

  @Inject
  public TrunkMonitor(
      ConfigurationSource configuration,
      TrunkChannels channels,
      TrunkSettings settings,
      Event<TrunkHealthChanged> changes,
      Clock clock) {
    this.configuration = configuration;
    this.channels = channels;
    this.settings = settings;
    this.changes = changes;
    this.states = new PeerStates(() -> configuration.current().trunks(), settings.health(), clock);
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected TrunkMonitor() {
    this.configuration = null;
    this.channels = null;
    this.settings = null;
    this.changes = null;
    this.states = null;
  }

  /**
   * Begins to look domains up.
   *
   * @throws IllegalArgumentException when {@code ringspan.trunk.dns.server} can't be used
   */
  public void start() {
    try {
      DomainWatch watch =
          new DomainWatch(
              () -> configuration.current().trunks(),
              new PeerLookup(DomainWatch.resolver(settings.dnsServer())),
              states::found);
      Objects.requireNonNull(threads).newThread(watch).start();
      domains = watch;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("ringspan.trunk.dns.server is no name server", e);
    }
    registerFigures();
  }

  /** What is known stays known. */
  public void stop() {
    DomainWatch watch = domains;
    if (watch != null) {
      watch.stop();
    }
    unregisterFigures();
  }

  @Override
  public List<Peer> peersOf(Trunk trunk) {
    return states.peersOf(trunk);
  }

  @Override
  public boolean isDown(TrunkName trunk, Peer peer) {
    return states.isDown(trunk, peer);
  }

  @Override
  public List<Probe> due() {
    return states.due();
  }

  @Override
  public Duration probeTimeout() {
    return settings.health().timeout();
  }

  @Override
  public Optional<Trunk> trunkAt(String address, int port) {
    return states.trunkAt(address, port);
  }

  @Override
  public void observed(TrunkName trunk, Peer peer, Observation observation) {
    states.observed(trunk, peer, observation).ifPresent(this::tell);
  }

  @Override
  public List<TrunkState> states() {
    return configuration.current().trunks().inOrder().stream().map(this::state).toList();
  }

  @Override
  public Optional<TrunkState> stateOf(TrunkName trunk) {
    return configuration.current().trunk(trunk).map(this::state);
  }

  private TrunkState state(Trunk trunk) {
    return new TrunkState(
        trunk.name(),
        states.peersOf(trunk).stream()
            .map(peer -> new PeerState(peer, states.healthOf(trunk.name(), peer).state()))
            .toList(),
        channels.inUse(trunk.name()),
        trunk.channels());
  }

  @Override
  public boolean probe(TrunkName trunk) {
    Optional<Trunk> found = configuration.current().trunk(trunk);
    found.ifPresent(states::probe);
    return found.isPresent();
  }

  private void tell(TrunkHealthChanged change) {
    if (change.now() == State.DOWN) {
      LOG.warnf("Trunk %s is down at %s", change.trunk(), change.peer());
    } else {
      LOG.infof("Trunk %s is up at %s", change.trunk(), change.peer());
    }
    changes.fire(change);
  }

  private void registerFigures() {
    TrunksMXBean figures =
        new TrunksMXBean() {
          @Override
          public Map<String, String> getPeers() {
            Map<String, String> peers = new TreeMap<>();
            for (Trunk trunk : configuration.current().trunks().inOrder()) {
              for (Peer peer : states.peersOf(trunk)) {
                peers.put(
                    trunk.name() + " " + peer, states.healthOf(trunk.name(), peer).state().name());
              }
            }
            return peers;
          }

          @Override
          public int getPeersDown() {
            return (int) getPeers().values().stream().filter(State.DOWN.name()::equals).count();
          }

          @Override
          public Map<String, Integer> getChannelsInUse() {
            Map<String, Integer> taken = new TreeMap<>();
            configuration
                .current()
                .trunks()
                .inOrder()
                .forEach(trunk -> taken.put(trunk.name().value(), channels.inUse(trunk.name())));
            return taken;
          }

          @Override
          public void probe(String trunk) {
            states.probe(
                configuration
                    .current()
                    .trunk(new TrunkName(trunk))
                    .orElseThrow(() -> new IllegalArgumentException("no trunk of that name")));
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, TrunksMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of trunks can't be shown", e);
    }
  }

  private static void unregisterFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of trunks can't be removed", e);
    }
  }
}
