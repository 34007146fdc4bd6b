package org.ringspan.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings of this server that the services read, all system properties.
 *
 * @param domain {@code ringspan.domain}, the SIP domain and realm (default ringspan.test)
 * @param seedFile {@code ringspan.seed.file}, a JSON document loaded into an empty database
 *     (default none)
 * @param seedSecretsFile {@code ringspan.seed.secrets.file}, the passwords to it (default none)
 * @param keyFile {@code ringspan.key.file}, the key that seals secrets (default ringspan.secret-key
 *     in the server's data directory)
 * @param node {@code jboss.tx.node.id}, which server of a cluster this is, 1-64 characters (default
 *     ringspan-1)
 */
public record ServerSettings(
    String domain,
    Optional<Path> seedFile,
    Optional<Path> seedSecretsFile,
    Path keyFile,
    String node) {

  /** The settings in {@code properties}. */
  public static ServerSettings of(Properties properties) {
    return new ServerSettings(
        properties.getProperty("ringspan.domain", "ringspan.test"),
        path(properties, "ringspan.seed.file"),
        path(properties, "ringspan.seed.secrets.file"),
        path(properties, "ringspan.key.file")
            .orElseGet(
                () ->
                    Path.of(
                        properties.getProperty("jboss.server.data.dir", "."),
                        "ringspan.secret-key")),
        properties.getProperty("jboss.tx.node.id", "ringspan-1"));
  }

  private static Optional<Path> path(Properties properties, String name) {
    return Optional.ofNullable(properties.getProperty(name))
        .filter(text -> !text.isBlank())
        .map(Path::of);
  }
}
