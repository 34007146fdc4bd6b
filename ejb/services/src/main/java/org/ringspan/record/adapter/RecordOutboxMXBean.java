package org.ringspan.record.adapter;

/** Figures about call records on their way; {@code org.ringspan:type=CallRecords}. */
public interface RecordOutboxMXBean {
  /** Halves of records that were lost because the queue had no room. */
  long getDropped();

  /** Halves that wait to be sent. */
  int getWaiting();
}
