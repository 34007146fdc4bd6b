package org.ringspan.trunk.boundary;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.PeerHealth;

/** What is known of the trunks now, for pages and programs. All methods answer from memory. */
public interface TrunkHealth {
  /** A peer and what is made of it. */
  record PeerState(Peer peer, PeerHealth.State state) {}

  /**
   * A trunk now.
   *
   * @param peers where it is reached; none when its domain hasn't been found
   * @param channelsInUse how many calls it carries
   * @param channels how many it may carry; 0: any number
   */
  record TrunkState(TrunkName trunk, List<PeerState> peers, int channelsInUse, int channels) {
    public TrunkState {
      peers = List.copyOf(peers);
    }
  }

  /** All trunks in the order of their configuration. */
  List<TrunkState> states();

  /** One trunk. */
  Optional<TrunkState> stateOf(TrunkName trunk);

  /**
   * Has a trunk asked as soon as possible if it is there; what it answers is seen in its state.
   *
   * @return whether there is such a trunk
   */
  boolean probe(TrunkName trunk);
}
