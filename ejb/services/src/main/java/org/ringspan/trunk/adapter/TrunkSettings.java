package org.ringspan.trunk.adapter;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.ringspan.trunk.HealthSettings;

/**
 * The settings of the watch over trunks, all system properties.
 *
 * @param health when a peer is down and up
 * @param dnsServer {@code ringspan.trunk.dns.server}, address and port of the name server that is
 *     asked for the domains of trunks, as 192.0.2.53:53 (default: those of the system)
 */
record TrunkSettings(HealthSettings health, Optional<String> dnsServer) {
  /**
   * @throws IllegalArgumentException when a value is out of its range; the message names the
   *     property
   */
  static TrunkSettings of(Properties properties) {
    HealthSettings usual = HealthSettings.DEFAULT;
    return new TrunkSettings(
        new HealthSettings(
            Duration.ofSeconds(
                number(properties, "ringspan.trunk.probe.interval", usual.interval().toSeconds())),
            Duration.ofSeconds(
                number(properties, "ringspan.trunk.probe.timeout", usual.timeout().toSeconds())),
            (int) number(properties, "ringspan.trunk.probe.failures", usual.failuresDown()),
            (int) number(properties, "ringspan.trunk.probe.successes", usual.successesUp()),
            Duration.ofSeconds(
                number(
                    properties,
                    "ringspan.trunk.retry.after.longest",
                    usual.longestRetryAfter().toSeconds()))),
        Optional.ofNullable(properties.getProperty("ringspan.trunk.dns.server"))
            .map(String::strip)
            .filter(text -> !text.isEmpty()));
  }

  private static long number(Properties properties, String name, long otherwise) {
    String text = properties.getProperty(name, Long.toString(otherwise)).strip();
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return Long.parseLong(text);
  }
}
