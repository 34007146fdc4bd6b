package org.ringspan.e2e.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ringspan.e2e.server.Authority.Certified;
import org.ringspan.e2e.ua.Digest;
import org.ringspan.e2e.ua.Gateway;
import org.ringspan.e2e.ua.Ladder;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.StreamWire;
import org.ringspan.e2e.ua.UdpWire;
import org.ringspan.e2e.ua.UserAgent;
import org.ringspan.e2e.ua.WebSocketWire;
import org.ringspan.e2e.ua.Wire;

/** The user agents of one test around the server; they are unregistered and closed after it. */
public final class Stage implements AutoCloseable {
  /** How a phone is connected. */
  public enum Transport {
    UDP,
    TCP,
    TLS,
    WS,
    WSS
  }

  private static final Duration CLEARING = Duration.ofSeconds(10);

  private static final AtomicInteger CALLERS = new AtomicInteger();

  private final TestServer server;
  private final Ladder ladder = new Ladder();
  private final List<UserAgent> agents = new ArrayList<>();
  private final List<Phone> registered = new ArrayList<>();
  private @Nullable Gateway gateway;

  Stage(TestServer server) {
    this.server = server;
    server.testBegins();
  }

  public TestServer server() {
    return server;
  }

  /** The messages of everybody on this stage. */
  public Ladder ladder() {
    return ladder;
  }

  /**
   * A number of the telephone network that nobody has called from in this run: for looking at
   * records.
   */
  public static String newCaller() {
    return "+1408556%04d".formatted(CALLERS.incrementAndGet());
  }

  /** The PSTN gateway that the server is configured with. */
  public Gateway gateway() {
    if (gateway == null) {
      gateway = new Gateway(agent("gateway", Network.at(Network.GATEWAY, Network.GATEWAY_PORT)));
    }
    return gateway;
  }

  /** A user agent on UDP that the server knows nothing about. */
  public UserAgent agent(String name, InetSocketAddress local) {
    return agent(name, new UdpWire(local));
  }

  private UserAgent agent(String name, Wire wire) {
    var agent = new UserAgent(name, wire, server.sip(), ladder);
    agents.add(agent);
    return agent;
  }

  /** A user agent on a TLS connection, which may show a certificate. */
  public UserAgent overTls(String name, Optional<Certified> shown) {
    return agent(name, tls(shown));
  }

  private StreamWire tls(Optional<Certified> shown) {
    return StreamWire.tls(
        Network.address(Network.PHONES),
        server.sipOverTls(),
        shown.map(Certified::keyManagers).orElse(null));
  }

  /** A desk phone on a TLS connection that shows a certificate, not registered yet. */
  public Phone phoneOverTls(String device, Certified shown) {
    var credentials = new Digest(device, Company.password(device), "MD5");
    return new Phone(agent(device, tls(Optional.of(shown))), Company.DOMAIN, device, credentials);
  }

  /** A user agent on UDP that sends everything to a proxy. */
  public UserAgent agentBehind(InetSocketAddress proxy, String name, InetSocketAddress local) {
    var agent = new UserAgent(name, new UdpWire(local), proxy, ladder);
    agents.add(agent);
    return agent;
  }

  /** A desk phone on UDP that answers MD5 challenges, not registered yet. */
  public Phone phone(String device) {
    return phone(device, Transport.UDP, "MD5");
  }

  /** A desk phone on UDP, registered. */
  public Phone registered(String device) {
    return register(phone(device));
  }

  /** Registers a phone for the time of the test. */
  public Phone register(Phone phone) {
    phone.register();
    registered.add(phone);
    return phone;
  }

  /**
   * Registers a device at the address of a peer that can't do so itself, from that address: the
   * server calls a phone by the path it registered on. The address is free again afterwards.
   */
  public void registerPeer(String device, InetSocketAddress at) {
    try (var agent = new UserAgent(device, new UdpWire(at), server.sip(), ladder)) {
      var credentials = new Digest(device, Company.password(device), "MD5");
      new Phone(agent, Company.DOMAIN, device, credentials).register();
    }
  }

  /**
   * A desk phone, not registered yet.
   *
   * @param algorithm which challenge it answers: {@code MD5} or {@code SHA-256}
   */
  public Phone phone(String device, Transport transport, String algorithm) {
    return phone(device, transport, new Digest(device, Company.password(device), algorithm));
  }

  /** A desk phone with credentials that need not be right, not registered yet. */
  public Phone phone(String device, Transport transport, Digest credentials) {
    Wire wire =
        switch (transport) {
          case UDP -> new UdpWire(Network.at(Network.PHONES, 0));
          case TCP -> StreamWire.tcp(Network.address(Network.PHONES), server.sip());
          case TLS -> StreamWire.tls(Network.address(Network.PHONES), server.sipOverTls());
          case WS -> new WebSocketWire(server.sipOverWebSocket());
          case WSS -> WebSocketWire.overTls(server.sipOverSecureWebSocket());
        };
    return new Phone(agent(device, wire), Company.DOMAIN, device, credentials);
  }

  /** A desk phone on UDP that sends everything to a proxy, not registered yet. */
  public Phone phoneBehind(InetSocketAddress proxy, String device, Digest credentials) {
    var agent = agentBehind(proxy, device, Network.at(Network.PHONES, 0));
    return new Phone(agent, Company.DOMAIN, device, credentials);
  }

  /**
   * Ends the calls that a failed test has left, so that they don't make others fail.
   *
   * @return whether none is left in the server
   */
  boolean clear() {
    agents.forEach(UserAgent::abandonCalls);
    try {
      server.figures().expectNoCalls(CLEARING);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      registered.forEach(Phone::unregister);
    } finally {
      agents.forEach(UserAgent::close);
    }
  }
}
