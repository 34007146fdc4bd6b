package org.ringspan.media.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.MediaListener;
import org.ringspan.media.MediaStatistics;
import org.ringspan.media.PlaybackId;

/** The engine inside the server: G.711, in plain Java. */
public final class EmbeddedMediaEngine implements MediaEngine {

  private final MediaSettings settings;
  private final Executor executor;
  private final Edge edge;
  private final Counters counters = new Counters();
  private final FailureLog log = new FailureLog();
  private final PortPool ports;
  private final RandomGenerator random = new SecureRandom();
  private final AtomicLong playbacks = new AtomicLong();
  private final List<MediaThread> media = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts an engine.
   *
   * @param executor runs listeners; it may run them late, but must not run them in the thread that
   *     hands them over
   * @throws UncheckedIOException when the system has no selector left
   */
  public EmbeddedMediaEngine(MediaSettings settings, Executor executor) {
    this(settings, executor, Edge.NONE);
  }

  /**
   * Starts an engine that remote sides reach by way of an edge.
   *
   * @param executor as above
   * @param edge isn't closed with the engine, since what is sent last still has to pass it
   * @throws UncheckedIOException when the system has no selector left
   */
  public EmbeddedMediaEngine(MediaSettings settings, Executor executor, Edge edge) {
    this.settings = settings;
    this.executor = executor;
    this.edge = edge;
    this.ports = new PortPool(settings.address(), settings.firstPort(), settings.lastPort());
    try {
      for (int i = 0; i < settings.threads(); i++) {
        media.add(new MediaThread(ports, counters, log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no media thread can be made", e);
    }
    for (MediaThread thread : media) {
      threads.add(
          Thread.ofPlatform()
              .name("media-" + threads.size())
              .priority(Thread.MAX_PRIORITY)
              .daemon()
              .start(thread));
    }
  }

  @Override
  public MediaCall open(MediaListener listener) {
    MediaThread thread =
        media.stream()
            .filter(MediaThread::isAlive)
            .min(Comparator.comparingInt(MediaThread::load))
            .orElseThrow(() -> new MediaException(Reason.CLOSED, "the engine has ended"));
    EventDelivery events = new EventDelivery(listener, executor, counters, log);
    return EmbeddedCall.begin(this, thread, events);
  }

  MediaSettings settings() {
    return settings;
  }

  Edge edge() {
    return edge;
  }

  PortPool ports() {
    return ports;
  }

  RandomGenerator random() {
    return random;
  }

  FailureLog log() {
    return log;
  }

  PlaybackId nextPlayback() {
    return new PlaybackId(playbacks.incrementAndGet());
  }

  @Override
  public MediaStatistics statistics() {
    return new MediaStatistics(
        media.stream().mapToInt(MediaThread::load).sum(),
        ports.inUse(),
        counters.packetsReceived(),
        counters.packetsSent(),
        counters.droppedByReason(),
        counters.lateTicks(),
        0);
  }

  @Override
  public void close() {
    media.forEach(MediaThread::stop);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
