package org.ringspan.trunk.boundary;

import org.ringspan.address.TrunkName;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.PeerHealth;

/** A peer of a trunk has become up or down; an event for whoever wants to know. */
public record TrunkHealthChanged(
    TrunkName trunk, Peer peer, PeerHealth.State before, PeerHealth.State now) {}
