package org.ringspan.reach;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.ringspan.address.DirectoryNumber;

/** Keeps in memory, without locks, when the last call of each line has ended. */
public final class Idleness implements IdleTimes {
  private final Counters counters;
  private final ConcurrentHashMap<DirectoryNumber, Instant> ended = new ConcurrentHashMap<>();

  /**
   * @param counters which lines have a call now
   */
  public Idleness(Counters counters) {
    this.counters = counters;
  }

  /** A call of the line, in which somebody has talked, is over. */
  public void ended(DirectoryNumber line, Instant now) {
    ended.put(line, now);
  }

  @Override
  public Instant idleSince(DirectoryNumber line) {
    return counters.inUse(line) > 0 ? Instant.MAX : ended.getOrDefault(line, Instant.MIN);
  }
}
