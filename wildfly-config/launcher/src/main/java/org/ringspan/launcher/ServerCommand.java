package org.ringspan.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The command line of a server process. */
final class ServerCommand {
  private ServerCommand() {}

  /**
   * Builds the command line.
   *
   * @param secrets properties file with what must not stand on a command line
   * @param seedSecrets passwords of the seed; deleted once the server is ready
   */
  static List<String> build(ServerSettings settings, Path secrets, Path seedSecrets)
      throws IOException {
    var command = new ArrayList<String>();
    if (!System.getProperty("os.name").startsWith("Windows")) {
      // Ctrl-C reaches the whole process group; the launcher alone decides when the server stops,
      // so the
      // server ignores it. An ignored signal stays ignored across exec. Files are for their owner
      // only.
      command.addAll(List.of("/bin/sh", "-c", "umask 077; trap '' INT; exec \"$@\"", "sh"));
    }
    command.add(settings.javaHome().resolve("bin/java").toString());
    command.add("-Xms" + (settings.maxHeap().equals("768m") ? "384m" : settings.maxHeap()));
    command.add("-Xmx" + settings.maxHeap());
    // Short pauses on two cores: at 100 calls/s timers keep their times within 30 ms (p99);
    // with a goal of 50 ms it was 44-73 ms (measured).
    command.addAll(List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=15"));
    // What a call makes lives as long as the call: to copy it twice before it is taken for old is
    // half the pause for nothing (measured).
    command.add("-XX:MaxTenuringThreshold=0");
    // A server that has lost a thread to an OutOfMemoryError lies about its health.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (featureVersion(settings.javaHome()) >= 25) {
      // Calls are many small objects: 8 % less heap and less copying (measured).
      command.add("-XX:+UseCompactObjectHeaders");
    }
    if (featureVersion(settings.javaHome()) >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED");
    for (var opened :
        List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming")) {
      command.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    var configuration = settings.instance().resolve("configuration");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Djava.awt.headless=true");
    command.add("-Djboss.home.dir=" + settings.home());
    command.add("-Djboss.server.base.dir=" + settings.instance());
    command.add("-Dlogging.configuration=" + configuration.resolve("logging.properties").toUri());
    command.add("-Dorg.wildfly.sigterm.suspend.timeout=" + settings.drain().toSeconds());
    // H2's AUTO_SERVER mode listens for other processes: only where everything else listens.
    command.add("-Dh2.bindAddress=" + settings.address());
    var seed = settings.seed();
    if (seed != null) {
      command.add("-Dringspan.seed.file=" + seed.toAbsolutePath());
      command.add("-Dringspan.seed.secrets.file=" + seedSecrets);
    }
    settings
        .properties()
        .forEach(
            (name, value) -> {
              if (!isSecret(name)) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(settings.jvmOptions());
    command.add("-jar");
    command.add(settings.home().resolve("jboss-modules.jar").toString());
    command.addAll(List.of("-mp", settings.home().resolve("modules").toString()));
    command.addAll(List.of("org.jboss.as.standalone", "-c", settings.configurationFile()));
    command.addAll(List.of("-P", secrets.toString()));
    return command;
  }

  /** Whether a property's value must not stand on the command line, where everybody can read it. */
  static boolean isSecret(String property) {
    return property.endsWith("password");
  }

  /**
   * The feature version (21, 25 …) of a JDK, from its file {@code release}.
   *
   * @throws LaunchFailure when there is no JDK
   */
  static int featureVersion(Path javaHome) {
    var release = new Properties();
    try {
      release.load(new StringReader(Files.readString(javaHome.resolve("release"))));
    } catch (IOException e) {
      throw new LaunchFailure(javaHome + " isn't a JDK (it has no readable file 'release')", e);
    }
    var version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    try {
      return Runtime.Version.parse(version).feature();
    } catch (IllegalArgumentException e) {
      throw new LaunchFailure(javaHome + " has an unreadable version '" + version + "'", e);
    }
  }
}
