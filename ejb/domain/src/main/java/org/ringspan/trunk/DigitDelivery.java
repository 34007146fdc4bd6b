package org.ringspan.trunk;

/** How a trunk delivers the digits that are pressed in a call. */
public enum DigitDelivery {
  /** As named telephone events in the media stream (RFC 4733). */
  RFC4733,
  /** By SIP INFO (RFC 6086). */
  INFO,
  /** By the key press markup language (RFC 4730). */
  KPML,
  /** As tones in the speech. */
  IN_BAND,
  /** Not at all: features that need digits are refused on this trunk. */
  NONE;

  /** Whether digits arrive at all. */
  public boolean delivered() {
    return this != NONE;
  }

  /** Whether they arrive in SIP messages, so that the media need not pass through us. */
  public boolean inSignalling() {
    return this == INFO || this == KPML;
  }
}
