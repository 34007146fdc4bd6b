package org.ringspan.journal.engine;

import java.util.concurrent.atomic.LongAdder;

/** What was counted since the journal was opened. */
final class Counters {
  final LongAdder committed = new LongAdder();
  final LongAdder carriedOut = new LongAdder();
  final LongAdder unavailable = new LongAdder();
  final LongAdder failed = new LongAdder();
}
