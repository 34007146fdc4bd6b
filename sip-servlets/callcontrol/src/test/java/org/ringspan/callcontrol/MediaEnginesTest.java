package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.rtpengine.RtpengineMediaEngine;

class MediaEnginesTest {
  private static final String ENGINE = "ringspan.media.engine";
  private static final String RTPENGINE = "ringspan.media.rtpengine";
  private static final String INTERFACES = "ringspan.media.rtpengine.interfaces";

  private final ExecutorService events = Executors.newSingleThreadExecutor();

  @AfterEach
  void clear() {
    for (String property : new String[] {ENGINE, RTPENGINE, INTERFACES}) {
      System.clearProperty(property);
    }
    events.shutdown();
  }

  @Test
  @DisplayName("the server's own engine is the default; the same behind rtpengine is asked for")
  void chooses() {
    try (MediaEngine engine = MediaEngines.engine(events)) {
      assertThat(engine).isInstanceOf(EmbeddedMediaEngine.class);
    }
    System.setProperty(ENGINE, " rtpengine ");
    System.setProperty(RTPENGINE, "127.0.31.9:9");
    try (MediaEngine engine = MediaEngines.engine(events)) {
      assertThat(engine).isInstanceOf(RtpengineMediaEngine.class);
      assertThat(engine.statistics().relays()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "janus|''|''|ringspan.media.engine must be embedded or rtpengine, not: janus",
        "rtpengine|''|''|ringspan.media.rtpengine or",
        "rtpengine|relay.example:2223|''|no IP address of an rtpengine: relay.example",
        "rtpengine|127.0.31.9:2223|internal|two names"
      })
  @DisplayName("settings that can't be understood are refused by name")
  void refuses(String engine, String rtpengine, String interfaces, String words) {
    Map.of(ENGINE, engine, RTPENGINE, rtpengine, INTERFACES, interfaces)
        .forEach(System::setProperty);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MediaEngines.engine(events))
        .withMessageContaining(words);
  }
}
