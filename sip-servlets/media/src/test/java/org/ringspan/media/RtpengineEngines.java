package org.ringspan.media;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.ringspan.media.embedded.MediaSettings;
import org.ringspan.media.rtpengine.RtpengineMediaEngine;
import org.ringspan.media.rtpengine.RtpengineProcess;
import org.ringspan.media.rtpengine.RtpengineSettings;

/** Engines behind an rtpengine of their own, that the contract is tried with. */
final class RtpengineEngines {

  private RtpengineEngines() {}

  /** An engine that takes its rtpengine with it when it is closed. */
  private record Owner(MediaEngine engine, RtpengineProcess process) implements MediaEngine {
    @Override
    public MediaCall open(MediaListener listener) {
      return engine.open(listener);
    }

    @Override
    public MediaStatistics statistics() {
      return engine.statistics();
    }

    @Override
    public void close() {
      engine.close();
      process.close();
    }
  }

  /** See {@link MediaEngineContract#engine}. */
  static MediaEngine engine(int pairs, Duration silenceTimeout) {
    RtpengineProcess process =
        RtpengineProcess.start(RtpengineProcess.FAR, 21_000, 21_000 + 2 * pairs - 1);
    MediaSettings settings =
        MediaSettings.on(RtpengineProcess.ENGINE)
            .withPorts(21_000, 21_000 + 2 * pairs - 1)
            .withThreads(2)
            .withSilenceTimeout(silenceTimeout);
    return new Owner(
        new RtpengineMediaEngine(
            settings,
            RtpengineSettings.parse(process.member(), RtpengineProcess.INTERFACES),
            Executors.newVirtualThreadPerTaskExecutor()),
        process);
  }
}
