package org.ringspan.sip.container.api;

import java.util.Map;

/**
 * The container's figures, registered as {@code org.ringspan:type=SipContainer}. Sizes are those of
 * now; counters start at zero with the server and only grow.
 */
public interface SipContainerMXBean {
  /** Object name of the bean in the platform MBean server. */
  String OBJECT_NAME = "org.ringspan:type=SipContainer";

  /** Application sessions that haven't been invalidated. */
  int getApplicationSessions();

  /** SIP sessions that haven't been invalidated. */
  int getSipSessions();

  /** Server transactions the stack holds, those lingering in their last timer included. */
  int getServerTransactions();

  /** Client transactions the stack holds, those lingering in their last timer included. */
  int getClientTransactions();

  /** Dialogs the stack holds, early ones included. */
  int getDialogs();

  /**
   * Times the engine broke a session lock open; the container takes none, so anything but 0 is a
   * defect.
   */
  long getForcedLockReleases();

  /** Messages received and parsed, retransmissions included. */
  long getMessagesIn();

  /** Messages sent, retransmissions included. */
  long getMessagesOut();

  /** Responses received, by status code; only codes that occurred. */
  Map<Integer, Long> getResponsesIn();

  /** Responses sent, by status code; only codes that occurred. */
  Map<Integer, Long> getResponsesOut();

  /**
   * What was thrown away unanswered, by reason; only reasons that occurred. Among it are
   * keep-alives of phones and, as OVERLOAD, datagrams that came while too many others of their call
   * waited.
   */
  Map<String, Long> getDropped();

  /** Connections open now. */
  long getConnections();

  /** Messages whose processing ended by an error that the server survived. */
  long getProcessingFailures();

  /** Messages received that the stack recognised as retransmissions. */
  long getRetransmissions();

  /**
   * Requests the container refused by itself: malformed, no application attached, or the
   * application is stopping.
   */
  long getRejected();

  /** Receivers that died and were started again. */
  long getReceiverRestarts();

  /** Whether an application is attached and new calls are accepted. */
  boolean isAccepting();

  /** Days until the TLS certificate ends, negative when it has; -1000 when nothing uses TLS. */
  long getCertificateDaysLeft();
}
