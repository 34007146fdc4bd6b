package org.ringspan.callcontrol;

import java.util.Optional;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.sip.container.api.Flow;
import org.ringspan.sip.container.api.OutboundFlow;

/**
 * Which requests must go over the flow of an earlier one instead of to the address they name: those
 * to phones behind a connection or a NAT (RFC 5626 section 5.3).
 */
final class Flows {
  private static final int DEFAULT_PORT = 5060;

  private Flows() {}

  /** A call to a registered phone goes the way its registration came. */
  static void toRegistration(SipServletRequest invite, SipURI contact, Binding binding) {
    org.ringspan.registration.Flow flow = binding.flow();
    if (flow.transport() != Transport.UDP || !names(contact, flow.address(), flow.port())) {
      OutboundFlow.attach(
          invite, new Flow(flow.transport().parameter(), flow.address(), flow.port()));
    }
  }

  /** Our requests in a caller's dialog go the way its INVITE came. */
  static void backToCaller(SipServletRequest invite) {
    Flow flow = Flow.of(invite);
    if (flow.connection()
        || !contactOf(invite)
            .map(at -> names(at, flow.remoteAddress(), flow.remotePort()))
            .orElse(false)) {
      OutboundFlow.attach(invite, flow);
    }
  }

  private static Optional<SipURI> contactOf(SipServletRequest invite) {
    try {
      return invite.getAddressHeader("Contact") != null
              && invite.getAddressHeader("Contact").getURI() instanceof SipURI contact
          ? Optional.of(contact)
          : Optional.empty();
    } catch (ServletParseException e) {
      // A Contact that can't be read is no address; the flow is.
      return Optional.empty();
    }
  }

  private static boolean names(SipURI contact, String address, int port) {
    return contact.getHost().equals(address)
        && (contact.getPort() > 0 ? contact.getPort() : DEFAULT_PORT) == port;
  }
}
