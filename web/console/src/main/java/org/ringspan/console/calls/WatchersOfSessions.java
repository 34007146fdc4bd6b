package org.ringspan.console.calls;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Whoever logs out, or is put out, sees no more live calls. */
@WebListener
public class WatchersOfSessions implements HttpSessionListener {
  @Inject private LiveWatchers watchers;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public WatchersOfSessions() {}

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    watchers.leave(event.getSession().getId());
  }
}
