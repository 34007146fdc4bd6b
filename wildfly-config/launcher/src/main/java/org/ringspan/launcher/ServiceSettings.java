package org.ringspan.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings file of an installed server, in the form of Java properties. Settings of the
 * launcher itself:
 *
 * <ul>
 *   <li>{@code ringspan.instance}: directory of data and logs (default /var/lib/ringspan)
 *   <li>{@code ringspan.java.home}: JDK, 21 or later (default: the one that runs the launcher)
 *   <li>{@code ringspan.max.heap}: largest heap (default 768m)
 *   <li>{@code ringspan.jvm.options}: further options of the Java virtual machine
 * </ul>
 *
 * Every other one that begins with {@code ringspan.} or {@code jboss.} is the server's.
 *
 * @param installation directory with {@code server}, {@code ringspan.ear} and {@code lib}
 * @param server what the server is started with
 */
record ServiceSettings(Path installation, ServerSettings server) {
  private static final String INSTANCE = "ringspan.instance";
  private static final String JAVA_HOME = "ringspan.java.home";
  private static final String DEFAULT_INSTANCE = "/var/lib/ringspan";

  /**
   * Reads the file.
   *
   * @throws LaunchFailure when it can't be read or meant, or holds a password that everybody may
   *     read
   */
  static ServiceSettings read(Path installation, Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
      requirePrivate(file, properties);
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchFailure("The settings in " + file + " can't be read: " + e, e);
    }
    return of(installation, file, properties);
  }

  static ServiceSettings of(Path installation, Path file, Properties properties) {
    var own = new TreeMap<String, String>();
    for (var name : properties.stringPropertyNames()) {
      if (!name.startsWith("ringspan.") && !name.startsWith("jboss.")) {
        throw new LaunchFailure(
            "%s: there is no setting %s; all begin with ringspan. or jboss.".formatted(file, name));
      }
      own.put(name, properties.getProperty(name).strip());
    }
    var instance = Path.of(own.getOrDefault(INSTANCE, DEFAULT_INSTANCE));
    var javaHome = Path.of(own.getOrDefault(JAVA_HOME, System.getProperty("java.home")));
    List.of(INSTANCE, JAVA_HOME).forEach(own::remove);
    var forwarded = new Properties();
    forwarded.putAll(own);
    return new ServiceSettings(
        installation,
        DemoSettings.from(forwarded)
            .server(
                installation.resolve("server"),
                javaHome,
                instance,
                installation.resolve("ringspan.ear"))
            .build());
  }

  private static void requirePrivate(Path file, Properties properties) throws IOException {
    boolean secret = properties.stringPropertyNames().stream().anyMatch(ServerCommand::isSecret);
    if (secret && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      throw new LaunchFailure(
          file + " holds a password and everybody may read it: chmod o= " + file);
    }
  }
}
