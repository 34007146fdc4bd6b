package org.ringspan.sip.container.api;

import java.util.List;
import javax.servlet.sip.SipServletMessage;

/**
 * A message that knows whose connection it came over, as far as the certificate of the other end
 * proves it: the container asks everybody on TLS for one, and requires it of nobody.
 */
public interface CertifiedPeer {
  /** What {@link #namesOf} says of this message. */
  List<String> peerNames();

  /**
   * The SIP domains that the certificate names, in lower case and in its order (RFC 5922 section
   * 7.1). It was shown in the handshake of the connection, comes from an authority that is trusted
   * and hasn't ended.
   *
   * @return empty when the message came over a connection without such a certificate, or over none
   */
  static List<String> namesOf(SipServletMessage received) {
    return received instanceof CertifiedPeer peer ? peer.peerNames() : List.of();
  }
}
