package org.ringspan.media;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The media engine behind rtpengine: digits")
class RtpengineDigitTest extends DigitContract {

  @Override
  MediaEngine engine(int pairs, Duration silenceTimeout) {
    return RtpengineEngines.engine(pairs, silenceTimeout);
  }
}
