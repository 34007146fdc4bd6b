package org.ringspan.e2e.ua;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SIP user agent on one wire: finds the transaction and the leg of each message that arrives
 * and keeps a log. A {@link Phone} and a {@link Gateway} script it; a test that needs raw bytes
 * uses it directly.
 *
 * <p>It does by itself what isn't under test: answers a retransmission by its last response,
 * acknowledges failures, answers BYE, OPTIONS and other requests in a dialog by 200, answers
 * requests of unknown dialogs by 481.
 */
public final class UserAgent implements AutoCloseable {
  private static final Pattern HOST_PORT =
      Pattern.compile("sips?:(?:[^@>]*@)?([0-9.]+)(?::(\\d+))?");

  private final String name;
  private final Wire wire;
  private final InetSocketAddress server;
  private final Ladder ladder;
  private final Map<String, IncomingRequest> serverTransactions = new ConcurrentHashMap<>();
  private final Map<String, Exchange> clientTransactions = new ConcurrentHashMap<>();
  private final Map<String, Leg> legs = new ConcurrentHashMap<>();
  private final Inbox<IncomingLeg> calls;
  private final Inbox<Received> received;
  private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean retransmits = true;
  private volatile boolean trying = true;

  /**
   * @param name how messages and the ladder call it
   * @param server where requests go that have no route of their own
   */
  public UserAgent(String name, Wire wire, InetSocketAddress server, Ladder ladder) {
    this.name = name;
    this.wire = wire;
    this.server = server;
    this.ladder = ladder;
    this.calls = new Inbox<>(name);
    this.received = new Inbox<>(name);
    wire.start(this::arrived);
  }

  public String name() {
    return name;
  }

  public Wire wire() {
    return wire;
  }

  public InetSocketAddress server() {
    return server;
  }

  boolean retransmits() {
    return retransmits;
  }

  /**
   * Whether this agent repeats what isn't answered in time (RFC 3261 timers A, E, G and the 2xx);
   * on at first.
   */
  public void setRetransmits(boolean on) {
    retransmits = on;
  }

  /** Whether this agent answers an INVITE by 100 at once (RFC 3261 section 17.2.1); on at first. */
  public void setTrying(boolean on) {
    trying = on;
  }

  /** Answers NOTIFY of a subscription, named by its Call-ID, by 200 or, as at first, by 481. */
  public void setSubscribed(String callId, boolean on) {
    if (on) {
      subscriptions.add(callId);
    } else {
      subscriptions.remove(callId);
    }
  }

  /** Everything that arrived, as it arrived. */
  public Inbox<Received> received() {
    return received;
  }

  /** Takes the next INVITE that begins a call and matches. */
  public IncomingLeg expectInvite(String what, Duration patience, Predicate<IncomingLeg> matching) {
    return calls.expect(what, patience, matching);
  }

  /** Watches for {@code span} that no INVITE arrives that begins a call and matches. */
  public void expectNoInvite(String what, Duration span, Predicate<IncomingLeg> matching) {
    calls.expectNone(what, span, matching);
  }

  /** Every call this agent was invited to so far, also those a test has taken. */
  public java.util.List<IncomingLeg> invitations() {
    return calls.history();
  }

  /** A Via for a new transaction. */
  String newVia() {
    return "SIP/2.0/"
        + wire.transport()
        + " "
        + hostPort()
        + ";branch=z9hG4bK"
        + token()
        + ";rport";
  }

  /** A Contact URI by which the server reaches this agent. */
  String contactUri(String user) {
    String transport =
        wire.transport().equals("UDP")
            ? ""
            // rfc7118#section-5.2.3: "ws" also stands for WebSocket over TLS
            : ";transport="
                + (wire.transport().equals("WSS")
                    ? "ws"
                    : wire.transport().toLowerCase(java.util.Locale.ROOT));
    return "sip:" + user + "@" + hostPort() + transport;
  }

