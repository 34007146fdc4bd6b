package org.ringspan.encryption;

/** How the media of a telephone or a trunk are encrypted. */
public enum MediaEncryption {
  /** Not at all. */
  NONE("none"),
  /** SRTP, with keys in the session descriptions (RFC 4568): signalling should be over TLS. */
  SDES("SDES-SRTP (RFC 4568)"),
  /** SRTP, with keys agreed upon by DTLS, and addresses found by ICE (RFC 5763, RFC 8445). */
  DTLS("DTLS-SRTP with ICE (RFC 5763)");

  private final String text;

  MediaEncryption(String text) {
    this.text = text;
  }

  /** Whether there is any. */
  public boolean isOn() {
    return this != NONE;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
