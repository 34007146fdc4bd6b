package org.ringspan.sip.container.api;

/**
 * The running container, for what an application must tell it. Found as a CDI bean in an attached
 * application.
 */
public interface SipContainer {
  /**
   * Answers requests outside dialogs with 503 and Retry-After from now on; dialogs go on. It can't
   * be undone for the application that is attached: it is the first step of stopping it.
   */
  void stopAcceptingNewCalls();

  /** Whether requests outside dialogs reach an application. */
  boolean accepting();

  /** The figures that are also visible over JMX. */
  SipContainerMXBean statistics();
}
