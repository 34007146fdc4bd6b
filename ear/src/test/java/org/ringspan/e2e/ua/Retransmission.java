package org.ringspan.e2e.ua;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends a message again after 500 ms, 1 s, 2 s, 4 s, 4 s … until it is stopped or 32 s have passed
 * (RFC 3261 section 17).
 */
final class Retransmission {
  private static final long T1_MILLIS = 500;
  private static final long T2_MILLIS = 4000;
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Runnable send;
  private volatile boolean stopped;

  private Retransmission(Runnable send) {
    this.send = send;
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("retransmission").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** Schedules the repetitions; the first sending is the caller's. */
  static Retransmission of(Runnable send) {
    var retransmission = new Retransmission(send);
    retransmission.schedule(T1_MILLIS, 64 * T1_MILLIS);
    return retransmission;
  }

  private void schedule(long wait, long left) {
    if (left <= 0) {
      return;
    }
    CLOCK.schedule(
        () -> {
          if (!stopped) {
            send.run();
            schedule(Math.min(2 * wait, T2_MILLIS), left - wait);
          }
        },
        wait,
        TimeUnit.MILLISECONDS);
  }

  void stop() {
    stopped = true;
  }
}
