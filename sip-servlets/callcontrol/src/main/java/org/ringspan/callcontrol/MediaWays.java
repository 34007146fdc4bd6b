package org.ringspan.callcontrol;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ringspan.media.MediaException;

/**
 * Opens other ways for media whose own are lost. An rtpengine is asked for that, which takes
 * seconds when it doesn't answer, and when one fails hundreds of calls ask at once. What runs the
 * events of calls must not wait for that: a few threads that have nothing else to do wait here. How
 * long a call waits is bounded by the call ({@code Rerouting}); what it waits for in vain ends with
 * its media.
 */
final class MediaWays implements AutoCloseable {

  /** Ways that are opened at the same time. */
  static final int THREADS = 4;

  /** Ways that may wait: more than calls that pass an rtpengine. */
  private static final int MOST_WAITING = 10_000;

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  MediaWays(ThreadFactory factory) {
    this(factory, MOST_WAITING);
  }

  MediaWays(ThreadFactory factory, int mostWaiting) {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Opens a way, some time later; never waits.
   *
   * @param open may wait; fails with a {@link MediaException} when there is none
   * @param opened is told when it is there
   * @param failed is told when there is none
   * @throws MediaException OVERLOADED or CLOSED; nobody is told anything then
   */
  void open(Runnable open, Runnable opened, Consumer<RuntimeException> failed) {
    try {
      threads.execute(() -> openNow(open, opened, failed));
    } catch (RejectedExecutionException e) {
      throw new MediaException(
          threads.isShutdown() ? MediaException.Reason.CLOSED : MediaException.Reason.OVERLOADED,
          "no other way can be opened now",
          e);
    }
  }

  private static void openNow(Runnable open, Runnable opened, Consumer<RuntimeException> failed) {
    try {
      open.run();
    } catch (RuntimeException e) {
      failed.accept(e);
      return;
    }
    opened.run();
  }

  /** Nothing waits any more; who does is told nothing. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
