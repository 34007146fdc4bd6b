package org.ringspan.media.digit;

/** How a collection of digits ended. */
public enum CollectionOutcome {
  /** The wanted number of digits came. */
  COMPLETE,
  /** A terminator came. */
  TERMINATED,
  /** No digit came in time. */
  NO_DIGIT,
  /** Some digits came, then none in time. */
  PAUSE_TOO_LONG,
  /** The whole took too long. */
  TALK_TOO_LONG,
  /** Call control has cancelled it or asked for another one, or the endpoint was released. */
  CANCELLED
}
