package org.ringspan.configuration.adapter;

import jakarta.persistence.Embeddable;
import org.ringspan.address.IpAddress;
import org.ringspan.trunk.Peer;

/** A place where a trunk is reached. */
@Embeddable
record TrunkPeerRow(String address, int port, int priority, int weight) {
  static TrunkPeerRow of(Peer peer) {
    return new TrunkPeerRow(peer.address().value(), peer.port(), peer.priority(), peer.weight());
  }

  Peer toPeer() {
    return new Peer(new IpAddress(address), port, priority, weight);
  }
}
