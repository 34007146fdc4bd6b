package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Reads from a socket until a deadline, however slowly the octets trickle in. What has arrived is
 * read even when this thread comes late: only waiting for the peer is charged to the peer.
 */
final class TimedInput {

  private final Socket socket;
  private final InputStream input;
  private final PeerClock clock;
  private final long idleMillis;
  private final Duration messageTime;
  private final BooleanSupplier answersOwed;
  private long deadline;

  /**
   * @param answersOwed whether the peer waits for us, so that its silence isn't idleness
   */
  TimedInput(
      Socket socket, PeerClock clock, Duration idle, Duration message, BooleanSupplier answersOwed)
      throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.clock = clock;
    this.idleMillis = idle.toMillis();
    this.messageTime = message;
    this.answersOwed = answersOwed;
  }

  /** Starts the time of one message; reads fail when it is over. */
  void messageBegins() {
    if (deadline == 0) {
      deadline = clock.in(messageTime);
    }
  }

  /** Ends the time of the message; the connection may be idle. */
  void messageEnded() {
    deadline = 0;
  }

  /**
   * As {@link InputStream#read(byte[], int, int)}.
   *
   * @throws SlowPeerException when the time of the message is over and nothing is there to read
   * @throws SocketTimeoutException when the idle time is over
   */
  int read(byte[] buffer, int at, int length) throws IOException {
    while (true) {
      long millis = deadline == 0 ? idleMillis : (deadline - clock.now()) / 1_000_000L;
      socket.setSoTimeout((int) Math.clamp(millis, 1, Integer.MAX_VALUE));
      try {
        return input.read(buffer, at, length);
      } catch (SocketTimeoutException e) {
        if (deadline == 0) {
          if (!answersOwed.getAsBoolean()) {
            throw e;
          }
        } else if (clock.now() >= deadline) {
          throw new SlowPeerException();
        }
      }
    }
  }
}
