package org.ringspan.activedirectory.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChangeListener;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.change.ChangeReader;
import org.ringspan.activedirectory.change.ChangeRun;
import org.ringspan.activedirectory.change.Duplicates;
import org.ringspan.activedirectory.ldap.DirectoryClient;

/**
 * Delivers changes to one endpoint, page by page, each in a transaction of its own. A page counts
 * as delivered when the endpoint says so: when the bookmark that it has stored is the page's.
 * Everything else, a rollback above all, has the page delivered again, and after some times parked.
 *
 * <p>It asks for changes at each interval, and earlier when it is woken. A wake-up says that
 * something may have changed and nothing else: many at once are one, the directory is asked once a
 * second at most, and the pause after a failure is as long as it is without.
 */
final class ChangeDelivery implements Work {
  private static final System.Logger LOG = System.getLogger(ChangeDelivery.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Between the beginnings of two questions. */
  private static final Duration LEAST_POLL = Duration.ofSeconds(1);

  private static final Method WANTED = method("wanted");
  private static final Method BOOKMARK = method("bookmark");
  private static final Method ON_PAGE = method("onPage", DirectoryPage.class);
  private static final Method ON_POISON = method("onPoison", DirectoryPage.class, String.class);

  private final DirectoryClient client;
  private final MessageEndpointFactory factory;
  private final ChangeActivationSpec spec;
  private final Duplicates duplicates = new Duplicates();
  private final ChangeHints hints;

  /** Guarded by this, and so is the next. */
  private boolean released;

  private boolean woken;
  private int failures;

  ChangeDelivery(
      DirectoryClient client, MessageEndpointFactory factory, ChangeActivationSpec spec) {
    this.client = client;
    this.factory = factory;
    this.spec = spec;
    this.hints = new ChangeHints(client, this::wake);
  }

  /** What wakes it; works by itself. */
  ChangeHints hints() {
    return hints;
  }

  private static Method method(String name, Class<?>... parameters) {
    try {
      return DirectoryChangeListener.class.getMethod(name, parameters);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void run() {
    while (!isReleased()) {
      var begun = System.nanoTime();
      forgetWakeUps();
      try {
        deliver();
        failures = 0;
        pause(begun);
      } catch (ResourceException | RuntimeException failed) {
        failures++;
        LOG.log(
            System.Logger.Level.WARNING,
            "Changes of Active Directory weren''t delivered ({0} times now): {1}",
            failures,
            String.valueOf(failed.getMessage()));
        pause(pauseAfter(failures));
      }
    }
  }

  /** One second, then two, up to five minutes. */
  static Duration pauseAfter(int failures) {
    var pause = Duration.ofSeconds(1L << Math.min(failures - 1, 9));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** One run: everything that is to be told now. */
  void deliver() throws ResourceException {
    var wanted = call(WANTED, DirectoryChangeListener::wanted);
    hints.want(wanted);
    if (!wanted) {
      return;
    }
    var stored = stored();
    var reader = new ChangeReader(client, spec.query(), duplicates);
    try (var run = reader.begin(stored)) {
      for (var page = run.next(); page.isPresent() && !isReleased(); page = run.next()) {
        deliver(run, page.get());
      }
    }
  }

  private void deliver(ChangeRun run, DirectoryPage page) throws ResourceException {
    if (page.changes().isEmpty() && !page.run().full() && !page.more()) {
      // Nothing changed: not worth a transaction, and the old bookmark does as well.
      return;
    }
    var why = attempt(page);
    if (why == null) {
      failures = 0;
      run.delivered(page);
      return;
    }
    if (failures < spec.getRedeliveries()) {
      throw new ResourceException("page " + page.number() + " isn't delivered: " + why);
    }
    failures = 0;
    call(
        ON_POISON,
        listener -> {
          listener.onPoison(page, why);
          return true;
        });
    if (!stored().equals(page.bookmark())) {
      throw new ResourceException("page " + page.number() + " can't even be parked");
    }
    LOG.log(System.Logger.Level.ERROR, "A page of changes was parked: {0}", why);
  }

  /** Delivers; why that failed, or null. */
  private @Nullable String attempt(DirectoryPage page) throws ResourceException {
    try {
      call(
          ON_PAGE,
          listener -> {
            listener.onPage(page);
            return true;
          });
    } catch (ResourceException | RuntimeException failed) {
      return failed.getClass().getSimpleName() + ": " + failed.getMessage();
    }
    return stored().equals(page.bookmark())
        ? null
        : "the endpoint didn't store the page's bookmark, or rolled back";
  }

  private Bookmark stored() throws ResourceException {
    return call(BOOKMARK, DirectoryChangeListener::bookmark);
  }

  /** Calls the endpoint in a transaction, when it wants one. */
  private <T> T call(Method method, Function<DirectoryChangeListener, T> call)
      throws ResourceException {
    var endpoint = factory.createEndpoint(null);
    try {
      endpoint.beforeDelivery(method);
      T answer;
      try {
        answer = call.apply((DirectoryChangeListener) endpoint);
      } finally {
        endpoint.afterDelivery();
      }
      return answer;
    } catch (NoSuchMethodException impossible) {
      throw new ResourceException("the endpoint isn't a listener of changes", impossible);
    } finally {
      endpoint.release();
    }
  }

  private synchronized boolean isReleased() {
    return released;
  }

  private synchronized void forgetWakeUps() {
    woken = false;
  }

  /** Until it is time to ask again, or worth it. */
  private synchronized void pause(long begun) {
    var end = System.nanoTime() + spec.poll().toNanos();
    while (!released && left(woken ? begun + LEAST_POLL.toNanos() : end) > 0) {
      await(left(woken ? begun + LEAST_POLL.toNanos() : end));
    }
  }

  /** Whatever wakes it: a directory in trouble isn't asked more often. */
  private synchronized void pause(Duration duration) {
    var end = System.nanoTime() + duration.toNanos();
    while (!released && left(end) > 0) {
      await(left(end));
    }
  }

  private static long left(long end) {
    return (end - System.nanoTime()) / 1_000_000;
  }

  private synchronized void await(long millis) {
    try {
      // A wait of 0 would be one for ever.
      wait(Math.max(1, millis));
    } catch (InterruptedException interrupted) {
      released = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Has the directory asked soon: something has changed there. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Not synchronized as a whole: Jakarta Connectors 2.1 section 10.3.1 forbids it of a Work. */
  @Override
  public void release() {
    synchronized (this) {
      released = true;
      notifyAll();
    }
    hints.release();
  }
}
