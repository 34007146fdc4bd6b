package org.ringspan.sip.wire.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.Transport;

/** Accepts and opens connections. */
final class StreamProcessor extends MessageProcessor {

  private static final int BACKLOG = 512;
  private static final int LOCKS = 64;
  private static final long RETRY_NANOS = 100_000_000L;

  private final WireContext wire;
  private final Transport kind;
  private final @Nullable TlsSettings tls;
  private final OrderedWorkers workers;
  private final PeerClock clock = new PeerClock(System.nanoTime());
  private final Map<String, StreamChannel> channels = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> perPeer = new ConcurrentHashMap<>();
  private final Object[] connecting = new Object[LOCKS];
  private volatile ServerSocket server;
  private volatile boolean running;

  StreamProcessor(
      InetAddress address, SIPTransactionStack stack, int port, Transport kind, WireContext wire)
      throws IOException {
    super(address, port, kind.name(), stack);
    this.wire = wire;
    this.kind = kind;
    this.tls =
        kind == Transport.TLS || kind == Transport.WSS
            ? new TlsSettings((SipStackImpl) stack, kind)
            : null;
    this.workers = new OrderedWorkers(wire.limits().streamWorkers(), name() + "-work");
    for (int i = 0; i < LOCKS; i++) {
      connecting[i] = new Object();
    }
    this.server = open();
  }

  private String name() {
    return "sip-"
        + kind.name().toLowerCase(java.util.Locale.ROOT)
        + '-'
        + getIpAddress().getHostAddress()
        + '/'
        + getPort();
  }

  private ServerSocket open() throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(getIpAddress(), getPort()), BACKLOG);
    return opened;
  }

  OrderedWorkers workers() {
    return workers;
  }

  PeerClock clock() {
    return clock;
  }

  /** Who is at the other end of a connection whose handshake is over. */
  PeerIdentity identityOf(SSLSocket socket) {
    try {
      return tls == null ? PeerIdentity.UNKNOWN : tls.identityOf(socket);
    } catch (CertificateException e) {
      wire.log().unbelieved(e, socket.getInetAddress(), socket.getPort(), kind);
      return PeerIdentity.UNKNOWN;
    }
  }

  @Override
  public void start() {
    running = true;
    startThread("-accept", this::acceptWhileRunning);
    startThread("-check", this::checkWhileRunning);
  }

  private void startThread(String suffix, Runnable task) {
    Thread.ofPlatform()
        .daemon()
        .name(name() + suffix)
        .start(
            () -> {
              try {
                task.run();
              } finally {
                if (running) {
                  wire.counters().restarted();
                  startThread(suffix, task);
                }
              }
            });
  }

  private void acceptWhileRunning() {
    while (running) {
      ServerSocket from = server;
      try {
        accept(from.accept());
      } catch (IOException e) {
        recover(from, e);
      }
    }
  }

  private void recover(ServerSocket failed, IOException cause) {
    if (!running) {
      return;
    }
    wire.log().failed("Accepting a connection failed", cause);
    if (failed.isClosed()) {
      try {
        server = open();
        wire.counters().restarted();
      } catch (IOException e) {
        wire.log().failed("The server socket can't be opened", e);
      }
    }
    LockSupport.parkNanos(RETRY_NANOS);
  }

  private void accept(Socket plain) throws IOException {
    InetAddress peer = plain.getInetAddress();
    if (channels.size() >= wire.limits().maxConnections()
        || perPeer.getOrDefault(peer, 0) >= wire.limits().maxConnectionsPerPeer()) {
      wire.counters().dropped(DropReason.TOO_MANY_CONNECTIONS);
      plain.close();
      return;
    }
    try {
      register(plain, tls == null ? plain : tls.accepted(plain));
    } catch (IOException | RuntimeException e) {
      plain.close();
      wire.log().failed("A connection could not be set up", e);
    }
  }

  private StreamChannel register(Socket plain, Socket socket) throws IOException {
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    StreamChannel channel = new StreamChannel(this, wire, kind, plain, socket);
    wire.counters().opened();
    perPeer.merge(channel.peerAddress, 1, Integer::sum);
    StreamChannel before = channels.put(channel.getKey(), channel);
    if (before != null) {
      before.close();
    }
    channel.start();
    return channel;
  }

  /** Forgets a connection; called once for each. */
  void closed(StreamChannel channel) {
    boolean current = channels.remove(channel.getKey(), channel);
    perPeer.computeIfPresent(channel.peerAddress, (peer, count) -> count == 1 ? null : count - 1);
    wire.counters().closed();
    // One that has been replaced by another of the same peer and port isn't missed.
    if (current) {
      try {
        wire.ends().gone(kind, channel.peerAddress, channel.peerPort);
      } catch (RuntimeException e) {
        wire.log().failed("Telling that a connection is gone failed", e);
      }
    }
  }

  private void checkWhileRunning() {
    while (running) {
      LockSupport.parkNanos(PeerClock.STEP_NANOS);
      clock.move(System.nanoTime());
      long now = clock.now();
      channels.values().forEach(channel -> channel.check(now));
    }
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws IOException {
    return createMessageChannel(target.getInetAddress(), target.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress target, int port) throws IOException {
    String key = MessageChannel.getKey(target, port, kind.name());
    StreamChannel open = channels.get(key);
    if (open != null && open.isOpen()) {
      return ready(open);
    }
    if (kind == Transport.WS || kind == Transport.WSS) {
      throw new IOException("a WebSocket is opened by the client only");
    }
    synchronized (connecting[Math.floorMod(key.hashCode(), LOCKS)]) {
      open = channels.get(key);
      return ready(open != null && open.isOpen() ? open : connect(target, port));
    }
  }

  private StreamChannel ready(StreamChannel channel) throws IOException {
    channel.awaitHandshake(wire.limits().connectTimeout());
    return channel;
  }

  private StreamChannel connect(InetAddress target, int port) throws IOException {
    Socket plain = new Socket();
    try {
      plain.bind(new InetSocketAddress(getIpAddress(), 0));
      plain.connect(
          new InetSocketAddress(target, port), (int) wire.limits().connectTimeout().toMillis());
      return register(plain, tls == null ? plain : tls.connected(plain));
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public void stop() {
    running = false;
    try {
      server.close();
    } catch (IOException e) {
      wire.log().failed("Closing a server socket failed", e);
    }
    channels.values().forEach(StreamChannel::close);
    workers.stop();
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public int getDefaultTargetPort() {
    return isSecure() ? 5061 : 5060;
  }

  @Override
  public boolean isSecure() {
    return kind == Transport.TLS || kind == Transport.WSS;
  }

  @Override
  public int getMaximumMessageSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean inUse() {
    return !channels.isEmpty();
  }
}
