package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringspan.sip.wire.WireLimits;

/**
 * What waits to be written to one connection, and the thread that writes it, so that a peer that
 * doesn't read never blocks who sends.
 */
final class StreamWriter {

  private static final byte[] END = {};
  private static final int DRAIN_BYTES = 65_536;
  private static final int DRAIN_MILLIS = 1000;

  private final Socket socket;
  private final Socket plain;
  private final WireLimits limits;
  private final PeerClock clock;
  private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  // On the peers' clock; 0 while nothing is being written.
  private volatile long writtenUntil;

  /**
   * @param socket what is written to
   * @param plain the same, or what is under its TLS
   */
  StreamWriter(Socket socket, Socket plain, WireLimits limits, PeerClock clock) {
    this.socket = socket;
    this.plain = plain;
    this.limits = limits;
    this.clock = clock;
  }

  /** Writes until the end or an error. */
  void start(String name, Runnable afterwards) {
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                write();
              } catch (IOException e) {
                // The peer has gone.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                afterwards.run();
              }
            });
  }

  /** Takes octets to write; false when too many wait already. */
  boolean add(byte[] octets) {
    if (queuedBytes.addAndGet(octets.length) > limits.maxQueuedBytes()) {
      return false;
    }
    outgoing.add(octets);
    return true;
  }

  /** Ends behind what waits now. */
  void end() {
    outgoing.add(END);
  }

  /** Whether the peer has refused to read for too long. */
  boolean isStalled(long now) {
    long until = writtenUntil;
    return until != 0 && now >= until;
  }

  private void write() throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    for (byte[] octets = outgoing.take(); octets != END; octets = outgoing.take()) {
      writtenUntil = clock.in(limits.writeTimeout());
      out.write(octets);
      writtenUntil = 0;
      queuedBytes.addAndGet(-octets.length);
    }
    drain();
  }

  /**
   * Tells the peer that nothing more comes and reads what it has sent: closing with unread input
   * would reset the connection and could destroy the last answer on its way.
   */
  private void drain() throws IOException {
    socket.shutdownOutput();
    plain.setSoTimeout(DRAIN_MILLIS);
    byte[] ignored = new byte[4096];
    int total = 0;
    int count = 0;
    while (count >= 0 && total < DRAIN_BYTES) {
      count = plain.getInputStream().read(ignored);
      total += Math.max(0, count);
    }
  }
}
