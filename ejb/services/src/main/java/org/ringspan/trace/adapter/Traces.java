package org.ringspan.trace.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.ringspan.trace.Redaction;
import org.ringspan.trace.SipText;
import org.ringspan.trace.TraceFilter;
import org.ringspan.trace.boundary.TraceService;
import org.ringspan.trace.boundary.TraceService.Trace;

/** The traces of this server: which run, what belongs to them, when they end. */
final class Traces {
  private static final Logger LOG = Logger.getLogger(Traces.class);

  /** A message on its way into a file. */
  record Recorded(Running trace, String text) {}

  /** A trace that runs. */
  static final class Running {
    private final String id;
    private final TraceFilter filter;
    private final Instant until;
    private final AtomicLong octets = new AtomicLong();

    private Running(String id, TraceFilter filter, Instant until) {
      this.id = id;
      this.filter = filter;
      this.until = until;
    }
  }

  private final TraceSettings settings;
  private final Clock clock;
  private final Consumer<Recorded> outbox;
  private final List<Running> running = new CopyOnWriteArrayList<>();
  private volatile Consumer<Boolean> wanted = on -> {};

  /**
   * @param outbox takes messages to {@link #write}, on another thread; never waits
   */
  Traces(TraceSettings settings, Clock clock, Consumer<Recorded> outbox) {
    this.settings = settings;
    this.clock = clock;
    this.outbox = outbox;
  }

  synchronized void connect(Consumer<Boolean> messagesWanted) {
    wanted = messagesWanted;
    messagesWanted.accept(!running.isEmpty());
  }

  synchronized String start(String about, TraceFilter filter, Duration longest) {
    if (longest.compareTo(Duration.ofSeconds(1)) < 0
        || longest.compareTo(TraceService.LONGEST) > 0) {
      throw new IllegalArgumentException("a trace takes a second to 24 hours");
    }
    if (running.size() >= TraceService.MOST_RUNNING) {
      throw new IllegalStateException(
          TraceService.MOST_RUNNING + " traces run already: stop one of them");
    }
    Instant now = clock.instant();
    try {
      String id = TraceFile.create(settings.folder(), about, now);
      running.add(new Running(id, filter, now.plus(longest)));
      wanted.accept(true);
      LOG.infof("Trace %s of %s begins, for %d s", id, about, longest.toSeconds());
      return id;
    } catch (IOException e) {
      throw new IllegalStateException("a trace can't be written: " + e.getMessage(), e);
    }
  }

  void passed(boolean sent, String transport, String address, int port, byte[] message) {
    if (running.isEmpty()) {
      return;
    }
    SipText text = SipText.of(new String(message, StandardCharsets.UTF_8));
    Instant now = clock.instant();
    for (Running trace : running) {
      if (now.isBefore(trace.until) && trace.filter.matches(text)) {
        outbox.accept(
            new Recorded(
                trace,
                "\n--- %s %s %s %s:%d\n%s"
                    .formatted(
                        now, sent ? "to" : "from", transport, address, port, Redaction.of(text))));
      }
    }
  }

  void joined(String caller, String leg) {
    for (Running trace : running) {
      trace.filter.joined(caller, leg);
    }
  }

  /** Writes what waited; a trace that is full or can't be written stops. */
  void write(List<Recorded> messages) {
    for (Recorded message : messages) {
      Running trace = message.trace();
      if (!running.contains(trace)) {
        continue;
      }
      try {
        long size = message.text().getBytes(StandardCharsets.UTF_8).length;
        if (trace.octets.addAndGet(size) > settings.largest()) {
          TraceFile.append(settings.folder(), trace.id, "\n--- full\n");
          end(trace, "it is full");
        } else {
          TraceFile.append(settings.folder(), trace.id, message.text());
        }
      } catch (IOException e) {
        LOG.errorf(e, "Trace %s can't be written", trace.id);
        end(trace, "it can't be written");
      }
    }
  }

  void stop(String id) {
    running.stream().filter(trace -> trace.id.equals(id)).forEach(trace -> end(trace, "asked for"));
  }

  void stopAll() {
    running.forEach(trace -> end(trace, "the server stops"));
  }

  private synchronized void end(Running trace, String why) {
    if (running.remove(trace)) {
      LOG.infof("Trace %s has stopped: %s", trace.id, why);
      if (running.isEmpty()) {
        wanted.accept(false);
      }
    }
  }

  /** Stops what has run long enough and deletes what was kept long enough. */
  void tidy() {
    Instant now = clock.instant();
    running.stream()
        .filter(trace -> !now.isBefore(trace.until))
        .forEach(trace -> end(trace, "its time is over"));
    for (Trace trace : traces()) {
      if (!trace.running() && trace.began().isBefore(now.minus(settings.kept()))) {
        delete(trace.id());
        LOG.infof("Trace %s is deleted, %d days old", trace.id(), settings.kept().toDays());
      }
    }
  }

  List<Trace> traces() {
    try {
      return TraceFile.list(settings.folder()).stream()
          .map(
              kept ->
                  new Trace(
                      kept.id(),
                      kept.about(),
                      kept.began(),
                      running.stream().anyMatch(trace -> trace.id.equals(kept.id())),
                      kept.octets()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int runningNow() {
    return running.size();
  }

  Optional<String> read(String id) {
    try {
      return TraceFile.read(settings.folder(), id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean delete(String id) {
    stop(id);
    try {
      return TraceFile.delete(settings.folder(), id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
