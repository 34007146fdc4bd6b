package org.ringspan.sip.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs what was refused, at most {@value #LINES_PER_SECOND} lines a second, so that hostile input
 * can't fill the log; each line is escaped by {@link Printable}.
 */
public final class RejectionLog {

  /** Most lines in any second. */
  public static final int LINES_PER_SECOND = 10;

  private static final int SHOWN_OCTETS = 120;

  private final Logger logger;
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();

  /** A log that writes to this logger. */
  public RejectionLog(Logger logger) {
    this.logger = logger;
  }

  /** Logs a refused message with its first line; header fields may hold credentials. */
  public void refused(
      String what, byte[] m, int from, int to, InetAddress source, int port, Transport transport) {
    if (logger.isLoggable(Level.INFO) && mayLog()) {
      logger.log(
          Level.INFO,
          what
              + " from "
              + source.getHostAddress()
              + ':'
              + port
              + '/'
              + transport
              + ": "
              + Printable.escape(m, from, firstLineEnd(m, from, to), SHOWN_OCTETS));
    }
  }

  private static int firstLineEnd(byte[] m, int from, int to) {
    int start = Octets.skipSpace(m, from, to);
    return Octets.indexOf(m, start, to, '\r');
  }

  /** Logs why the certificate of a peer proves nothing. */
  public void unbelieved(
      CertificateException why, InetAddress source, int port, Transport transport) {
    if (logger.isLoggable(Level.INFO) && mayLog()) {
      // The message may quote the certificate.
      logger.log(
          Level.INFO,
          "The certificate of "
              + source.getHostAddress()
              + ':'
              + port
              + '/'
              + transport
              + " is not believed: "
              + Printable.escape(String.valueOf(why.getMessage())));
    }
  }

  /** Logs a failure that a thread survived. */
  public void failed(String what, Throwable failure) {
    if (mayLog()) {
      // The failure's message may quote what was received.
      logger.log(
          Level.WARNING, what + ": " + Printable.escape(String.valueOf(failure)), trimmed(failure));
    }
  }

  /**
   * A stack overflow has a thousand frames that all say the same, and its message may hold raw
   * input.
   */
  private static Throwable trimmed(Throwable failure) {
    Throwable copy = new Throwable(failure.getClass().getName());
    StackTraceElement[] frames = failure.getStackTrace();
    copy.setStackTrace(java.util.Arrays.copyOf(frames, Math.min(frames.length, 12)));
    return copy;
  }

  private boolean mayLog() {
    long now = System.nanoTime() / 1_000_000_000L;
    long before = second.getAndSet(now);
    if (before != now) {
      lines.set(0);
      long missed = suppressed.getAndSet(0);
      if (missed > 0) {
        logger.log(Level.INFO, missed + " more lines about refused messages were left out");
      }
    }
    if (lines.incrementAndGet() <= LINES_PER_SECOND) {
      return true;
    }
    suppressed.incrementAndGet();
    return false;
  }
}
