package org.ringspan.reach;

import org.ringspan.address.UserId;

/**
 * How many calls of each user ring at or are anchored to remote destinations (D2; design guide page
 * 21-75: "up to two simultaneous calls per user"). A slot is reserved before such a call is placed
 * and given back once, when the call ends or is answered elsewhere. All methods are called on the
 * call path by many calls at a time and never wait. After a crash all slots are free.
 */
public interface ReachSlots {
  /**
   * Takes a slot.
   *
   * @return false when the user has none left; nothing is taken then
   */
  boolean tryReserve(UserId user);

  /**
   * Gives back a slot that {@link #tryReserve} took.
   *
   * @throws IllegalStateException when none is taken: a slot was given back twice
   */
  void release(UserId user);

  /** How many slots are taken now. */
  int inUse(UserId user);
}
