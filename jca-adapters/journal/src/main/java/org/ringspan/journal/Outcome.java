package org.ringspan.journal;

/** What became of an attempt. */
public sealed interface Outcome {

  /** The remote system has made the change. */
  record Done() implements Outcome {}

  /** Nothing had to be changed: it was so, maybe by an earlier attempt. */
  record AlreadyAsWished() implements Outcome {}

  /**
   * The remote system won't do it, and asking again won't help.
   *
   * @param reason why, in words for an administrator; no secrets, at most 500 bytes of UTF-8 are
   *     kept
   */
  record Refused(String reason) implements Outcome {}

  /**
   * It can't be done now: no connection, time-out, busy. It is tried again, as long as it takes.
   *
   * @param reason why, in words for an administrator; no secrets, at most 500 bytes of UTF-8 are
   *     kept
   * @param mayHaveRun whether the change may have been made all the same: the request was sent and
   *     no answer came. False only when it certainly wasn't made
   */
  record Unavailable(String reason, boolean mayHaveRun) implements Outcome {}

  /** {@link Done}. */
  static Outcome done() {
    return new Done();
  }

  /** {@link AlreadyAsWished}. */
  static Outcome alreadyAsWished() {
    return new AlreadyAsWished();
  }

  /** {@link Refused}. */
  static Outcome refused(String reason) {
    return new Refused(reason);
  }

  /** {@link Unavailable} before anything was sent. */
  static Outcome unavailable(String reason) {
    return new Unavailable(reason, false);
  }

  /** {@link Unavailable} after the request was sent. */
  static Outcome unanswered(String reason) {
    return new Unavailable(reason, true);
  }
}
