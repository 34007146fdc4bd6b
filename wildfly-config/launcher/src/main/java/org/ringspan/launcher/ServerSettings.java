package org.ringspan.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything one instance of the server is started with.
 *
 * @param home provisioned server, shared by all instances and never written to
 * @param javaHome JDK, 21 or later, that runs the server
 * @param instance directory of this instance: its data, logs, configuration copy and deployment
 * @param application the EAR to deploy; null for a server without one
 * @param properties system properties of the server, {@code ringspan.*} and others; never secrets,
 *     since command lines are public
 * @param jvmOptions options of the Java virtual machine after the built-in ones, so they win
 * @param maxHeap value of -Xmx, for example {@code 768m}
 * @param seed JSON document loaded into an empty database; null for none
 * @param seedSecrets passwords of the seed's users and devices by name; written to a file of mode
 *     0600 that is deleted when the server is ready
 */
public record ServerSettings(
    Path home,
    Path javaHome,
    Path instance,
    @Nullable Path application,
    Map<String, String> properties,
    List<String> jvmOptions,
    String maxHeap,
    @Nullable Path seed,
    Map<String, String> seedSecrets) {

  /** The defaults of {@code ringspan.*} settings that the launcher itself needs to know. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("ringspan.bind.address", "127.0.0.1"),
          Map.entry("ringspan.domain", "ringspan.test"),
          Map.entry("ringspan.call.drain", "5"),
          Map.entry("ringspan.sip.udp.port", "5060"),
          Map.entry("ringspan.sip.tcp.port", "5060"),
          Map.entry("ringspan.sip.tls.port", "5061"),
          Map.entry("ringspan.sip.ws.port", "5066"),
          Map.entry("ringspan.sip.wss.port", "5067"),
          Map.entry("ringspan.operations.port", "9991"),
          Map.entry("jboss.http.port", "8080"),
          Map.entry("jboss.management.http.port", "9990"));

  /** Copies the collections, so that settings can't change under a running server. */
  public ServerSettings {
    properties = Map.copyOf(properties);
    jvmOptions = List.copyOf(jvmOptions);
    seedSecrets = Map.copyOf(seedSecrets);
  }

  /** Settings of an instance that keeps everything under {@code instance}. */
  public static Builder of(Path home, Path javaHome, Path instance) {
    return new Builder(home, javaHome, instance);
  }

  /** The value the server will see, from the given properties or the built-in default. */
  public String property(String name) {
    var value = properties.get(name);
    return value != null ? value : DEFAULTS.getOrDefault(name, "");
  }

  /** A port setting; 0 when the listener is switched off by 0 or an empty value. */
  public int port(String name) {
    var value = property(name).strip();
    if (value.isEmpty()) {
      return 0;
    }
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new LaunchFailure("-D" + name + "=" + value + " isn't a port number", e);
    }
    throw new LaunchFailure("-D" + name + "=" + value + " isn't a port number (0 to 65535)");
  }

  /** The address that every listener binds to. */
  public String address() {
    return property("ringspan.bind.address");
  }

  /** How long a stopping server lets live calls go on. */
  public Duration drain() {
    var value = property("ringspan.call.drain");
    try {
      return Duration.ofSeconds(Integer.parseUnsignedInt(value));
    } catch (NumberFormatException e) {
      throw new LaunchFailure("-Dringspan.call.drain=" + value + " isn't a number of seconds", e);
    }
  }

  /** Whether the database is PostgreSQL, which {@code ringspan.db.url} decides. */
  public boolean usesPostgresql() {
    return property("ringspan.db.url").startsWith("jdbc:postgresql:");
  }

  /** Whether people log in at an identity provider, which {@code ringspan.oidc.issuer} decides. */
  public boolean usesIdentityProvider() {
    return !property("ringspan.oidc.issuer").isBlank();
  }

  /** Which of the provisioned configurations fits the database and the way people log in. */
  String configurationFile() {
    if (usesIdentityProvider()) {
      return usesPostgresql()
          ? ServerProvisioning.POSTGRESQL_OIDC_CONFIGURATION_FILE
          : ServerProvisioning.OIDC_CONFIGURATION_FILE;
    }
    return usesPostgresql()
        ? ServerProvisioning.POSTGRESQL_CONFIGURATION_FILE
        : ServerProvisioning.CONFIGURATION_FILE;
  }

  /** The instance's data: database, message journal, transaction log, keys. */
  public Path data() {
    return instance.resolve("data");
  }

  /** Collects settings; every value but the three directories has a default. */
  public static final class Builder {
    private final Path home;
    private final Path javaHome;
    private final Path instance;
    private @Nullable Path application;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private String maxHeap = "768m";
    private @Nullable Path seed;
    private Map<String, String> seedSecrets = Map.of();

    private Builder(Path home, Path javaHome, Path instance) {
      this.home = home.toAbsolutePath().normalize();
      this.javaHome = javaHome;
      this.instance = instance.toAbsolutePath().normalize();
    }

    /** Deploys this EAR (default: none). */
    public Builder application(Path ear) {
      application = ear;
      return this;
    }

    /** Binds every listener to this address (default 127.0.0.1). */
    public Builder address(String address) {
      return property("ringspan.bind.address", address);
    }

    /** Sets a system property of the server. */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /** Adds an option of the Java virtual machine. */
    public Builder jvmOption(String option) {
      jvmOptions.add(option);
      return this;
    }

    /** Largest heap as -Xmx writes it (default 768m). */
    public Builder maxHeap(String size) {
      maxHeap = size;
      return this;
    }

    /** Seeds an empty database with a document, and its users and devices with these passwords. */
    public Builder seed(Path document, Map<String, String> secrets) {
      seed = document;
      seedSecrets = secrets;
      return this;
    }

    /**
     * How long {@link RingspanServer#stop()} lets live calls go on, whole seconds (default 5 s).
     */
    public Builder drain(Duration duration) {
      return property("ringspan.call.drain", Long.toString(duration.toSeconds()));
    }

    /** The settings. */
    public ServerSettings build() {
      return new ServerSettings(
          home,
          javaHome,
          instance,
          application,
          properties,
          jvmOptions,
          maxHeap,
          seed,
          seedSecrets);
    }
  }
}
