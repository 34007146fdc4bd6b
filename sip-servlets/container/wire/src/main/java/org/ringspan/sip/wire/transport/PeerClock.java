package org.ringspan.sip.wire.transport;

import java.time.Duration;

/**
 * The time peers are charged for. It is moved on regularly and by at most one step each time, so
 * that nobody is charged while this machine stands still or is too busy to run it.
 */
final class PeerClock {

  /** How often it is to be moved on. */
  static final long STEP_NANOS = 500_000_000L;

  private long moved;
  private long passed = 1;
  private volatile long now = passed;

  /**
   * @param nanoTime {@link System#nanoTime()}
   */
  PeerClock(long nanoTime) {
    this.moved = nanoTime;
  }

  /**
   * Moves the clock on; called by one thread.
   *
   * @param nanoTime {@link System#nanoTime()}
   */
  void move(long nanoTime) {
    passed += Math.min(nanoTime - moved, STEP_NANOS);
    moved = nanoTime;
    now = passed;
  }

  /** Nanoseconds since the start, more than 0; never ahead of the real time. */
  long now() {
    return now;
  }

  /** When that much time that begins now is over; what has passed of the current step is added. */
  long in(Duration time) {
    return now + time.toNanos() + STEP_NANOS;
  }
}
