package org.ringspan.media.embedded;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringspan.media.DropReason;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaListener;

/**
 * Brings the events of one call to its listener, one at a time and in order. What the remote side
 * can cause at will is dropped and counted while {@value #MOST_WAITING} events wait; answers to
 * what call control has asked for always arrive.
 */
final class EventDelivery {

  static final int MOST_WAITING = 256;

  private final MediaListener listener;
  private final Executor executor;
  private final Counters counters;
  private final FailureLog log;
  private final Queue<MediaEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean delivering = new AtomicBoolean();

  EventDelivery(MediaListener listener, Executor executor, Counters counters, FailureLog log) {
    this.listener = listener;
    this.executor = executor;
    this.counters = counters;
    this.log = log;
  }

  void emit(MediaEvent event) {
    if (waiting.incrementAndGet() > MOST_WAITING && isUnasked(event)) {
      waiting.decrementAndGet();
      counters.dropped(DropReason.SLOW_LISTENER);
      return;
    }
    events.add(event);
    deliverSoon();
  }

  private static boolean isUnasked(MediaEvent event) {
    return switch (event) {
      case MediaEvent.DigitReceived e -> true;
      case MediaEvent.MediaSilent e -> true;
      case MediaEvent.MediaResumed e -> true;
      case MediaEvent.RemoteLeft e -> true;
      case MediaEvent.DigitsCollected e -> false;
      case MediaEvent.PlaybackFinished e -> false;
      case MediaEvent.RecordingFinished e -> false;
      case MediaEvent.WayLost e -> false;
      case MediaEvent.CallLost e -> false;
    };
  }

  private void deliverSoon() {
    if (delivering.compareAndSet(false, true)) {
      try {
        executor.execute(this::deliver);
      } catch (RejectedExecutionException e) {
        delivering.set(false);
        log.failed("An event could not be delivered yet", e);
      }
    }
  }

  private void deliver() {
    MediaEvent event = events.poll();
    while (event != null) {
      waiting.decrementAndGet();
      try {
        listener.happened(event);
      } catch (RuntimeException | Error e) {
        log.failed("A listener failed at " + event, e);
      }
      event = events.poll();
    }
    delivering.set(false);
    if (!events.isEmpty()) {
      deliverSoon();
    }
  }
}
