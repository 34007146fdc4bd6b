package org.ringspan.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mvn -Prun} was told by {@code -D} on its command line.
 *
 * @param password one password for all console accounts and devices of a new demo company, null to
 *     generate one each ({@code ringspan.demo.password})
 * @param reset whether to delete the state of earlier starts first ({@code ringspan.demo.reset})
 * @param maxHeap largest heap of the server ({@code ringspan.max.heap}, default 768m)
 * @param jvmOptions further options of the server's Java virtual machine, separated by spaces
 *     ({@code ringspan.jvm.options})
 * @param serverProperties every other {@code ringspan.*} and {@code jboss.*} setting
 */
record DemoSettings(
    @Nullable String password,
    boolean reset,
    String maxHeap,
    List<String> jvmOptions,
    Map<String, String> serverProperties) {
  private static final String PASSWORD = "ringspan.demo.password";
  private static final String RESET = "ringspan.demo.reset";
  private static final String MAX_HEAP = "ringspan.max.heap";
  private static final String JVM_OPTIONS = "ringspan.jvm.options";
  private static final List<String> OWN = List.of(PASSWORD, RESET, MAX_HEAP, JVM_OPTIONS);

  /**
   * Reads the settings.
   *
   * @throws LaunchFailure when one of them can't be meant
   */
  static DemoSettings from(Properties properties) {
    var forwarded = new TreeMap<String, String>();
    for (var name : properties.stringPropertyNames()) {
      if ((name.startsWith("ringspan.") || name.startsWith("jboss.")) && !OWN.contains(name)) {
        forwarded.put(name, properties.getProperty(name));
      }
    }
    for (var name : forwarded.keySet()) {
      if (name.startsWith("ringspan.demo.")) {
        throw new LaunchFailure(
            "There is no setting -D%s; there are -D%s=… and -D%s".formatted(name, PASSWORD, RESET));
      }
    }
    var reset = properties.getProperty(RESET);
    return new DemoSettings(
        password(properties.getProperty(PASSWORD)),
        reset != null && !reset.equals("false"),
        maxHeap(properties.getProperty(MAX_HEAP, "768m")),
        words(properties.getProperty(JVM_OPTIONS, "")),
        forwarded);
  }

  /** The server's settings, without a seed. */
  ServerSettings.Builder server(Path home, Path javaHome, Path instance, Path application) {
    var builder =
        ServerSettings.of(home, javaHome, instance).application(application).maxHeap(maxHeap);
    serverProperties.forEach(builder::property);
    jvmOptions.forEach(builder::jvmOption);
    return builder;
  }

  private static @Nullable String password(@Nullable String value) {
    if (value != null && !value.matches("[\\x21-\\x7e]{8,64}")) {
      throw new LaunchFailure(
          "-D" + PASSWORD + " needs 8 to 64 visible ASCII characters without blanks");
    }
    return value;
  }

  private static String maxHeap(String value) {
    if (!value.matches("[1-9][0-9]*[kKmMgG]")) {
      throw new LaunchFailure("-D" + MAX_HEAP + "=" + value + " isn't a size such as 768m or 2g");
    }
    return value;
  }

  private static List<String> words(String value) {
    var words = new ArrayList<String>();
    Optional.of(value.strip())
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> words.addAll(List.of(text.split("\\s+"))));
    return words;
  }
}
