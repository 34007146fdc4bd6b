package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads from a socket until a deadline, however slowly the octets trickle in. */
final class TimedInput {

  private final Socket socket;
  private final InputStream input;
  private final long idleMillis;
  private final long messageNanos;
  private long deadline;

  TimedInput(Socket socket, Duration idle, Duration message) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    this.idleMillis = idle.toMillis();
    this.messageNanos = message.toNanos();
  }

  /** Starts the time of one message; reads fail when it is over. */
  void messageBegins() {
    if (deadline == 0) {
      deadline = System.nanoTime() + messageNanos;
    }
  }

  /** Ends the time of the message; the connection may be idle. */
  void messageEnded() {
    deadline = 0;
  }

  /**
   * As {@link InputStream#read(byte[], int, int)}.
   *
   * @throws SlowPeerException when the time of the message is over
   * @throws SocketTimeoutException when the idle time is over
   */
  int read(byte[] buffer, int at, int length) throws IOException {
    long millis = idleMillis;
    if (deadline != 0) {
      millis = (deadline - System.nanoTime()) / 1_000_000L;
      if (millis <= 0) {
        throw new SlowPeerException();
      }
    }
    socket.setSoTimeout((int) Math.clamp(millis, 1, Integer.MAX_VALUE));
    try {
      return input.read(buffer, at, length);
    } catch (SocketTimeoutException e) {
      if (deadline != 0) {
        throw new SlowPeerException();
      }
      throw e;
    }
  }
}
