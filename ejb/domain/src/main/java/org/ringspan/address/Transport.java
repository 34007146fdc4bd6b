package org.ringspan.address;

import java.util.Locale;

/** How SIP messages travel (RFC 3261 section 18, RFC 7118). */
public enum Transport {
  UDP,
  TCP,
  TLS,
  WS,
  WSS;

  /** The value of the {@code transport} URI parameter, in lower case. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
