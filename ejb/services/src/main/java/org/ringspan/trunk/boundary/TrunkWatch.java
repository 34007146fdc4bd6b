package org.ringspan.trunk.boundary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Observation;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Trunk;

/** Where what is seen of the trunks is gathered. All methods answer from memory. */
public interface TrunkWatch {
  /** A probe to be sent. */
  record Probe(Trunk trunk, Peer peer) {}

  /** The probes that are due; each is returned once, and counted as sent now. */
  List<Probe> due();

  /** How long a probe may stay without an answer. */
  Duration probeTimeout();

  /** Takes what was seen of a peer by a probe or a call. */
  void observed(TrunkName trunk, Peer peer, Observation observation);

  /**
   * The trunk that is accepted by this address and port: by its configured peers, or by those that
   * its domain leads to now.
   */
  Optional<Trunk> trunkAt(String address, int port);
}
