package org.ringspan.callcontrol;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.TrunkName;
import org.ringspan.call.LegId;
import org.ringspan.trunk.TrunkChannels;

/**
 * The channels of trunks that one call holds, each for one INVITE. Used by the thread that carries
 * out the call's effects.
 */
final class LegChannels {
  private final Optional<TrunkChannels> channels;
  private final Map<LegId, TrunkName> held = new HashMap<>();

  /**
   * @param channels what counts them; absent when no trunk has a limit
   */
  LegChannels(Optional<TrunkChannels> channels) {
    this.channels = channels;
  }

  /** Takes a channel for a leg's INVITE; false when there is none. */
  boolean reserve(LegId leg, TrunkName trunk) {
    if (channels.isEmpty()) {
      return true;
    }
    if (!channels.get().tryReserve(trunk)) {
      return false;
    }
    held.put(leg, trunk);
    return true;
  }

  /** Gives the leg's channel back; a second time does nothing. */
  void release(LegId leg) {
    TrunkName trunk = held.remove(leg);
    if (trunk != null) {
      channels.ifPresent(counted -> counted.release(trunk));
    }
  }

  /** The call is over, whatever went wrong in it. */
  void releaseAll() {
    channels.ifPresent(counted -> held.values().forEach(counted::release));
    held.clear();
  }
}
