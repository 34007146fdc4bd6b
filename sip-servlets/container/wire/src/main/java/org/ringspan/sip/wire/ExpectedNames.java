package org.ringspan.sip.wire;

import java.net.InetAddress;
import java.util.Set;

/** Knows who must be at the other end of connections that are opened over TLS. */
@FunctionalInterface
public interface ExpectedNames {
  /**
   * The SIP domains of which the certificate that is shown must name one (RFC 5922 section 7.1).
   * Called during the handshake; must not wait.
   *
   * @param address the peer's
   * @param port the peer's, 1 to 65535
   * @return in lower case; empty: any certificate that is trusted will do
   */
  Set<String> at(InetAddress address, int port);
}
