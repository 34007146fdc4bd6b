package org.ringspan.media.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.ringspan.media.DropReason;

/** What an engine counts; its threads seldom meet at the same cell. */
final class Counters {

  private static final DropReason[] REASONS = DropReason.values();

  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder[] dropped = new LongAdder[REASONS.length];

  Counters() {
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = new LongAdder();
    }
  }

  void received() {
    received.increment();
  }

  void sent() {
    sent.increment();
  }

  void late() {
    late.increment();
  }

  void dropped(DropReason reason) {
    dropped[reason.ordinal()].increment();
  }

  long packetsReceived() {
    return received.sum();
  }

  long packetsSent() {
    return sent.sum();
  }

  long lateTicks() {
    return late.sum();
  }

  Map<DropReason, Long> droppedByReason() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    for (DropReason reason : REASONS) {
      long count = dropped[reason.ordinal()].sum();
      if (count > 0) {
        counts.put(reason, count);
      }
    }
    return counts;
  }
}
