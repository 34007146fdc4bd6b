package org.ringspan.event.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.ringspan.event.CallNews;
import org.ringspan.event.boundary.CallEvents;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.Explanation;
import org.ringspan.explain.ExplanationText;
import org.ringspan.outbox.BatchQueue;
import org.ringspan.record.CallEnded;

/**
 * The beginning of an event's way: the queue in memory and the thread that empties it. Apart from
 * the records, which must not wait for events or fail with them.
 */
@ApplicationScoped
public class EventOutbox implements CallEvents {
  private static final int ROOM = 20_000;
  private static final int LARGEST_BATCH = 200;
  private static final Duration LINGER = Duration.ofMillis(250);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final String NAME = "org.ringspan:type=CallEvents";

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  private final EventSettings settings = EventSettings.of(System.getProperties());
  private final AtomicLong sent = new AtomicLong();
  // Made into news on the sending thread: calls only hand over what they have.
  private final BatchQueue<Supplier<CallNews>> queue;

  @Inject
  @SuppressWarnings("NullAway.Init")
  public EventOutbox(EventSender sender) {
    this.queue =
        new BatchQueue<>("call events", batch -> send(sender, batch), ROOM, LARGEST_BATCH, LINGER);
  }

  /** For the container's proxy only. */
  @SuppressWarnings({"NullAway", "NullAway.Init"})
  protected EventOutbox() {
    this.queue = null;
  }

  private void send(EventSender sender, List<Supplier<CallNews>> batch) {
    sender.send(batch.stream().map(Supplier::get).toList(), settings.queued());
    sent.addAndGet(batch.size());
  }

  /** Begins to send, unless events are switched off. */
  public void start() {
    if (settings.enabled()) {
      threads.newThread(queue).start();
    }
    register();
  }

  /** Sends what waits, within 5 seconds. */
  public void stop() {
    if (settings.enabled()) {
      queue.stop(STOP_WITHIN);
    }
    unregister();
  }

  private void offer(Supplier<CallNews> news) {
    if (settings.enabled()) {
      queue.offer(news);
    }
  }

  @Override
  public void started(CallChronicle call) {
    offer(() -> new CallNews.Started(call.started()));
  }

  @Override
  public void ringing(CallChronicle call) {
    offer(
        () ->
            new CallNews.Ringing(
                call.started().call(),
                call.ringingAt().orElse(call.started().at()),
                call.started().legs()));
  }

  @Override
  public void answered(CallChronicle call) {
    offer(
        () ->
            new CallNews.Answered(
                call.started().call(),
                call.answeredAt().orElse(call.started().at()),
                call.answeredBy().orElse("")));
  }

  @Override
  public void ended(CallChronicle call) {
    call.ended()
        .ifPresent(
            end -> {
              offer(() -> new CallNews.Ended(end));
              offer(() -> explained(call, end));
            });
  }

  private static CallNews explained(CallChronicle call, CallEnded end) {
    return new CallNews.Explained(
        end.call(), end.at(), end.legs(), ExplanationText.sentences(Explanation.facts(call)));
  }

  private void register() {
    EventOutboxMXBean figures =
        new EventOutboxMXBean() {
          @Override
          public long getSent() {
            return sent.get();
          }

          @Override
          public long getDropped() {
            return queue.dropped();
          }

          @Override
          public int getWaiting() {
            return queue.waiting();
          }

          @Override
          public long getFailedBatches() {
            return queue.failed();
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, EventOutboxMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of call events can't be shown", e);
    }
  }

  private static void unregister() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of call events can't be removed", e);
    }
  }
}
