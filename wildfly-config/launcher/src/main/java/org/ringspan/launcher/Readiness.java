package org.ringspan.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.zip.ZipFile;

/**
 * Waits for a started server: it runs, its application is deployed, its SIP port answers. Each look
 * takes the first of these that isn't true yet, which is what a timeout then reports.
 */
final class Readiness {
  private static final String CAUSED_BY = "Caused by:";
  private static final long PAUSE_MILLIS = 200;

  private final ServerSettings settings;
  private final RingspanServer server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(2))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Readiness(ServerSettings settings, RingspanServer server) {
    this.settings = settings;
    this.server = server;
  }

  void await(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      for (var missing = missing(); !missing.isEmpty(); missing = missing()) {
        if (!server.isAlive()) {
          int exitValue = server.awaitEnd();
          throw server.failure("The server ended during its start with status " + exitValue);
        }
        if (Files.exists(server.deploymentMarker("failed"))) {
          throw server.failure("The application failed to deploy" + deploymentCause());
        }
        if (System.nanoTime() > end) {
          throw server.failure(
              "The server wasn't ready after " + timeout.toSeconds() + " s: " + missing);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("interrupted while waiting for the server", e);
    }
  }

  /** What is still missing, or an empty text. */
  private String missing() throws InterruptedException {
    if (settings.application() != null && !Files.exists(server.deploymentMarker("deployed"))) {
      return "the application isn't deployed yet";
    }
    if (!isHealthy()) {
      return "the health check of the management interface isn't up";
    }
    int udp = settings.port("ringspan.sip.udp.port");
    int tcp = settings.port("ringspan.sip.tcp.port");
    if (hasSip() && (udp != 0 || tcp != 0)) {
      var probe = new SipProbe(settings.address(), udp != 0 ? udp : tcp, udp != 0);
      return probe.answers() ? "" : "the SIP port doesn't answer an OPTIONS";
    }
    return "";
  }

  /** The innermost cause that the deployment scanner wrote down, or an empty text. */
  private String deploymentCause() {
    try {
      return rootCause(Files.readString(server.deploymentMarker("failed")));
    } catch (IOException e) {
      return "";
    }
  }

  /** The last "Caused by" of a deployment's failure, as " (…)", or an empty text. */
  static String rootCause(String failure) {
    int start = failure.lastIndexOf(CAUSED_BY);
    if (start < 0) {
      return "";
    }
    var cause = failure.substring(start + CAUSED_BY.length()).lines().findFirst().orElse("");
    // The whole is a quoted text in a list; texts quoted inside it are escaped.
    return " (" + cause.replaceFirst("(?<!\\\\)\\\\?\".*", "").replace("\\", "").strip() + ")";
  }

  /** Only an application with call control opens the SIP ports. */
  private boolean hasSip() {
    var application = settings.application();
    if (application == null) {
      return false;
    }
    try (var ear = new ZipFile(application.toFile())) {
      return ear.getEntry("ringspan-callcontrol.war") != null;
    } catch (IOException e) {
      throw new LaunchFailure(application + " isn't readable: " + e.getMessage(), e);
    }
  }

  private boolean isHealthy() throws InterruptedException {
    var port = settings.port("jboss.management.http.port");
    var uri = URI.create("http://" + settings.address() + ":" + port + "/health/ready");
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }
}
