package org.ringspan.console.calls;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/** Live calls as server-sent events (HTML Living Standard section 9.2). */
@WebServlet(urlPatterns = "/console/live-events", asyncSupported = true)
public class LiveEventsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient LiveWatchers watchers;
  @Inject private transient Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LiveEventsServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    AsyncContext context = request.startAsync();
    LiveWatcher watcher = new LiveWatcher(context, request.getSession().getId(), clock.instant());
    response.getOutputStream().setWriteListener(watcher);
    if (!watchers.add(watcher)) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      context.complete();
    }
  }
}
