package org.ringspan.sip.container;

import gov.nist.javax.sip.stack.DefaultRouter;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.address.SipURI;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.mobicents.ext.javax.sip.dns.DNSAwareRouter;
import org.mobicents.servlet.sip.core.HopImpl;

/**
 * Finds where the stack sends a request. A flow comes to it as a Route header that the engine has
 * put on top with a mark of its own; it is taken off again, so nobody sees it. Otherwise as RFC
 * 3261 section 8.1.2 says.
 */
public final class FlowRouter implements Router {
  private final DefaultRouter usual;

  /** For the stack. */
  public FlowRouter(SipStack stack, @Nullable String outboundProxy) {
    usual = new DefaultRouter(stack, outboundProxy);
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    RouteHeader route = (RouteHeader) request.getHeader(RouteHeader.NAME);
    if (route != null
        && route.getAddress().getURI() instanceof SipURI uri
        && uri.getParameter(DNSAwareRouter.DNS_ROUTE) != null) {
      request.removeFirst(RouteHeader.NAME);
      return new HopImpl(uri.getHost(), uri.getPort(), uri.getTransportParam());
    }
    return usual.getNextHop(request);
  }

  @Override
  public @Nullable Hop getOutboundProxy() {
    return usual.getOutboundProxy();
  }

  @Override
  public ListIterator<Hop> getNextHops(Request request) {
    try {
      return List.of(getNextHop(request)).listIterator();
    } catch (SipException e) {
      return List.<Hop>of().listIterator();
    }
  }
}
