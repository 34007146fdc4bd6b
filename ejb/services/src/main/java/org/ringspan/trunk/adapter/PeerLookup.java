package org.ringspan.trunk.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.address.IpAddress;
import org.ringspan.address.Transport;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds the peers of a domain (RFC 3263 section 4.2), for a transport that is configured:
 *
 * <ol>
 *   <li>with a port: the addresses of the name;
 *   <li>else the NAPTR record of the transport's service leads to an SRV name; without one it is
 *       the usual name, _sip._udp for instance;
 *   <li>the SRV records give port, priority and weight, their targets' addresses the peers;
 *   <li>without SRV records: the addresses of the name at the transport's default port.
 * </ol>
 *
 * It waits for name servers: never to be used by a call.
 */
final class PeerLookup {
  private static final int MOST_PEERS = 32;
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Resolver resolver;
  private long shortestTtl;

  PeerLookup(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * What was found.
   *
   * @param peers none when the domain has no such service; at most 32
   * @param goodFor how long it may be used, 5 s to 1 h
   */
  record Found(List<Peer> peers, Duration goodFor) {
    Found {
      peers = List.copyOf(peers);
    }
  }

  /** No answer could be had: what was known before stays. */
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String why) {
      super(why);
    }
  }

  /**
   * The peers of {@code domain}; one thread at a time.
   *
   * @throws NoAnswer when a name server can't be reached or fails
   */
  Found find(Peers.Domain domain, Transport transport) throws NoAnswer {
    shortestTtl = LONGEST.toSeconds();
    // Servers answer in turns: in one order the same answer looks the same.
    List<Peer> peers =
        peers(name(domain.name()), domain.port(), transport).stream()
            .distinct()
            .sorted(Comparator.comparingInt(Peer::priority).thenComparing(Peer::toString))
            .toList();
    Duration goodFor = Duration.ofSeconds(shortestTtl);
    return new Found(
        peers.size() > MOST_PEERS ? peers.subList(0, MOST_PEERS) : peers,
        goodFor.compareTo(SHORTEST) < 0 ? SHORTEST : goodFor);
  }

  private List<Peer> peers(Name domain, Optional<Integer> port, Transport transport)
      throws NoAnswer {
    if (port.isPresent()) {
      return addresses(domain, port.get(), 0, 0);
    }
    List<SRVRecord> services = services(domain, transport);
    if (services.isEmpty()) {
      return addresses(domain, transport == Transport.TLS ? 5061 : 5060, 0, 0);
    }
    List<Peer> peers = new ArrayList<>();
    for (SRVRecord service : services) {
      // rfc2782: "A Target of "." means that the service is decidedly not available at this
      // domain."
      if (!service.getTarget().equals(Name.root) && service.getPort() > 0) {
        peers.addAll(
            addresses(
                service.getTarget(),
                service.getPort(),
                service.getPriority(),
                service.getWeight()));
      }
    }
    return peers;
  }

  private List<SRVRecord> services(Name domain, Transport transport) throws NoAnswer {
    String wanted =
        switch (transport) {
          case TLS -> "SIPS+D2T";
          case TCP -> "SIP+D2T";
          default -> "SIP+D2U";
        };
    Optional<NAPTRRecord> pointer =
        records(domain, Type.NAPTR, NAPTRRecord.class).stream()
            .filter(record -> record.getService().toUpperCase(Locale.ROOT).equals(wanted))
            .filter(record -> record.getFlags().equalsIgnoreCase("s"))
            .min(
                Comparator.comparingInt(NAPTRRecord::getOrder)
                    .thenComparingInt(NAPTRRecord::getPreference));
    if (pointer.isPresent()) {
      return records(pointer.get().getReplacement(), Type.SRV, SRVRecord.class);
    }
    String prefix =
        switch (transport) {
          case TLS -> "_sips._tcp";
          case TCP -> "_sip._tcp";
          default -> "_sip._udp";
        };
    return records(name(prefix + "." + domain), Type.SRV, SRVRecord.class);
  }

  private List<Peer> addresses(Name name, int port, int priority, int weight) throws NoAnswer {
    List<Peer> peers = new ArrayList<>();
    for (ARecord record : records(name, Type.A, ARecord.class)) {
      peers.add(peer(record.getAddress().getHostAddress(), port, priority, weight));
    }
    for (AAAARecord record : records(name, Type.AAAA, AAAARecord.class)) {
      peers.add(peer(record.getAddress().getHostAddress(), port, priority, weight));
    }
    return peers;
  }

  private static Peer peer(String address, int port, int priority, int weight) {
    return new Peer(new IpAddress(address), port, priority, weight);
  }

  private <R extends Record> List<R> records(Name name, int type, Class<R> kind) throws NoAnswer {
    Lookup lookup = new Lookup(name, type);
    lookup.setResolver(resolver);
    // What is known is kept here for its time to live; a second cache would lengthen it.
    lookup.setCache(null);
    Record[] found = lookup.run();
    return switch (lookup.getResult()) {
      case Lookup.SUCCESSFUL -> {
        List<R> records = new ArrayList<>();
        for (Record record : found) {
          shortestTtl = Math.min(shortestTtl, record.getTTL());
          if (kind.isInstance(record)) {
            records.add(kind.cast(record));
          }
        }
        yield records;
      }
      case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
      default -> throw new NoAnswer(name + ": " + lookup.getErrorString());
    };
  }

  private static Name name(String text) throws NoAnswer {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new NoAnswer("not a domain name: " + e.getMessage());
    }
  }
}
