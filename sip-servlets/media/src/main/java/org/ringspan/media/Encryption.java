package org.ringspan.media;

/** How media are encrypted on the way between the engine and a remote side. */
public enum Encryption {
  /** Not at all. */
  NONE,
  /** SRTP, with keys in the session descriptions (RFC 4568). */
  SDES,
  /** SRTP, with keys agreed upon by DTLS, and addresses found by ICE (RFC 5763, RFC 8445). */
  DTLS
}
