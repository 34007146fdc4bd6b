package org.ringspan.dialplan;

import org.ringspan.address.RouteListName;
import org.ringspan.address.TrunkName;

/** What a route pattern does with a call. */
public sealed interface RouteTarget {
  /** It sends the call out. */
  sealed interface Way extends RouteTarget {}

  /** To the trunks of a route list, in its order. */
  record ToRouteList(RouteListName list) implements Way {}

  /** To one trunk. */
  record ToTrunk(TrunkName trunk) implements Way {}

  /** Nowhere: the call is refused. */
  record Block(BlockCause cause) implements RouteTarget {
    /**
     * @throws IllegalArgumentException when {@code cause} is one that only the plan itself gives
     */
    public Block {
      if (!cause.isConfigurable()) {
        throw new IllegalArgumentException("a pattern can't block with " + cause);
      }
    }
  }
}
