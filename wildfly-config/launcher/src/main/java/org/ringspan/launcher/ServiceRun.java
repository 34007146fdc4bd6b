package org.ringspan.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Runs an installed server in the foreground, as a service of systemd or in a terminal, until
 * SIGTERM. It tells systemd when the server is ready.
 */
final class ServiceRun {
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final int ENDED_BY_ITSELF = 1;

  private final ServerSettings settings;
  private final PrintStream out;

  ServiceRun(ServerSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * @return 0 after a stop that was asked for, else 1
   * @throws LaunchFailure when the server doesn't get ready
   */
  int run() throws IOException {
    var server = new RingspanServer(settings);
    try (var stop = StopSignals.forwardTo(server, out)) {
      server.start();
      try {
        server.awaitReady(READY_WITHIN);
      } catch (LaunchFailure e) {
        server.stop();
        if (stop.requested()) {
          return 0;
        }
        throw e;
      }
      out.println("Ringspan is ready on " + settings.address());
      notifySystemd();
      int exitValue = server.awaitEnd();
      if (stop.requested()) {
        out.println("Ringspan has stopped.");
        return 0;
      }
      out.println(server.failure("The server ended by itself with " + exitValue).getMessage());
      return ENDED_BY_ITSELF;
    }
  }

  /** Does nothing when systemd doesn't wait for it. */
  private static void notifySystemd() throws IOException {
    if (System.getenv("NOTIFY_SOCKET") == null) {
      return;
    }
    try {
      int status =
          new ProcessBuilder(List.of("systemd-notify", "--ready")).inheritIO().start().waitFor();
      if (status != 0) {
        throw new LaunchFailure("systemd-notify ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
