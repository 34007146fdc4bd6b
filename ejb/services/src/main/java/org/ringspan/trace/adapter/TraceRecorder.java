package org.ringspan.trace.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.outbox.BatchQueue;
import org.ringspan.trace.TraceFilter;
import org.ringspan.trace.boundary.MessageTraces;
import org.ringspan.trace.boundary.TraceService;

/** Takes traces: messages come on the threads that handle them, a thread of ours writes them. */
@ApplicationScoped
public class TraceRecorder implements TraceService, MessageTraces {
  private static final Logger LOG = Logger.getLogger(TraceRecorder.class);
  private static final String NAME = "org.ringspan:type=Traces";

  /** So many messages of at most 64 KB wait for the disk. */
  private static final int ROOM = 1000;

  private static final int LARGEST_BATCH = 100;
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final long TIDY_EVERY_SECONDS = 30;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private ManagedScheduledExecutorService scheduler;

  private final ConfigurationSource configuration;
  private final Traces traces;
  private final BatchQueue<Traces.Recorded> queue;
  private @Nullable ScheduledFuture<?> tidying;

  @Inject
  @SuppressWarnings("NullAway.Init")
  public TraceRecorder(ConfigurationSource configuration, Clock clock) {
    this.configuration = configuration;
    this.queue = new BatchQueue<>("traced messages", this::write, ROOM, LARGEST_BATCH, LINGER);
    this.traces = new Traces(TraceSettings.of(System.getProperties()), clock, queue::offer);
  }

  /** For the container's proxy only. */
  @SuppressWarnings({"NullAway", "NullAway.Init"})
  protected TraceRecorder() {
    this.configuration = null;
    this.queue = null;
    this.traces = null;
  }

  private void write(List<Traces.Recorded> messages) {
    traces.write(messages);
  }

  /** Traces can be taken from now on; none is at the start. */
  public void start() {
    threads.newThread(queue).start();
    tidying = scheduler.scheduleWithFixedDelay(this::tidy, 0, TIDY_EVERY_SECONDS, TimeUnit.SECONDS);
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(new Door(), TracesMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("traces can't be offered", e);
    }
  }

  /** Ends all traces. */
  public void stop() {
    ScheduledFuture<?> repeated = tidying;
    if (repeated != null) {
      repeated.cancel(false);
    }
    queue.stop(STOP_WITHIN);
    traces.stopAll();
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("traces can't be withdrawn", e);
    }
  }

  private void tidy() {
    try {
      traces.tidy();
    } catch (RuntimeException e) {
      // Tried again soon.
      LOG.warn("Old traces can't be deleted now", e);
    }
  }

  @Override
  public String start(Subject subject, Duration longest) {
    return switch (subject) {
      case Subject.OfUser(var user) ->
          traces.start("user " + user, TraceFilter.ofPeople(namesOf(user)), longest);
      case Subject.OfNumber(var number) -> {
        if (!number.matches("\\+?[0-9*#]{2,32}")) {
          throw new IllegalArgumentException("a number is an optional + and 2 to 32 of 0-9 * #");
        }
        yield traces.start("number " + number, TraceFilter.ofPeople(Set.of(number)), longest);
      }
      case Subject.OfCall(var call) -> {
        if (!call.matches("[\\x21-\\x7e]{1,255}")) {
          throw new IllegalArgumentException("a Call-ID is 1 to 255 visible characters");
        }
        yield traces.start("call " + call, TraceFilter.ofCall(call), longest);
      }
    };
  }

  /** Everything that a user is called in messages. */
  private Set<String> namesOf(String login) {
    ConfigurationSnapshot now = configuration.current();
    User user =
        now.user(new UserId(login))
            .orElseThrow(() -> new IllegalArgumentException("there is no user " + login));
    Set<String> names = new HashSet<>();
    names.add(login);
    now.linesOf(user.id())
        .forEach(
            line -> {
              names.add(line.number().digits());
              line.did().ifPresent(did -> names.add(did.value()));
              line.devices().forEach(device -> names.add(device.value()));
            });
    now.devices().stream()
        .filter(device -> device.owner().equals(user.id()))
        .forEach(device -> names.add(device.name().value()));
    user.remoteDestinations().forEach(destination -> names.add(destination.number().value()));
    return names;
  }

  @Override
  public void stop(String id) {
    traces.stop(id);
  }

  @Override
  public boolean delete(String id) {
    return traces.delete(id);
  }

  @Override
  public List<Trace> traces() {
    return traces.traces();
  }

  @Override
  public Optional<String> read(String id) {
    return traces.read(id);
  }

  @Override
  public void connect(Consumer<Boolean> messagesWanted) {
    traces.connect(messagesWanted);
  }

  @Override
  public void passed(boolean sent, String transport, String address, int port, byte[] message) {
    try {
      traces.passed(sent, transport, address, port, message);
    } catch (RuntimeException e) {
      // A trace must not harm the message that it looks at.
      LOG.warn("A message can't be traced", e);
    }
  }

  @Override
  public void joined(String caller, String leg) {
    traces.joined(caller, leg);
  }

  private final class Door implements TracesMXBean {
    @Override
    public int getRunning() {
      return traces.runningNow();
    }

    @Override
    public long getDropped() {
      return queue.dropped();
    }

    @Override
    public List<String> getTraces() {
      return traces.traces().stream()
          .map(
              trace ->
                  "%s %s %d %s"
                      .formatted(
                          trace.id(),
                          trace.running() ? "running" : "stopped",
                          trace.octets(),
                          trace.about()))
          .toList();
    }

    @Override
    public String traceUser(String user, int minutes) {
      return start(new Subject.OfUser(user), Duration.ofMinutes(minutes));
    }

    @Override
    public String traceNumber(String number, int minutes) {
      return start(new Subject.OfNumber(number), Duration.ofMinutes(minutes));
    }

    @Override
    public String traceCall(String callId, int minutes) {
      return start(new Subject.OfCall(callId), Duration.ofMinutes(minutes));
    }

    private String start(Subject subject, Duration longest) {
      return TraceRecorder.this.start(subject, longest);
    }

    @Override
    public void stop(String id) {
      traces.stop(id);
    }

    @Override
    public boolean delete(String id) {
      return traces.delete(id);
    }

    @Override
    public String read(String id) {
      return traces.read(id).orElse("");
    }
  }
}
