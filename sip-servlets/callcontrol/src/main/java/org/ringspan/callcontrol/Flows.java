package org.ringspan.callcontrol;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipFactory;
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

  /** IPv4, or IPv6 in brackets; anything else has to be looked up. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

  private Flows() {}

  /**
   * A call to a registered phone goes the way its registration came:
   *
   * <ol>
   *   <li>through the proxies that stay on its way, to the first of them at the address its URI
   *       names (RFC 3327 section 5.3); a name is not looked up on the call path, the proxy's
   *       REGISTER has shown where it is;
   *   <li>else over the flow of the registration, unless the Contact leads there anyway.
   * </ol>
   */
  static void toRegistration(
      SipServletRequest invite, SipURI contact, Binding binding, SipFactory factory)
      throws ServletParseException {
    for (String proxy : binding.path().reversed()) {
      invite.pushRoute((SipURI) factory.createURI(proxy));
    }
    if (!namesItsWay(contact, binding, factory)) {
      org.ringspan.registration.Flow flow = binding.flow();
      OutboundFlow.attach(
          invite, new Flow(flow.transport().parameter(), flow.address(), flow.port()));
    }
  }

  private static boolean namesItsWay(SipURI contact, Binding binding, SipFactory factory)
      throws ServletParseException {
    if (!binding.path().isEmpty()) {
      SipURI next = (SipURI) factory.createURI(binding.path().getFirst());
      return ADDRESS.matcher(next.getHost()).matches();
    }
    org.ringspan.registration.Flow flow = binding.flow();
    // A phone that tells its instance may give its GRUU as Contact of the call (rfc5627#section
    // -4.4.1): a name of ours, behind which it can only be found by its flow.
    return flow.transport() == Transport.UDP
        && binding.instance().isEmpty()
        && names(contact, flow.address(), flow.port());
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
