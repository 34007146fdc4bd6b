package org.ringspan.trunk;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Whose turn it is: a counter for each group of trunks and for each trunk with several peers. */
public interface Rotation {
  /** Counts from 0, for each {@code name} by itself. */
  long next(Object name);

  /** Counters in memory, without locks. */
  static Rotation counting() {
    ConcurrentHashMap<Object, AtomicLong> counters = new ConcurrentHashMap<>();
    return name -> counters.computeIfAbsent(name, unused -> new AtomicLong()).getAndIncrement();
  }
}
