package org.ringspan.sip.wire;

import java.util.Locale;

/** How a message arrived. */
public enum Transport {
  UDP,
  TCP,
  TLS,
  WS,
  WSS;

  /**
   * Whether the transport itself marks the end of a message (a datagram, a WebSocket message), so
   * that Content-Length may be missing (RFC 3261 section 18.3, RFC 7118 section 5).
   */
  public boolean delimitsMessages() {
    return this == UDP || this == WS || this == WSS;
  }

  /** Whether the stack has to find the peer again to answer it, as over UDP. */
  public boolean isReliable() {
    return this != UDP;
  }

  /**
   * The transport of this name in any case of letters.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Transport named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
