package org.ringspan.console.calls;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the list of live calls to all pages that show it: it is made once a second for all of them,
 * and only while somebody looks. A browser that doesn't read misses lists, but not the newest, and
 * holds up nobody.
 */
@ApplicationScoped
public class LiveWatchers {
  /** So many pages may be open at a time. */
  static final int MOST = 200;

  private static final Logger LOG = Logger.getLogger(LiveWatchers.class);
  private static final String NOTHING_NEW = ":\n\n";
  private static final int BEAT = 15;
  private static final Duration LEAVING = Duration.ofSeconds(2);

  @Inject private LiveCalls calls;
  @Inject private Clock clock;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  private final Set<LiveWatcher> watchers = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledFuture<?> running;
  private String last = "";
  private int quiet;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LiveWatchers() {}

  /**
   * A page wants the list.
   *
   * @return whether there is room for it
   */
  synchronized boolean add(LiveWatcher watcher) {
    if (watchers.size() >= MOST) {
      return false;
    }
    watchers.add(watcher);
    watcher.send(message(calls.json()));
    if (running == null) {
      last = "";
      running = scheduler.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }
    return true;
  }

  /**
   * The session of a page ends, and what it sees with it. When this returns, no request of the list
   * is left that would look for the session, unless the container takes longer than usual.
   */
  public void leave(String session) {
    List<LiveWatcher> leaving = watchers.stream().filter(watcher -> watcher.isOf(session)).toList();
    leaving.forEach(LiveWatcher::end);
    try {
      for (LiveWatcher watcher : leaving) {
        watcher.awaitGone(LEAVING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tick() {
    try {
      watchers.removeIf(watcher -> watcher.isOver(clock.instant()));
      if (watchers.isEmpty()) {
        stop();
        return;
      }
      String now = calls.json();
      if (now.equals(last)) {
        quiet++;
        if (quiet % BEAT == 0) {
          watchers.forEach(watcher -> watcher.beat(NOTHING_NEW));
        }
        return;
      }
      quiet = 0;
      last = now;
      String message = message(now);
      watchers.forEach(watcher -> watcher.send(message));
    } catch (RuntimeException e) {
      // The next second is another chance; without this there would be none.
      LOG.warn("The list of live calls couldn't be sent", e);
    }
  }

  private static String message(String json) {
    return "data: " + json + "\n\n";
  }

  @PreDestroy
  synchronized void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }
}
