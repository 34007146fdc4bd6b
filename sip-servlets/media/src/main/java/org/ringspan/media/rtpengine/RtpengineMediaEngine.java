package org.ringspan.media.rtpengine;

import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.ringspan.media.DropReason;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaListener;
import org.ringspan.media.MediaStatistics;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;

/**
 * The embedded engine behind one or more rtpengines: they have the ports that remote sides send to,
 * it has everything that is heard. When an instance stops answering, the calls that pass it are
 * lost.
 */
public final class RtpengineMediaEngine implements MediaEngine {

  private final RtpengineEdge edge;
  private final EmbeddedMediaEngine engine;

  /**
   * Starts an engine; waits a moment for the instances to answer, and goes on without those that
   * don't.
   *
   * @param settings of the engine: its sockets must be reachable for rtpengine, and only for it
   * @param executor runs listeners; it may run them late, but must not run them in the thread that
   *     hands them over
   * @throws UncheckedIOException when the system has no selector or socket left
   */
  public RtpengineMediaEngine(
      MediaSettings settings, RtpengineSettings rtpengine, Executor executor) {
    edge = new RtpengineEdge(rtpengine);
    boolean started = false;
    try {
      engine = new EmbeddedMediaEngine(settings, executor, edge);
      started = true;
    } finally {
      if (!started) {
        edge.close();
      }
    }
  }

  @Override
  public MediaCall open(MediaListener listener) {
    return engine.open(listener);
  }

  @Override
  public MediaStatistics statistics() {
    MediaStatistics own = engine.statistics();
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    dropped.putAll(own.dropped());
    if (edge.refused() > 0) {
      dropped.merge(DropReason.FOREIGN_SOURCE, edge.refused(), Long::sum);
    }
    return new MediaStatistics(
        own.calls(),
        Math.max(own.portsInUse(), edge.sessions()),
        own.packetsReceived(),
        own.packetsSent(),
        dropped,
        own.lateTicks(),
        edge.answering());
  }

  @Override
  public void close() {
    engine.close();
    edge.close();
  }
}
