package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of all calls: a heap of deadlines and two threads. A call has up to a dozen timers and
 * most are stopped before they run out, so that starting and stopping must cost next to nothing.
 */
@ApplicationScoped
public class CallTimers {
  private static final int THREADS = 2;

  @Inject private CallMeters meters;
  @Resource private ManagedThreadFactory threads;
  private @Nullable ScheduledThreadPoolExecutor running;

  // The container injects the resource before it calls this.
  @SuppressWarnings("NullAway")
  @PostConstruct
  void start() {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS, threads);
    executor.setRemoveOnCancelPolicy(true);
    running = executor;
  }

  @PreDestroy
  void stop() {
    executor().shutdownNow();
  }

  /** Runs {@code expiry} once, {@code after} from now; to stop it, cancel what is returned. */
  public Future<?> start(Duration after, Runnable expiry) {
    long due = System.nanoTime() + after.toNanos();
    return executor()
        .schedule(
            () -> {
              meters.expired(System.nanoTime() - due);
              expiry.run();
            },
            after.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /**
   * How long the timer that is due first has been waiting for a thread; zero when it is on time.
   */
  Duration overdue() {
    Runnable first = executor().getQueue().peek();
    long nanos = first instanceof Delayed timer ? -timer.getDelay(TimeUnit.NANOSECONDS) : 0;
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** How many run now. */
  int running() {
    return executor().getQueue().size();
  }

  private ScheduledThreadPoolExecutor executor() {
    return Objects.requireNonNull(running, "started with the bean");
  }
}
