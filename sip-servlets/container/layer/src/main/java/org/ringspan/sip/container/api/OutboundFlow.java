package org.ringspan.sip.container.api;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a session sends over a given flow instead of resolving its Request-URI or route set
 * (RFC 5626 section 5.3). Nothing of it shows in the messages: no Route header is added.
 *
 * <p>For a call to a registered phone, attach the flow of the registration to the new request's
 * session before {@code send()}. For a call from a phone, attach {@link Flow#of} its INVITE, so
 * that BYE and re-INVITE find the way back. It holds for every later request of the session:
 * CANCEL, ACK, BYE, re-INVITE.
 */
public final class OutboundFlow {
  /** Name of the session attribute that holds the flow; forked sessions share it. */
  public static final String ATTRIBUTE = "org.ringspan.sip.flow";

  private OutboundFlow() {}

  /**
   * Sends the session's requests over the flow from now on.
   *
   * <p>A flow whose connection is gone isn't noticed here; the request then fails as any request to
   * an address that refuses connections: {@code send()} throws {@link java.io.IOException} or a 503
   * or 408 response is delivered.
   *
   * @throws IllegalStateException if the session has been invalidated
   */
  public static void attach(SipSession session, Flow flow) {
    session.setAttribute(ATTRIBUTE, flow);
  }

  /**
   * Shorthand for {@link #attach(SipSession, Flow)} with the request's session.
   *
   * @throws IllegalStateException if the session has been invalidated
   */
  public static void attach(SipServletRequest request, Flow flow) {
    attach(request.getSession(), flow);
  }

  /**
   * The flow attached to a session.
   *
   * @return null if none is
   * @throws IllegalStateException if the session has been invalidated
   */
  public static @Nullable Flow of(SipSession session) {
    return session.getAttribute(ATTRIBUTE) instanceof Flow flow ? flow : null;
  }
}
