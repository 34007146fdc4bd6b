package org.ringspan.trace.adapter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * What limits traces.
 *
 * @param folder where they are
 * @param kept {@code ringspan.trace.retention}: days, 1 to 90 (default 7), after which a trace is
 *     deleted
 * @param largest {@code ringspan.trace.size}: megabytes, 1 to 1000 (default 10), at which a trace
 *     stops
 */
record TraceSettings(Path folder, Duration kept, long largest) {
  /**
   * The settings in {@code properties}.
   *
   * @throws IllegalArgumentException naming the setting that can't be meant
   */
  static TraceSettings of(Properties properties) {
    return new TraceSettings(
        Path.of(properties.getProperty("jboss.server.data.dir", "."), "traces"),
        Duration.ofDays(number(properties, "ringspan.trace.retention", 7, 90)),
        number(properties, "ringspan.trace.size", 10, 1000) << 20);
  }

  private static long number(Properties properties, String name, int normal, int most) {
    String text = properties.getProperty(name, Integer.toString(normal)).strip();
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(name + " must be a number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }
}
