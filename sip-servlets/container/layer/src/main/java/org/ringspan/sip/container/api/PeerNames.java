package org.ringspan.sip.container.api;

import java.util.Set;

/** Knows who must be at the other end of connections that the container opens over TLS. */
@FunctionalInterface
public interface PeerNames {
  /**
   * The SIP domains of which the certificate that is shown must name one (RFC 5922). Called during
   * the handshake; must not wait.
   *
   * @param address the peer's, as a literal
   * @param port the peer's, 1 to 65535
   * @return in lower case; empty: any certificate that is trusted will do
   */
  Set<String> at(String address, int port);
}
