package org.ringspan.media;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The embedded media engine: digits")
class EmbeddedDigitTest extends DigitContract {

  @Override
  MediaEngine engine(int pairs, Duration silenceTimeout) {
    return EmbeddedEngines.engine(pairs, silenceTimeout);
  }
}
