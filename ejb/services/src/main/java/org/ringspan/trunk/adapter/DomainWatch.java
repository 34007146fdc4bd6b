package org.ringspan.trunk.adapter;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.IpAddress;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/**
 * Looks the domains of trunks up again whenever what was found has lived its time. A domain that
 * can't be looked up keeps the peers it had.
 */
final class DomainWatch implements Runnable {
  private static final Logger LOG = Logger.getLogger(DomainWatch.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Supplier<Trunks> trunks;
  private final PeerLookup lookup;
  private final Consumer<Map<TrunkName, List<Peer>>> found;
  private final Map<TrunkName, Known> known = new HashMap<>();
  private final Object waiting = new Object();
  private volatile boolean stopped;

  private record Known(Trunk trunk, List<Peer> peers, long untilNanos) {}

  DomainWatch(
      Supplier<Trunks> trunks, PeerLookup lookup, Consumer<Map<TrunkName, List<Peer>>> found) {
    this.trunks = trunks;
    this.lookup = lookup;
    this.found = found;
  }

  /**
   * A resolver that asks {@code server}, or the servers of the system.
   *
   * @param server address and port, as 192.0.2.53:53
   * @throws IllegalArgumentException when it has another form
   */
  static Resolver resolver(Optional<String> server) throws UnknownHostException {
    if (server.isEmpty()) {
      ExtendedResolver system = new ExtendedResolver();
      system.setTimeout(TIMEOUT);
      return system;
    }
    int colon = server.get().lastIndexOf(':');
    String port = server.get().substring(colon + 1);
    if (colon < 0
        || IpAddress.in(server.get().substring(0, colon)).isEmpty()
        || !port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("ringspan.trunk.dns.server must be address:port");
    }
    SimpleResolver one =
        new SimpleResolver(
            new InetSocketAddress(server.get().substring(0, colon), Integer.parseInt(port)));
    one.setTimeout(TIMEOUT);
    return one;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        lookAll();
        synchronized (waiting) {
          if (!stopped) {
            waiting.wait(LOOK_AGAIN.toMillis());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    synchronized (waiting) {
      stopped = true;
      waiting.notifyAll();
    }
  }

  /** Looks up what is due. */
  void lookAll() {
    boolean changed = false;
    Map<TrunkName, Known> now = new HashMap<>();
    for (Trunk trunk : trunks.get().inOrder()) {
      if (trunk.peers() instanceof Peers.Domain domain) {
        Known before = known.get(trunk.name());
        Known after =
            before != null
                    && before.trunk().peers().equals(domain)
                    && before.untilNanos() - System.nanoTime() > 0
                ? before
                : look(trunk, domain, before);
        changed |= before == null || !before.peers().equals(after.peers());
        now.put(trunk.name(), after);
      }
    }
    changed |= !known.keySet().equals(now.keySet());
    known.clear();
    known.putAll(now);
    if (changed) {
      Map<TrunkName, List<Peer>> peers = new HashMap<>();
      known.forEach((name, one) -> peers.put(name, one.peers()));
      found.accept(peers);
    }
  }

  private Known look(Trunk trunk, Peers.Domain domain, @Nullable Known before) {
    try {
      PeerLookup.Found answer = lookup.find(domain, trunk.transport());
      if (before == null || !before.peers().equals(answer.peers())) {
        LOG.infof("Trunk %s, domain %s: %s", trunk.name(), domain.name(), answer.peers());
      }
      return known(trunk, answer.peers(), answer.goodFor());
    } catch (PeerLookup.NoAnswer e) {
      LOG.warnf("Trunk %s can't be looked up: %s", trunk.name(), e.getMessage());
      boolean same = before != null && before.trunk().peers().equals(domain);
      return known(trunk, same && before != null ? before.peers() : List.of(), RETRY);
    }
  }

  private static Known known(Trunk trunk, List<Peer> peers, Duration goodFor) {
    return new Known(trunk, peers, System.nanoTime() + goodFor.toNanos());
  }
}
