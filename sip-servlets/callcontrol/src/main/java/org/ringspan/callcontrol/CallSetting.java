package org.ringspan.callcontrol;

import java.time.Duration;

/** Settings of call control, system properties of the server. */
enum CallSetting {
  /** How long live calls may go on when the application stops. */
  DRAIN("ringspan.call.drain", 5, "how long live calls may go on when the server stops, seconds"),

  /** How long a trunk may answer nothing at all before the next route is tried. */
  TRUNK_SILENCE(
      "ringspan.call.trunk.silence",
      5,
      "how long a trunk may stay silent before a call goes by its next route, seconds");

  private final String property;
  private final int fallback;
  private final String description;

  CallSetting(String property, int fallback, String description) {
    this.property = property;
    this.fallback = fallback;
    this.description = description;
  }

  /** What it is for, with its unit. */
  String description() {
    return description;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException when it is not a number from 0 to 86400; the message names the
   *     property
   */
  Duration seconds() {
    String value = System.getProperty(property, Integer.toString(fallback)).strip();
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 86_400) {
      throw new IllegalArgumentException(property + " must be a number of seconds from 0 to 86400");
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }
}
