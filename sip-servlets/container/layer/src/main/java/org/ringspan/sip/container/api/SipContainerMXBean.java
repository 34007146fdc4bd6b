package org.ringspan.sip.container.api;

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

  /** Messages received that the stack recognised as retransmissions. */
  long getRetransmissions();

  /**
   * Requests the container refused by itself: malformed, no application attached, or the
   * application is stopping.
   */
  long getRejected();

  /**
   * Messages thrown away unanswered: those that can't be answered, and datagrams that came while
   * too many others of their call waited.
   */
  long getDropped();

  /** Receivers that died and were started again. */
  long getReceiverRestarts();

  /** Whether an application is attached and new calls are accepted. */
  boolean isAccepting();

  /** Days until the TLS certificate ends, negative when it has; -1000 when nothing uses TLS. */
  long getCertificateDaysLeft();
}
