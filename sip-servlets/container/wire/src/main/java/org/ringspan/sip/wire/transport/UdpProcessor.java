package org.ringspan.sip.wire.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.StatelessAnswer;
import org.ringspan.sip.wire.StunBinding;
import org.ringspan.sip.wire.Transport;

/**
 * Receives datagrams. Each thread waits in turn for the socket, validates, parses and processes
 * what it received itself, so a message is seldom handed from thread to thread, and receives into a
 * buffer of its own, so a datagram costs two small copies. Only what comes while another thread is
 * at work for the same call is left to that one: messages of a call are handled in the order they
 * came. A thread that ends by an error is replaced; a socket that was closed by an error is opened
 * again.
 */
final class UdpProcessor extends MessageProcessor {

  private static final int BUFFER_BYTES = 65_535;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;
  private static final long RETRY_NANOS = 100_000_000L;

  /** Far more than a call brings while one of its messages is handled. */
  private static final int MOST_LEFT = 64;

  private final WireContext wire;
  private final Lanes<Datagram> lanes = new Lanes<>(MOST_LEFT, Datagram::copy);

  /** Who holds it receives; nobody processes anything while holding it. */
  private final ReentrantLock turn = new ReentrantLock();

  private final AtomicInteger threads = new AtomicInteger();
  private volatile DatagramSocket socket;
  private volatile boolean running;

  UdpProcessor(InetAddress address, SIPTransactionStack stack, int port, WireContext wire)
      throws IOException {
    super(address, port, "udp", stack);
    this.wire = wire;
    this.socket = open();
    if (address.isAnyLocalAddress()) {
      setIpAddress(socket.getLocalAddress());
    }
  }

  private DatagramSocket open() throws IOException {
    DatagramSocket opened =
        sipStack.getNetworkLayer().createDatagramSocket(getPort(), getIpAddress());
    opened.setReceiveBufferSize(Math.max(SOCKET_BUFFER_BYTES, sipStack.getReceiveUdpBufferSize()));
    opened.setSendBufferSize(Math.max(SOCKET_BUFFER_BYTES, sipStack.getSendUdpBufferSize()));
    return opened;
  }

  DatagramSocket socket() {
    return socket;
  }

  @Override
  public void start() {
    running = true;
    for (int i = 0; i < wire.limits().udpReceivers(); i++) {
      startReceiver();
    }
  }

  private void startReceiver() {
    Thread.ofPlatform()
        .daemon()
        .name(
            "sip-udp-"
                + getIpAddress().getHostAddress()
                + '/'
                + getPort()
                + '-'
                + threads.incrementAndGet())
        .priority(sipStack.getThreadPriority())
        .start(this::supervise);
  }

  private void supervise() {
    try {
      receiveWhileRunning();
    } finally {
      if (running) {
        wire.counters().restarted();
        startReceiver();
      }
    }
  }

  private void receiveWhileRunning() {
    byte[] buffer = new byte[BUFFER_BYTES];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    while (running) {
      Datagram datagram = next(packet);
      if (datagram != null) {
        laneOf(datagram).workOff(datagram, this::handle);
      }
    }
  }

  /**
   * Receives until there is something for this thread to do: what belongs to a call that another
   * thread is at work for is left to that thread.
   *
   * @return null when the processor has been stopped
   */
  private @Nullable Datagram next(DatagramPacket packet) {
    turn.lock();
    try {
      while (running) {
        DatagramSocket from = socket;
        try {
          packet.setLength(packet.getData().length);
          from.receive(packet);
        } catch (IOException e) {
          recover(from, e);
          continue;
        }
        Datagram datagram = Datagram.in(packet);
        switch (laneOf(datagram).enter(datagram)) {
          case TAKEN -> {
            return datagram;
          }
          case LEFT -> {}
          case FULL -> drop(datagram);
        }
      }
      return null;
    } finally {
      turn.unlock();
    }
  }

  private Lanes.Lane<Datagram> laneOf(Datagram datagram) {
    return lanes.of(datagram.key());
  }

  /** Whoever sent it sends it again (RFC 3261 section 17); the lane may be free then. */
  private void drop(Datagram datagram) {
    wire.counters().received();
    wire.counters().dropped(DropReason.OVERLOAD);
    wire.log()
        .refused(
            "dropped " + DropReason.OVERLOAD,
            datagram.octets(),
            0,
            datagram.length(),
            datagram.source(),
            datagram.port(),
            Transport.UDP);
  }

  private void handle(Datagram datagram) {
    byte[] octets = datagram.octets();
    InetAddress source = datagram.source();
    int port = datagram.port();
    UdpChannel channel = new UdpChannel(this, wire, source, port);
    if (StunBinding.isStun(octets, 0, datagram.length())) {
      keepAlive(datagram, channel);
      return;
    }
    SIPMessage message;
    try {
      message =
          wire.admit(
              octets,
              0,
              datagram.length(),
              Transport.UDP,
              source,
              port,
              (reject, answer) -> {
                try {
                  channel.transmit(answer, source, StatelessAnswer.port(reject, source, port));
                  wire.counters().sent();
                } catch (IOException e) {
                  wire.log().failed("An answer could not be sent", e);
                }
              });
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      wire.counters().failed();
      wire.log().failed("Parsing a datagram failed", e);
      return;
    }
    if (message != null) {
      channel.deliver(message);
    }
  }

  /** A phone keeps its way through a NAT open (RFC 5626 section 4.4.2). */
  private void keepAlive(Datagram datagram, UdpChannel channel) {
    wire.counters().dropped(DropReason.KEEP_ALIVE);
    Optional<byte[]> answer =
        StunBinding.answer(
            datagram.octets(), 0, datagram.length(), datagram.source(), datagram.port());
    if (answer.isPresent()) {
      try {
        channel.transmit(answer.get(), datagram.source(), datagram.port());
      } catch (IOException e) {
        wire.log().failed("An answer could not be sent", e);
      }
    }
  }

  /** Opens the socket again when it was closed under a receiver. */
  private synchronized void recover(DatagramSocket failed, IOException cause) {
    if (!running || failed != socket) {
      return;
    }
    if (failed.isClosed()) {
      wire.log().failed("The UDP socket was closed and is opened again", cause);
      try {
        socket = open();
        wire.counters().restarted();
        return;
      } catch (IOException e) {
        wire.log().failed("The UDP socket can't be opened", e);
      }
    }
    LockSupport.parkNanos(RETRY_NANOS);
  }

  @Override
  public void stop() {
    running = false;
    socket.close();
  }

  @Override
  public SIPTransactionStack getSIPStack() {
    return sipStack;
  }

  @Override
  public MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
    return new UdpChannel(this, wire, target.getInetAddress(), target.getPort());
  }

  @Override
  public MessageChannel createMessageChannel(InetAddress target, int port) {
    return new UdpChannel(this, wire, target, port);
  }

  @Override
  public int getDefaultTargetPort() {
    return 5060;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public int getMaximumMessageSize() {
    return BUFFER_BYTES;
  }

  @Override
  public boolean inUse() {
    return false;
  }
}
