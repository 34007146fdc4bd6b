package org.ringspan.media;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The embedded media engine: the other side")
class EmbeddedRemoteSideTest extends RemoteSideContract {

  @Override
  MediaEngine engine(int pairs, Duration silenceTimeout) {
    return EmbeddedEngines.engine(pairs, silenceTimeout);
  }
}
