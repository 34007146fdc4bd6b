package org.ringspan.media;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;

/** The engines that the contract is tried with. */
final class EmbeddedEngines {

  private EmbeddedEngines() {}

  /** See {@link MediaEngineContract#engine}. */
  static MediaEngine engine(int pairs, Duration silenceTimeout) {
    return new EmbeddedMediaEngine(
        MediaSettings.on(MediaEngineContract.loopback())
            .withPorts(21_000, 21_000 + 2 * pairs - 1)
            .withThreads(2)
            .withSilenceTimeout(silenceTimeout),
        Executors.newVirtualThreadPerTaskExecutor());
  }
}
