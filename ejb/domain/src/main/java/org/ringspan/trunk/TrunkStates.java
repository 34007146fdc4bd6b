package org.ringspan.trunk;

import java.util.List;
import org.ringspan.address.TrunkName;

/** What is known now of the trunks; answers from memory. */
public interface TrunkStates {
  /** Before anything has been probed or looked up. */
  TrunkStates NOTHING_KNOWN =
      new TrunkStates() {
        @Override
        public List<Peer> peersOf(Trunk trunk) {
          return trunk.fixedPeers();
        }

        @Override
        public boolean isDown(TrunkName trunk, Peer peer) {
          return false;
        }
      };

  /** Where the trunk is reached now; none when its domain hasn't been found. */
  List<Peer> peersOf(Trunk trunk);

  /** Whether the peer is known not to take calls; what isn't known is taken to be up. */
  boolean isDown(TrunkName trunk, Peer peer);
}
