package org.ringspan.server;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.ringspan.identity.adapter.EncryptionKey;
import org.ringspan.identity.adapter.SecretBox;

/** Makes what the services share and the server doesn't bring. */
@Dependent
public class ServerValues {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ServerSettings settings() {
    return ServerSettings.of(System.getProperties());
  }

  @Produces
  @Singleton
  ServerRun run(Clock clock) {
    return new ServerRun(clock.millis());
  }

  @Produces
  @Singleton
  SecretBox secretBox(ServerSettings settings) throws IOException {
    return new SecretBox(EncryptionKey.readOrCreate(settings.keyFile()));
  }
}
