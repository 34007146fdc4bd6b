package org.ringspan.callcontrol;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipURI;
import org.ringspan.address.Transport;
import org.ringspan.trunk.Peer;

/** The addresses of trunks in SIP. */
final class TrunkUris {
  private TrunkUris() {}

  /**
   * A URI at a peer.
   *
   * @param user the number called; empty for the peer itself
   */
  static SipURI of(SipFactory factory, String user, Peer peer, Transport transport) {
    SipURI uri = factory.createSipURI(user.isEmpty() ? null : user, peer.address().asHost());
    uri.setPort(peer.port());
    if (transport != Transport.UDP) {
      uri.setTransportParam(transport.parameter());
    }
    return uri;
  }
}
