package org.ringspan.reach;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/** Counts calls of users and of lines in memory, without locks. */
public final class Counters implements ReachSlots, LineCalls {
  private final IntSupplier callsPerUser;
  private final ConcurrentHashMap<Object, AtomicInteger> taken = new ConcurrentHashMap<>();

  /**
   * @param callsPerUser how many slots a user has; read at each reservation
   */
  public Counters(IntSupplier callsPerUser) {
    this.callsPerUser = callsPerUser;
  }

  @Override
  public boolean tryReserve(UserId user) {
    return reserve(user, callsPerUser.getAsInt());
  }

  @Override
  public boolean tryReserve(DirectoryNumber line, int most) {
    return reserve(line, most);
  }

  @Override
  public void release(UserId user) {
    giveBack(user);
  }

  @Override
  public void release(DirectoryNumber line) {
    giveBack(line);
  }

  @Override
  public int inUse(UserId user) {
    return now(user);
  }

  /** How many calls a line carries now. */
  int inUse(DirectoryNumber line) {
    return now(line);
  }

  private int now(Object key) {
    AtomicInteger count = taken.get(key);
    return count == null ? 0 : count.get();
  }

  private boolean reserve(Object key, int most) {
    AtomicInteger count = taken.computeIfAbsent(key, unused -> new AtomicInteger());
    int now = count.get();
    while (now < most) {
      int seen = count.compareAndExchange(now, now + 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  private void giveBack(Object key) {
    AtomicInteger count = taken.get(key);
    int now = count == null ? 0 : count.get();
    while (count != null && now > 0) {
      int seen = count.compareAndExchange(now, now - 1);
      if (seen == now) {
        return;
      }
      now = seen;
    }
    throw new IllegalStateException(key + " has nothing to give back");
  }
}
