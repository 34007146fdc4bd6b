package org.ringspan.event.adapter;

/** Figures about call events on their way; {@code org.ringspan:type=CallEvents}. */
public interface EventOutboxMXBean {
  /** Events handed to messaging. */
  long getSent();

  /** Events that were lost because there was no room. */
  long getDropped();

  /** Events that wait to be sent. */
  int getWaiting();

  /** Attempts to send a batch that failed; the batch is sent again. */
  long getFailedBatches();
}
