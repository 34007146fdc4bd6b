package org.ringspan.media.rtp;

/** What a datagram on an RTP port is (RFC 3550 sections 5.1, 5.3.1 and A.1). */
public enum RtpVerdict {
  /** An RTP packet. */
  VALID,
  /** Longer than any packet that is relayed: {@value RtpPacket#LONGEST} bytes. */
  TOO_LONG,
  /** Shorter than its header, its contributing sources or its extension. */
  TOO_SHORT,
  /** Another version than 2: STUN, DTLS or no RTP at all. */
  NOT_VERSION_2,
  /** The payload type of an RTCP packet: RTCP on the wrong port. */
  CONTROL_PACKET,
  /** More padding than there is room for, or none where it was announced. */
  BAD_PADDING
}
