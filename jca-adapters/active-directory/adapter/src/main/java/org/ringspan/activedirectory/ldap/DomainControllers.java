package org.ringspan.activedirectory.ldap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** The controllers that DNS names for a domain, asked again every few minutes. */
final class DomainControllers implements ConnectionPool.ControllerSource {
  private static final System.Logger LOG = System.getLogger(DomainControllers.class.getName());
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){1,10}");

  private final String domain;
  private final int port;
  private final SrvLookup lookup;
  private final InstantSource clock;
  private final RandomGenerator random;
  private List<ControllerAddress> known = List.of();
  private Instant asked = Instant.MIN;

  /** Asks DNS for the SRV records of a name. */
  interface SrvLookup {
    /**
     * The records' texts.
     *
     * @throws NamingException when DNS doesn't answer, or has none
     */
    List<String> records(String name) throws NamingException;
  }

  /**
   * Controllers of a domain.
   *
   * @param port taken instead of the one in DNS, which is that of LDAP without TLS, or 0 for DNS's
   */
  DomainControllers(
      String domain, int port, SrvLookup lookup, InstantSource clock, RandomGenerator random) {
    if (!DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException("not a domain: " + domain);
    }
    this.domain = domain;
    this.port = port;
    this.lookup = lookup;
    this.clock = clock;
    this.random = random;
  }

  /** By the machine's name servers. */
  static SrvLookup dns() {
    return name -> {
      var environment = new Hashtable<String, String>();
      environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
      environment.put("com.sun.jndi.dns.timeout.initial", "2000");
      environment.put("com.sun.jndi.dns.timeout.retries", "2");
      var context = new InitialDirContext(environment);
      try {
        var records = new ArrayList<String>();
        var attribute = context.getAttributes("dns:/" + name, new String[] {"SRV"}).get("SRV");
        if (attribute != null) {
          for (var all = attribute.getAll(); all.hasMore(); ) {
            records.add(String.valueOf(all.next()));
          }
        }
        return records;
      } finally {
        context.close();
      }
    };
  }

  @Override
  public synchronized List<ControllerAddress> controllers() {
    var now = clock.instant();
    if (now.isBefore(asked.equals(Instant.MIN) ? Instant.MIN : asked.plus(FRESH))) {
      return known;
    }
    asked = now;
    try {
      var found = new ArrayList<SrvRecords.Srv>();
      for (var text : lookup.records("_ldap._tcp.dc._msdcs." + domain)) {
        SrvRecords.parse(text).ifPresent(found::add);
      }
      var ordered =
          SrvRecords.ordered(found, random).stream()
              .map(srv -> new ControllerAddress(srv.target(), port == 0 ? srv.port() : port))
              .toList();
      // The order stays while the servers do: a new order at each question would be a new choice.
      if (!ordered.isEmpty() && !(known.containsAll(ordered) && ordered.containsAll(known))) {
        known = ordered;
      }
    } catch (NamingException | IllegalArgumentException unanswered) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The controllers of {0} weren''t told by DNS ({1}); {2} are known from before",
          domain,
          LdapErrors.printable(String.valueOf(unanswered.getMessage())),
          known.size());
    }
    return known;
  }
}
