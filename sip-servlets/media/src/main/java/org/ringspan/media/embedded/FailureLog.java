package org.ringspan.media.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs failures, at most {@value #LINES_PER_SECOND} lines a second: what fails for one packet may
 * fail for all of them.
 */
public final class FailureLog {

  static final int LINES_PER_SECOND = 5;

  private static final long SECOND = 1_000_000_000L;

  private final Logger logger = System.getLogger("org.ringspan.media");
  private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong suppressed = new AtomicLong();

  /** A log without lines. */
  public FailureLog() {}

  /** Something failed and the engine goes on. */
  public void failed(String what, Throwable cause) {
    long now = System.nanoTime() / SECOND;
    if (second.getAndSet(now) != now) {
      lines.set(0);
    }
    if (lines.incrementAndGet() > LINES_PER_SECOND) {
      suppressed.incrementAndGet();
      return;
    }
    long before = suppressed.getAndSet(0);
    logger.log(
        Level.WARNING,
        before == 0 ? what : what + " (" + before + " other failures weren't logged)",
        cause);
  }

  /** Calls are lost. */
  public void lost(String what, Throwable cause) {
    logger.log(Level.ERROR, what, cause);
  }
}
