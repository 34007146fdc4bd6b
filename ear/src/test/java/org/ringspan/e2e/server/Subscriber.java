package org.ringspan.e2e.server;

import java.time.Duration;

/**
 * A user of the seeded company as the scenarios see one.
 *
 * @param id the user's name, which is also the beginning of the names of the devices
 * @param extension the number inside
 * @param mobile the first remote destination, empty when there is none
 * @param delay the first remote destination's delay before ringing
 * @param tooSoon its answer-too-soon timer
 * @param tooLate its answer-too-late timer
 * @param forwardNoAnswer how long everything rings before the mailbox
 * @param voicemail whether there is a mailbox
 */
public record Subscriber(
    String id,
    String extension,
    String mobile,
    Duration delay,
    Duration tooSoon,
    Duration tooLate,
    Duration forwardNoAnswer,
    boolean voicemail) {

  static Subscriber of(String id, String extension) {
    return new Subscriber(
        id,
        extension,
        "",
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(60),
        true);
  }

  /** This user with a remote destination; times in milliseconds. */
  Subscriber reachedAt(String number, int ringsAfter, int soon, int late) {
    return new Subscriber(
        id,
        extension,
        number,
        Duration.ofMillis(ringsAfter),
        Duration.ofMillis(soon),
        Duration.ofMillis(late),
        forwardNoAnswer,
        voicemail);
  }

  /** This user with another forward-no-answer time, in milliseconds. */
  Subscriber forwardedAfter(int millis) {
    return new Subscriber(
        id, extension, mobile, delay, tooSoon, tooLate, Duration.ofMillis(millis), voicemail);
  }

  /** This user without a mailbox. */
  Subscriber withoutMailbox() {
    return new Subscriber(id, extension, mobile, delay, tooSoon, tooLate, forwardNoAnswer, false);
  }

  /** The number outside, +E.164. */
  public String did() {
    return "+140855" + extension;
  }

  /** The name of the desk phone. */
  public String desk() {
    return id + "-desk";
  }

  /** The name of the second phone of the same line. */
  public String laptop() {
    return id + "-laptop";
  }
}
