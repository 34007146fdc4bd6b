package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ringspan.directory.DirectoryEvent.Kind;
import org.ringspan.directory.WaitingWrite;

/**
 * Looks at the resource adapter now and then, and tells what is new: controllers that were lost,
 * another one that was taken, refused logins, and writes that wait for an administrator.
 */
@ApplicationScoped
public class ConnectionWatch {
  private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

  @Inject private DirectoryEvents events;
  private AdapterFigures before = AdapterFigures.NONE;
  private Set<String> waiting = new HashSet<>();

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ConnectionWatch() {}

  /** Looks, and tells what is new since; what can't be looked at now is later. */
  synchronized void look() {
    try {
      compare();
    } catch (IllegalStateException e) {
      LOG.warnf(e, "The directory's resource adapter can't be looked at");
    }
  }

  private void compare() {
    AdapterFigures now = AdapterFigures.now();
    tell(now, "FAIL_OVERS", Kind.FAIL_OVER, "another controller than the preferred one was taken");
    tell(now, "CONNECTIONS_LOST", Kind.CONNECTION, "a connection was lost or couldn't be opened");
    tell(now, "BINDS_REFUSED", Kind.CONNECTION, "a controller has refused the login");
    before = now;
    Set<String> keys = new HashSet<>();
    for (WaitingWrite write : WaitingWrites.list()) {
      keys.add(write.key());
      if (!waiting.contains(write.key())) {
        events.tell(
            Kind.WRITE_REFUSED,
            write.description() + " of " + write.object() + " waits: " + write.reason());
      }
    }
    waiting = keys;
  }

  private void tell(AdapterFigures now, String figure, Kind kind, String text) {
    long more = now.of(figure) - before.of(figure);
    if (more > 0) {
      events.tell(kind, more == 1 ? text : text + ", " + more + " times");
    }
  }
}
