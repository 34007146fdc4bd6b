package org.ringspan.configuration;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.address.E164Number;

/**
 * A telephone outside, usually the user's mobile, that rings together with the desk phones (design
 * guide page 21-49).
 *
 * @param number where it is reached
 * @param name what the user calls it
 * @param mobilePhone whether live calls can be sent to it from the desk
 * @param singleNumberReach whether calls to the user's line are extended to it
 * @param delayBeforeRinging how long after the call arrived it begins to ring (default 4000 ms,
 *     page 21-57)
 * @param answerTooSoon an answer within this time after our INVITE is a mailbox, not a person
 *     (default 1500 ms; zero: off)
 * @param answerTooLate the leg is cleared when it has not answered within this time after our
 *     INVITE (default 19000 ms)
 * @param accessList which callers may ring it; none: all
 * @param ringSchedule when it rings; none: always
 */
public record RemoteDestination(
    E164Number number,
    String name,
    boolean mobilePhone,
    boolean singleNumberReach,
    Duration delayBeforeRinging,
    Duration answerTooSoon,
    Duration answerTooLate,
    Optional<AccessList> accessList,
    Optional<RingSchedule> ringSchedule) {
  /** Design guide page 21-57. */
  public static final Duration DEFAULT_DELAY_BEFORE_RINGING = Duration.ofMillis(4000);

  /** Design guide page 21-57. */
  public static final Duration DEFAULT_ANSWER_TOO_SOON = Duration.ofMillis(1500);

  /** Design guide page 21-57. */
  public static final Duration DEFAULT_ANSWER_TOO_LATE = Duration.ofMillis(19000);

  public RemoteDestination {
    if (delayBeforeRinging.isNegative()
        || answerTooSoon.isNegative()
        || answerTooLate.isNegative()) {
      throw new IllegalArgumentException("the timers of a remote destination must not be negative");
    }
    if (answerTooLate.compareTo(answerTooSoon) <= 0) {
      throw new IllegalArgumentException(
          "answerTooLate must be longer than answerTooSoon, or nobody can answer");
    }
  }
}
