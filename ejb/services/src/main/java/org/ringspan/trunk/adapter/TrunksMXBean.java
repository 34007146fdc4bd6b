package org.ringspan.trunk.adapter;

import java.util.Map;

/** The trunks as they are now. */
public interface TrunksMXBean {
  /** UP, DOWN or UNKNOWN of each peer, by trunk and address. */
  Map<String, String> getPeers();

  /** How many peers are down. */
  int getPeersDown();

  /** How many channels are taken, by trunk. */
  Map<String, Integer> getChannelsInUse();

  /**
   * Asks all peers of a trunk now, also of one that isn't probed by itself.
   *
   * @throws IllegalArgumentException when there is no such trunk
   */
  void probe(String trunk);
}
