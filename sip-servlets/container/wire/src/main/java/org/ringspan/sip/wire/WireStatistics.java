package org.ringspan.sip.wire;

import java.util.Map;

/**
 * Counters of one SIP stack since it was made, summed over its listening points. All grow only;
 * reading them is safe from any thread and not a snapshot of one moment.
 */
public interface WireStatistics {

  /** Messages received whole, whatever became of them. Keep-alives aren't counted. */
  long messagesIn();

  /** Messages sent, the stateless answers to rejected requests among them. */
  long messagesOut();

  /** Requests answered by the validation, all status codes together. */
  long rejected();

  /** Requests answered by the validation, by status code; only codes that occurred. */
  Map<Integer, Long> rejectedByStatus();

  /** Responses received, by status code, retransmissions included; only codes that occurred. */
  Map<Integer, Long> responsesInByStatus();

  /** Responses sent, by status code, those of the validation included; only codes that occurred. */
  Map<Integer, Long> responsesOutByStatus();

  /** What was thrown away unanswered, all reasons together, keep-alives left out. */
  long dropped();

  /** What was thrown away unanswered, by reason; only reasons that occurred. */
  Map<DropReason, Long> droppedByReason();

  /** Receiving threads that ended by an error and were started again. */
  long receiverRestarts();

  /**
   * Messages whose parsing or processing ended by an exception or error that the thread survived.
   */
  long processingFailures();

  /** Connections open now. */
  long openConnections();
}
