package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.Rule;
import org.ringspan.sip.wire.Transport;
import org.ringspan.sip.wire.Verdict;

/**
 * One TCP, TLS or WebSocket connection. A virtual thread reads and frames, another writes, so that
 * a peer that doesn't read never blocks the sender; the stack and the application run on the
 * workers of the processor.
 */
final class StreamChannel extends WireChannel {

  private static final byte[] CRLF = {'\r', '\n'};
  private static final int IN_FLIGHT = 64;
  // 64 times T1: after that the peer has given its request up (RFC 3261 section 17.1).
  private static final int ANSWER_MILLIS = 32_000;

  private final StreamProcessor processor;
  private final Socket plain;
  private final Socket socket;
  private final StreamWriter writer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch handshake = new CountDownLatch(1);
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  // On the peers' clock; 0 when the connection is no longer, or not yet, being opened.
  private volatile long openUntil;
  private volatile boolean ending;
  private volatile @Nullable IOException failure;
  // Written and read by the reading thread.
  private PeerIdentity peer = PeerIdentity.UNKNOWN;

  StreamChannel(
      StreamProcessor processor,
      WireContext wire,
      Transport transport,
      Socket plain,
      Socket socket) {
    super(processor, wire, transport, plain.getInetAddress(), plain.getPort());
    this.processor = processor;
    this.plain = plain;
    this.socket = socket;
    this.writer = new StreamWriter(socket, plain, wire.limits(), processor.clock());
  }

  void start() {
    Thread.ofVirtual().name("sip-read-" + getKey()).start(this::read);
  }

