package org.ringspan.media;

/** Why a packet, a digit or an event went no further. */
public enum DropReason {
  /** No RTP, or no RTCP. */
  MALFORMED,
  /** Nothing was negotiated yet, or nothing that is to be received. */
  NOT_NEGOTIATED,
  /** From another source than the one that is heard. */
  FOREIGN_SOURCE,
  /** A payload type that wasn't negotiated; comfort noise among them. */
  UNKNOWN_TYPE,
  /** It came after packets that were sent after it, and its number is taken. */
  TOO_LATE,
  /** The system took no more packets, or couldn't send it. */
  NOT_SENT,
  /** A digit to be sent while too many were waiting. */
  TOO_MANY_DIGITS,
  /** An event that the listener was too slow for. */
  SLOW_LISTENER,
  /** Handling it failed; the log says how. */
  FAILED
}
