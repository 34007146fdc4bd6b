package org.ringspan.media;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;

@DisplayName("The embedded media engine")
class EmbeddedMediaEngineTest extends MediaEngineContract {

  private static final ThreadFactory LISTENERS = Thread.ofVirtual().factory();

  @Override
  MediaEngine engine(int pairs, Duration silenceTimeout) {
    return new EmbeddedMediaEngine(
        MediaSettings.on(loopback())
            .withPorts(21_000, 21_000 + 2 * pairs - 1)
            .withThreads(2)
            .withSilenceTimeout(silenceTimeout),
        Executors.newThreadPerTaskExecutor(LISTENERS));
  }
}
