package org.ringspan.event.adapter;

import java.util.Properties;

/**
 * What of call events is wanted.
 *
 * @param enabled {@code ringspan.events.enabled} (default true): whether there are any
 * @param queued {@code ringspan.events.queue.enabled} (default true): whether they also go into the
 *     durable queue
 */
record EventSettings(boolean enabled, boolean queued) {
  /**
   * The settings in {@code properties}.
   *
   * @throws IllegalArgumentException when one is neither {@code true} nor {@code false}; the
   *     message names it
   */
  static EventSettings of(Properties properties) {
    return new EventSettings(
        read(properties, "ringspan.events.enabled"),
        read(properties, "ringspan.events.queue.enabled"));
  }

  private static boolean read(Properties properties, String name) {
    return switch (properties.getProperty(name, "true").strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(name + " must be true or false");
    };
  }
}
