package org.ringspan.sip.wire;

/** Why something that was received got no answer. */
public enum DropReason {
  /** Only line ends or zero octets: a NAT keep-alive. Not counted as a loss. */
  KEEP_ALIVE,
  /** Neither a request line nor a status line. */
  NOT_SIP,
  /** A malformed request to which no answer can be addressed, having no usable Via. */
  UNANSWERABLE,
  /** A malformed ACK; an ACK is never answered (RFC 3261 section 17). */
  BAD_ACK,
  /** A response that is malformed or lacks a mandatory header field. */
  BAD_RESPONSE,
  /** A response whose status code isn't 100-699. */
  BAD_STATUS_CODE,
  /** A response whose Via names a broadcast address (RFC 4475 section 3.3.10). */
  BROADCAST_VIA,
  /** A message that is too long and can't be answered. */
  TOO_LONG,
  /** A connection that was closed because a message did not arrive in time. */
  SLOW_PEER,
  /** A connection that was closed because its peer did not read in time. */
  STALLED_PEER,
  /** A connection that was refused because too many are open. */
  TOO_MANY_CONNECTIONS,
  /** A connection that was closed because its octets can't be framed. */
  BAD_FRAMING,
  /** An accepted message that the stack's parser refused and that can't be answered. */
  PARSER_REFUSED,
  /** A message whose processing ended by an exception or error. */
  PROCESSING_FAILED,
  /** A datagram that came while too many others of its call waited to be processed. */
  OVERLOAD
}
