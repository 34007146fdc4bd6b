package org.ringspan.record.adapter;

import java.util.List;

/** Where halves are durable before they are in the database. */
public interface RecordSender {
  /**
   * Hands the halves over; they are durable when this returns. Throws any runtime exception when
   * that fails; the same halves are handed over again then.
   */
  void send(List<RecordHalf> halves);
}
