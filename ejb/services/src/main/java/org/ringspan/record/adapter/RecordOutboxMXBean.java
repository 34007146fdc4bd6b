package org.ringspan.record.adapter;

/** Figures about call records on their way; {@code org.ringspan:type=CallRecords}. */
public interface RecordOutboxMXBean {
  /** Halves of records that were lost because the queue had no room. */
  long getDropped();

  /** Halves that wait to be sent. */
  int getWaiting();

  /** Attempts to send a batch that failed; the batch is sent again. */
  long getFailedBatches();

  /** Messages that could not be read and were put into the dead-letter queue. */
  long getParked();
}
