package org.ringspan.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A provisioned server that keeps a copy of each notice of a change in a durable queue, so that it
 * can be told afterwards which were sent. Everything else is the server under test, by links.
 */
final class WatchedHome {
  /** Where the copies lie. */
  static final String QUEUE = "jms.queue.ringspan.changes";

  /** A copy would expire like the notice itself. */
  private static final String EXPIRY = " expiry-delay=\"600000\"";

  private static final String TOPIC = "<jms-topic name=\"ringspan.configuration\"";
  private static final String WATCHED =
      """
      <security-setting name="jms.queue.ringspan.changes">\
      <role name="ringspan-events" consume="true"/></security-setting>
      <divert name="ringspan-changes" address="jms.topic.ringspan.configuration"\
       forwarding-address="jms.queue.ringspan.changes" routing-name="ringspan-changes"/>
      <jms-queue name="ringspan.changes" entries="java:/jms/queue/ringspan.changes"/>
      """;

  private WatchedHome() {}

  /** Makes it in an empty directory. */
  static Path of(Path home, Path directory) {
    try {
      var from = home.toRealPath().resolve("standalone/configuration");
      var to = directory.resolve("standalone/configuration");
      Files.createDirectories(to);
      try (var parts = Files.list(home.toRealPath())) {
        for (var part : parts.toList()) {
          if (!part.endsWith("standalone")) {
            Files.createSymbolicLink(directory.resolve(part.getFileName()), part);
          }
        }
      }
      try (var files = Files.list(from)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
      var configuration = to.resolve("ringspan.xml");
      var text = Files.readString(configuration);
      if (!text.contains(TOPIC) || !text.contains(EXPIRY)) {
        throw new IllegalStateException("no topic of changes that expire in " + configuration);
      }
      Files.writeString(configuration, text.replace(EXPIRY, "").replace(TOPIC, WATCHED + TOPIC));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
