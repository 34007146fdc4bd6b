package org.ringspan.registration.adapter;

import java.time.Duration;
import java.util.Properties;
import org.ringspan.registration.RegistrationLimits;

/** Settings of the registrar, system properties of the server. */
enum RegistrarSetting {
  SHORTEST(
      "ringspan.registrar.expires.shortest",
      60,
      "a shorter registration is refused with 423, seconds"),
  LONGEST(
      "ringspan.registrar.expires.longest", 3600, "a longer registration is cut to it, seconds"),
  NORMAL("ringspan.registrar.expires.normal", 3600, "time of a phone that asks for none, seconds"),
  PLACES(
      "ringspan.registrar.places", 5, "how many places a device may be registered at, count, 1 up"),
  FLOWS("ringspan.registrar.flows", 4, "how many flows one phone may keep, count, 1 up"),
  PATH_SUPPORTED_ONLY(
      "ringspan.registrar.path.supported.only",
      0,
      "1: a REGISTER with Path of a phone that doesn't support it is refused with 421; 0: it is"
          + " taken, flag");

  private static final int LARGEST = 604_800;

  private final String property;
  private final int fallback;
  private final String description;

  RegistrarSetting(String property, int fallback, String description) {
    this.property = property;
    this.fallback = fallback;
    this.description = description;
  }

  /** What it is for, with its unit. */
  String description() {
    return description;
  }

  /**
   * The limits in {@code properties}.
   *
   * @throws IllegalArgumentException when one isn't a number from 0 to 604800, or they contradict
   *     each other; the message names it
   */
  static RegistrationLimits limits(Properties properties) {
    return new RegistrationLimits(
        Duration.ofSeconds(SHORTEST.number(properties)),
        Duration.ofSeconds(LONGEST.number(properties)),
        Duration.ofSeconds(NORMAL.number(properties)),
        PLACES.number(properties),
        FLOWS.number(properties),
        PATH_SUPPORTED_ONLY.number(properties) != 0);
  }

  private int number(Properties properties) {
    String value = properties.getProperty(property, Integer.toString(fallback)).strip();
    if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) > LARGEST) {
      throw new IllegalArgumentException(property + " must be a number from 0 to " + LARGEST);
    }
    return Integer.parseInt(value);
  }
}
