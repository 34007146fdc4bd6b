package org.ringspan.trunk;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ringspan.address.TrunkName;

/**
 * Counts channels in memory, without locks. The counts outlive changes of the configuration: a
 * trunk whose channels become fewer than are taken takes no call until enough have ended.
 */
public final class ChannelCounters implements TrunkChannels {
  private final Function<TrunkName, Integer> limits;
  private final ConcurrentHashMap<TrunkName, AtomicInteger> taken = new ConcurrentHashMap<>();

  /**
   * @param limits how many channels a trunk has at this moment: 0 for any number, less than 0 for
   *     no such trunk; read at each reservation
   */
  public ChannelCounters(Function<TrunkName, Integer> limits) {
    this.limits = limits;
  }

  @Override
  public boolean tryReserve(TrunkName trunk) {
    int limit = limits.apply(trunk);
    if (limit < 0) {
      return false;
    }
    int most = limit == 0 ? Integer.MAX_VALUE : limit;
    AtomicInteger count = taken.computeIfAbsent(trunk, name -> new AtomicInteger());
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

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when none is taken: a channel was given back twice
   */
  @Override
  public void release(TrunkName trunk) {
    AtomicInteger count = taken.get(trunk);
    if (count == null) {
      throw new IllegalStateException("trunk " + trunk + " has no channel to give back");
    }
    int now = count.get();
    while (now > 0) {
      int seen = count.compareAndExchange(now, now - 1);
      if (seen == now) {
        return;
      }
      now = seen;
    }
    throw new IllegalStateException("trunk " + trunk + " has no channel to give back");
  }

  @Override
  public int inUse(TrunkName trunk) {
    AtomicInteger count = taken.get(trunk);
    return count == null ? 0 : count.get();
  }
}
