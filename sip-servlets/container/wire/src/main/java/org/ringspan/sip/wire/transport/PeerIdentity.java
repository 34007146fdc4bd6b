package org.ringspan.sip.wire.transport;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.ringspan.sip.wire.SipIdentities;

/**
 * Who is at the other end of a connection, as far as a certificate has proved it.
 *
 * @param names the SIP domains that the certificate names, in lower case (RFC 5922 section 7.1)
 * @param until when the first certificate of its chain ends; the connection may live longer
 */
record PeerIdentity(List<String> names, Instant until) {
  /** Nobody in particular. */
  static final PeerIdentity UNKNOWN = new PeerIdentity(List.of(), Instant.MAX);

  /** What a verified chain says, the peer's own certificate first. */
  static PeerIdentity of(X509Certificate... chain) {
    Instant until = Instant.MAX;
    for (X509Certificate one : chain) {
      Instant end = one.getNotAfter().toInstant();
      until = end.isBefore(until) ? end : until;
    }
    return new PeerIdentity(SipIdentities.in(chain[0]), until);
  }

  /** The names that hold at a moment. */
  List<String> namesAt(Instant now) {
    return now.isAfter(until) ? List.of() : names;
  }
}