  /**
   * Waits until messages can be sent: one that waits for a handshake which fails would be lost.
   *
   * @throws IOException when the handshake has failed, or isn't over in that time: then the
   *     connection is closed
   */
  void awaitHandshake(Duration longest) throws IOException {
    boolean over;
    try {
      over = handshake.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (!over || closed.get()) {
      close();
      throw new IOException("no connection to " + getKey(), failure);
    }
  }

  boolean isOpen() {
    return !closed.get() && !ending;
  }

  private void read() {
    try {
      TimedInput input =
          new TimedInput(
              socket,
              processor.clock(),
              wire.limits().idleTimeout(),
              wire.limits().messageTimeout(),
              () -> inFlight.availablePermits() < IN_FLIGHT);
      if (socket instanceof SSLSocket tls) {
        openUntil = processor.clock().in(wire.limits().messageTimeout());
        tls.startHandshake();
        peer = processor.identityOf(tls);
        requireExpected(tls);
      }
      handshake.countDown();
      if (isWebSocket() && !upgrade(input)) {
        return;
      }
      openUntil = 0;
      writer.start("sip-write-" + getKey(), this::close);
      readMessages(framing(input));
    } catch (SlowPeerException e) {
      wire.counters().dropped(DropReason.SLOW_PEER);
    } catch (SocketTimeoutException e) {
      // Silent for the idle time: closed without ado.
    } catch (IOException e) {
      // The peer has gone; who waits for the handshake hears why.
      failure = e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      wire.counters().failed();
      wire.log().failed("Reading a connection failed", e);
    } finally {
      if (!ending) {
        close();
      }
    }
  }

  // rfc5922#section-7.3: a client that finds another identity in the certificate than that of the
  // domain it wants to reach must not use the connection.
  private void requireExpected(SSLSocket tls) throws IOException {
    if (!tls.getUseClientMode()) {
      return;
    }
    Set<String> expected = wire.expected().at(peerAddress, peerPort);
    if (!expected.isEmpty() && Collections.disjoint(expected, peer.names())) {
      throw new SSLPeerUnverifiedException(
          "the certificate of " + getKey() + " names " + peer.names() + ", not " + expected);
    }
  }

  private boolean isWebSocket() {
    return transport == Transport.WS || transport == Transport.WSS;
  }

  private Framing framing(TimedInput input) {
    return isWebSocket()
        ? new WebSocketFraming(input, wire.limits(), this::enqueue)
        : new ContentLengthFraming(input, wire.limits(), this::pong);
  }

  private boolean upgrade(TimedInput input) throws IOException {
    input.messageBegins();
    byte[] request = new byte[WebSocketHandshake.MAX_BYTES];
    int length = 0;
    // Octet by octet behind the last line end would be slow; a client sends nothing before the
    // answer.
    while (!endsWithEmptyLine(request, length)) {
      int count =
          length == request.length ? -1 : input.read(request, length, request.length - length);
      if (count <= 0) {
        return false;
      }
      length += count;
    }
    input.messageEnded();
    WebSocketHandshake.Outcome outcome =
        WebSocketHandshake.answer(new String(request, 0, length, StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(outcome.response());
    if (!outcome.accepted()) {
      wire.counters().dropped(DropReason.BAD_FRAMING);
    }
    return outcome.accepted();
  }

  private static boolean endsWithEmptyLine(byte[] octets, int length) {
    return length >= 4
        && octets[length - 4] == '\r'
        && octets[length - 3] == '\n'
        && octets[length - 2] == '\r'
        && octets[length - 1] == '\n';
  }

  private void readMessages(Framing framing) throws IOException {
    while (!closed.get()) {
      Framed framed = framing.next();
      if (framed == null) {
        awaitAnswers();
        endAfterWrites();
        return;
      }
      Rule broken = framed.broken();
      if (broken == null) {
        receive(
            wire.validation().judge(framed.octets(), framed.from(), framed.to(), transport),
            framed);
      } else {
        wire.counters().dropped(DropReason.BAD_FRAMING);
        awaitAnswers();
        receive(refusal(framed, broken), framed);
        endAfterWrites();
        return;
      }
    }
  }

  /** A peer may close its side behind a request and still read the answer. */
  private void awaitAnswers() throws IOException {
    try {
      if (!inFlight.tryAcquire(IN_FLIGHT, ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
        wire.log()
            .failed(
                "A connection ended before its requests were answered",
                new IOException("closed by the peer"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * What to answer when the connection can't be read further; names the rule as exactly as it can.
   */
  private Verdict refusal(Framed framed, Rule broken) {
    if (broken == Rule.MISSING) {
      Verdict verdict =
          wire.validation().judge(framed.octets(), framed.from(), framed.to(), transport);
      if (!(verdict instanceof Verdict.Accept)) {
        return verdict;
      }
    }
    return wire.validation().refuse(framed.octets(), framed.from(), framed.to(), broken);
  }

  private void receive(Verdict verdict, Framed framed) throws IOException {
    if (verdict instanceof Verdict.Drop(DropReason reason, var rule)
        && reason == DropReason.KEEP_ALIVE
        && framed.to() - framed.from() == 4) {
      pong();
      return;
    }
    SIPMessage message;
    try {
      message =
          wire.admit(
              verdict,
              framed.octets(),
              framed.from(),
              framed.to(),
              transport,
              peerAddress,
              peerPort,
              (reject, answer) -> answer(answer));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      wire.counters().failed();
      wire.log().failed("Parsing a message failed", e);
      return;
    }
    if (message instanceof ReceivedRequest request) {
      request.sentBy(peer);
    }
    if (message != null) {
      dispatch(message);
    }
  }

  private void dispatch(SIPMessage message) throws IOException {
    try {
      inFlight.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    processor
        .workers()
        .execute(
            message.getCallId().getCallId(),
            () -> {
              try {
                deliver(message);
              } finally {
                inFlight.release();
              }
            });
  }

  @Override
  public void processMessage(SIPMessage message) throws Exception {
    if (isWebSocket() && stack.isPatchWebSocketHeaders()) {
      makeContactReachable(message);
    }
    super.processMessage(message);
  }

  /**
   * A browser's Contact names a host that doesn't exist (RFC 7118 section 5.2); this connection
   * does.
   */
  private void makeContactReachable(SIPMessage message) throws ParseException {
    Contact contact = message.getContactHeader();
    if (contact != null
        && contact.getAddress() != null
        && contact.getAddress().getURI() instanceof SipURI uri
        && uri.getHost().endsWith(".invalid")) {
      uri.setHost(peerAddress.getHostAddress());
      uri.setPort(peerPort);
    }
  }

  private void answer(byte[] message) {
    try {
      transmit(message, peerAddress, peerPort);
      wire.counters().sent();
    } catch (IOException e) {
      wire.log().failed("An answer could not be sent", e);
    }
  }

  private void pong() {
    try {
      transmit(CRLF, peerAddress, peerPort);
    } catch (IOException e) {
      close();
    }
  }

  @Override
  void transmit(byte[] message, InetAddress address, int port) throws IOException {
    enqueue(isWebSocket() ? WebSocketFraming.message(message) : message);
  }

  private void enqueue(byte[] octets) throws IOException {
    if (!isOpen()) {
      throw new IOException("the connection is closed");
    }
    if (!writer.add(octets)) {
      abort(DropReason.STALLED_PEER);
      throw new IOException("the peer doesn't read");
    }
  }

  private void endAfterWrites() {
    ending = true;
    writer.end();
  }

  /**
   * Closes the connection when it has been opening or writing for too long; called regularly.
   *
   * @param now on the peers' clock
   */
  void check(long now) {
    long opening = openUntil;
    if (opening != 0 && now >= opening) {
      abort(DropReason.SLOW_PEER);
    }
    if (writer.isStalled(now)) {
      abort(DropReason.STALLED_PEER);
    }
  }

  private void abort(DropReason reason) {
    if (!closed.get()) {
      wire.counters().dropped(reason);
    }
    close();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      handshake.countDown();
      processor.closed(this);
      writer.end();
      try {
        // The plain socket: closing TLS politely can wait for a peer that doesn't read.
        plain.close();
      } catch (IOException e) {
        wire.log().failed("Closing a connection failed", e);
      }
    }
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
