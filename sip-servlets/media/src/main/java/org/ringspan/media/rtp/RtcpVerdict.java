package org.ringspan.media.rtp;

/** What a datagram on an RTCP port is (RFC 3550 section A.2). */
public enum RtcpVerdict {
  /** A compound packet. */
  VALID,
  /** Too long, or lengths that don't add up. */
  BAD_LENGTH,
  /** Another version than 2. */
  NOT_VERSION_2,
  /** The first part is neither a sender nor a receiver report. */
  NO_REPORT_FIRST,
  /** Padding that isn't in the last part, or more than there is room for. */
  BAD_PADDING
}