  String hostPort() {
    return wire.local().getHostString() + ":" + wire.local().getPort();
  }

  static String token() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  /** Sends a message outside any transaction. */
  public void send(SipMessage message, InetSocketAddress to) {
    ladder.sent(name, message);
    wire.send(message.toBytes(), to);
  }

  /** Sends bytes that need not be SIP to the server. */
  public void sendRaw(byte[] bytes) {
    wire.send(bytes, server);
  }

  /** Sends a request in a new transaction to the server. */
  public Exchange exchange(SipMessage request) {
    return exchange(request, server, response -> true);
  }

  Exchange exchange(SipMessage request, InetSocketAddress to, Exchange.Hook hook) {
    var exchange = new Exchange(this, request, to, hook);
    clientTransactions.put(request.branch() + request.method(), exchange);
    exchange.start();
    return exchange;
  }

  void register(Leg leg) {
    legs.put(leg.callId() + leg.localTag(), leg);
  }

  /**
   * Where a request to {@code uri} goes: its own host when that is an IP address and the wire isn't
   * a connection.
   */
  InetSocketAddress resolve(String uri) {
    Matcher matcher = HOST_PORT.matcher(uri);
    if (wire.reliable() || !matcher.find()) {
      return server;
    }
    int port = matcher.group(2) == null ? 5060 : Integer.parseInt(matcher.group(2));
    return new InetSocketAddress(matcher.group(1), port);
  }

  private void arrived(long at, byte[] bytes, InetSocketAddress from) {
    var arrival = new Received(at, SipMessage.parse(bytes), from);
    ladder.received(name, arrival);
    received.add(arrival);
    var message = arrival.message();
    if (!message.isRequest()) {
      var exchange = clientTransactions.get(message.branch() + message.method());
      if (exchange != null) {
        exchange.accept(arrival);
      }
      return;
    }
    switch (message.method()) {
      case "ACK" -> acknowledged(arrival);
      case "CANCEL" -> cancelled(arrival);
      default -> requested(arrival);
    }
  }

  private void acknowledged(Received arrival) {
    var message = arrival.message();
    var failed = serverTransactions.get(message.branch() + "INVITE");
    if (failed != null) {
      failed.acknowledged();
    }
    var leg = legs.get(message.callId() + message.toTag().orElse(""));
    if (leg != null) {
      leg.acknowledged(new IncomingRequest(this, arrival, leg.localTag()));
    }
  }

  private void cancelled(Received arrival) {
    var message = arrival.message();
    var cancel = new IncomingRequest(this, arrival, token());
    for (var leg : legs.values()) {
      if (leg instanceof IncomingLeg incoming && incoming.isCancelledBy(message)) {
        incoming.cancelled(cancel);
        return;
      }
    }
    cancel.reply(481, "Call/Transaction Does Not Exist");
  }

  private void requested(Received arrival) {
    var message = arrival.message();
    String transaction = message.branch() + message.method();
    var known = serverTransactions.get(transaction);
    if (known != null) {
      known.receivedAgain();
      return;
    }
    var request = new IncomingRequest(this, arrival, token());
    serverTransactions.put(transaction, request);
    if (message.toTag().isPresent()) {
      var leg = legs.get(message.callId() + message.toTag().get());
      if (leg == null && message.is("NOTIFY") && subscriptions.contains(message.callId())) {
        request.reply(200, "OK");
      } else if (leg == null) {
        request.reply(481, "Call/Transaction Does Not Exist");
      } else {
        leg.requested(request);
      }
    } else if (message.is("INVITE")) {
      if (trying) {
        request.reply(100, "Trying");
      }
      var leg = new IncomingLeg(this, request);
      register(leg);
      calls.add(leg);
    } else {
      request.reply(200, "OK");
    }
  }

  /** Leaves every call it is in, not waiting for any answer. */
  public void abandonCalls() {
    legs.values().forEach(Leg::abandon);
  }

  @Override
  public void close() {
    retransmits = false;
    wire.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
