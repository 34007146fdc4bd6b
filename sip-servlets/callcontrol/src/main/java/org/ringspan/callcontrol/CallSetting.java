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
      "how long a trunk may stay silent before a call goes by its next route, seconds"),

  /**
   * How long desk telephones ring to which a call is to move ("session handoff alerting timer").
   */
  HANDOFF(
      "ringspan.call.handoff",
      10,
      "how long a user's telephones ring at which a call is to be picked up, seconds"),

  /** How long telephones ring to which a call is transferred. */
  TRANSFER(
      "ringspan.call.transfer",
      30,
      "how long it rings where a call is transferred by a telephone, seconds"),

  /** How long telephones ring for a call that was parked for long. */
  RECALL(
      "ringspan.call.recall",
      40,
      "how long telephones ring for a call that was parked and not retrieved, seconds"),

  /** How long a session lives without being refreshed. */
  SESSION_EXPIRES(
      "ringspan.call.session.expires",
      1800,
      "how long a call may go on without a party showing that it lives (RFC 4028), seconds;"
          + " 0: for ever"),

  /** The shortest interval that is accepted. */
  SESSION_MINIMUM(
      "ringspan.call.session.minimum",
      90,
      "the shortest such time that is accepted from others, seconds; RFC 4028 wants 90 at least"),

  /** How often phones show that their connections live. */
  FLOW_TIMER(
      "ringspan.registrar.flow.timer",
      120,
      "how long a phone that keeps a connection open for calls may be silent, seconds"),
  /** When a source is refused for one device. */
  GUESSES_OF_DEVICE(
      "ringspan.digest.guesses.device",
      10,
      "wrong passwords from one source for one device that begin a refusal, count"),
  /** When a source is refused as a whole. */
  GUESSES_OF_SOURCE(
      "ringspan.digest.guesses.source",
      50,
      "wrong passwords from one source for any devices that begin a refusal of all, count"),
  /** How long wrong passwords count. */
  GUESSES_WITHIN(
      "ringspan.digest.guesses.within", 300, "time in which wrong passwords are counted, seconds"),
  /** How long the first refusal lasts. */
  GUESSES_REFUSED(
      "ringspan.digest.refusal.first",
      60,
      "how long the first refusal lasts, each next one twice as long, seconds"),
  /** How long refusals may get. */
  GUESSES_REFUSED_LONGEST(
      "ringspan.digest.refusal.longest", 3600, "how long a refusal lasts at most, seconds");

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
   * The value as a time.
   *
   * @throws IllegalArgumentException when it is not a number from 0 to 86400; the message names the
   *     property
   */
  Duration seconds() {
    return Duration.ofSeconds(number());
  }

  /**
   * The value as a number.
   *
   * @throws IllegalArgumentException when it is not a number from 0 to 86400; the message names the
   *     property
   */
  int number() {
    String value = System.getProperty(property, Integer.toString(fallback)).strip();
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 86_400) {
      throw new IllegalArgumentException(property + " must be a number from 0 to 86400");
    }
    return Integer.parseInt(value);
  }
}
