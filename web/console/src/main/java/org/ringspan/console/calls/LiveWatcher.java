package org.ringspan.console.calls;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A page that shows live calls. */
final class LiveWatcher implements WriteListener, AsyncListener {
  private static final Logger LOG = Logger.getLogger(LiveWatcher.class);

  /** The browser asks again after this, and whether it still may is looked at again. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final AsyncContext context;
  private final ServletOutputStream out;
  private final String session;
  private final Instant end;
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable String waiting;
  private boolean over;

  LiveWatcher(AsyncContext context, String session, Instant now) throws IOException {
    this.context = context;
    this.session = session;
    this.out = context.getResponse().getOutputStream();
    end = now.plus(LONGEST);
    context.setTimeout(0);
    context.addListener(this);
  }

  /** Sends a list; a browser that hasn't read what came before gets the newest when it has. */
  synchronized void send(String text) {
    waiting = text;
    write();
  }

  /** Shows that the connection lives, unless there is something to send anyhow. */
  synchronized void beat(String text) {
    if (waiting == null) {
      send(text);
    }
  }

  private void write() {
    try {
      while (!over && waiting != null && out.isReady()) {
        String text = waiting;
        waiting = null;
        out.write(text.getBytes(StandardCharsets.UTF_8));
        if (out.isReady()) {
          out.flush();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // The page is gone: that is how it tells.
      finish();
    }
  }

  /** Whether it gets no more; one that is too old is asked to come again. */
  synchronized boolean isOver(Instant now) {
    if (!over && now.isAfter(end)) {
      finish();
    }
    return over;
  }

  boolean isOf(String one) {
    return session.equals(one);
  }

  /** Ends it now. */
  synchronized void end() {
    if (!over) {
      finish();
    }
  }

  /** Waits until the container has done with it, at most this long. */
  void awaitGone(Duration longest) throws InterruptedException {
    if (!gone.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("the list of a session that ends is still being sent");
    }
  }

  private void finish() {
    over = true;
    try {
      context.complete();
    } catch (IllegalStateException e) {
      // It is complete already.
      gone.countDown();
    }
  }

  @Override
  public synchronized void onWritePossible() {
    write();
  }

  @Override
  public synchronized void onError(Throwable cause) {
    finish();
  }

  @Override
  public synchronized void onComplete(AsyncEvent event) {
    over = true;
    gone.countDown();
  }

  @Override
  public synchronized void onTimeout(AsyncEvent event) {
    finish();
  }

  @Override
  public synchronized void onError(AsyncEvent event) {
    over = true;
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Nobody starts it again.
  }
}
