package org.ringspan.sip.container.api;

import org.jspecify.annotations.Nullable;

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

  /**
   * Shows the messages that pass to a tap, in place of whoever saw them before; null for nobody,
   * which is how it begins. Without a tap a message costs one look at a field.
   */
  void tap(@Nullable SipTap tap);

  /**
   * Says who must be at the other end of connections that are opened over TLS, until the
   * application is detached; null: anybody whose certificate is trusted, which is how it begins.
   */
  void expect(@Nullable PeerNames names);

  /** The figures that are also visible over JMX. */
  SipContainerMXBean statistics();
}
