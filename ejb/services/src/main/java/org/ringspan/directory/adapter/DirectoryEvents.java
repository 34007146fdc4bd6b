package org.ringspan.directory.adapter;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryEvent.Kind;
import org.ringspan.identity.Actor;

/** Where the connector tells what it does and meets. */
@ApplicationScoped
public class DirectoryEvents {
  private static final Logger LOG = Logger.getLogger(DirectoryEvents.class);

  /** How long events are kept. */
  static final Duration KEPT = Duration.ofDays(90);

  /** How many are kept. */
  static final int MOST = 50_000;

  @Inject private EventTable table;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryEvents() {}

  /** Tells something. */
  void tell(Kind kind, String text) {
    tell(List.of(DirectoryEvent.of(clock.instant(), kind, text)));
  }

  /** Tells something of a person. */
  void tell(Kind kind, String login, String text) {
    tell(List.of(DirectoryEvent.of(clock.instant(), kind, login, text)));
  }

  /** Tells that somebody has changed how the directory is read. */
  public void changed(Actor who) {
    tell(Kind.SETTINGS, "how the directory is read was changed by " + who.name());
  }

  /** Tells several things. */
  void tell(List<DirectoryEvent> events) {
    try {
      table.add(events);
    } catch (EJBException e) {
      // What has happened has happened; the log has it, too.
      LOG.errorf(e, "%d events of the directory connector can't be kept", events.size());
    }
  }

  /** Forgets what is old. */
  void tidy() {
    int forgotten = table.forget(clock.instant().minus(KEPT), MOST);
    if (forgotten > 0) {
      LOG.infof("%d old events of the directory connector are deleted", forgotten);
    }
  }
}
