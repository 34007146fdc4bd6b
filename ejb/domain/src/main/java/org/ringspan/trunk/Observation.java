package org.ringspan.trunk;

import java.time.Duration;

/** What was seen of a peer: of a probe, or of a call that was sent there. */
public sealed interface Observation {
  /** It answered: it is there, whatever it thinks of the request. */
  record Answered() implements Observation {}

  /** It answered 503: it takes no calls now. */
  record Unavailable() implements Observation {}

  /**
   * It answered 503 and says for how long (RFC 3261 section 20.33).
   *
   * @param retryAfter not negative
   */
  record UnavailableFor(Duration retryAfter) implements Observation {}

  /** It did not answer in time. */
  record Silent() implements Observation {}

  /** Nothing could be sent to it. */
  record Unreachable() implements Observation {}
}
