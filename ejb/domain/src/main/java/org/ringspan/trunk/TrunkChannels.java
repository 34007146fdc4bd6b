package org.ringspan.trunk;

import org.ringspan.address.TrunkName;

/**
 * How many calls each trunk carries. A channel is reserved before each INVITE to a trunk and given
 * back once, when that INVITE's dialog is over. All methods are called on the call path by many
 * calls at a time: they neither wait nor touch a table. After a crash all channels are free.
 */
public interface TrunkChannels {
  /**
   * Takes a channel.
   *
   * @return false when the trunk is full or there is no such trunk; nothing is taken then
   */
  boolean tryReserve(TrunkName trunk);

  /** Gives a channel back that was taken by {@link #tryReserve}. */
  void release(TrunkName trunk);

  /** How many channels are taken now. */
  int inUse(TrunkName trunk);
}
