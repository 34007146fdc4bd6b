package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import org.ringspan.address.Transport;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.registration.Binding;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Trunk;

/** Makes the INVITE of a leg: to a registered phone over its flow, to a number over its trunk. */
@ApplicationScoped
public class LegInvites {
  @Inject private SipFactory factory;
  @Inject private ConfigurationSource configuration;

  /**
   * The INVITE, ready to be sent, without a body.
   *
   * @param route the way out to the telephone network, for a leg to a number
   * @throws IllegalStateException when there is no way to the target any more
   */
  SipServletRequest create(LiveCall call, LegPlan plan, Optional<TrunkRoute> route)
      throws ServletParseException {
    SipServletRequest invite =
        plan.target() instanceof LegTarget.RegisteredDevice(var device, var binding)
            ? toDevice(call, plan, binding)
            : overTrunk(
                call,
                plan,
                route.orElseThrow(() -> new IllegalStateException("no way to " + plan.target())));
    invite.setHeader("Allow", CallServlet.ALLOWED);
    // A call that comes back to us again and again dies of its hops (RFC 3261 section 16.6, step
    // 3).
    invite.setMaxForwards(Math.max(call.caller().invite().getMaxForwards() - 1, 0));
    return invite;
  }

  private SipServletRequest toDevice(LiveCall call, LegPlan plan, Binding binding)
      throws ServletParseException {
    ConfigurationSnapshot now = configuration.current();
    Address to = factory.createAddress("<sip:" + binding.device() + "@" + now.domain() + ">");
    SipServletRequest invite =
        factory.createRequest(call.session(), "INVITE", from(plan.shown(), now.domain()), to);
    SipURI contact = (SipURI) factory.createURI(binding.contact());
    invite.setRequestURI(contact);
    Flows.toRegistration(invite, contact, binding);
    return invite;
  }

  private SipServletRequest overTrunk(LiveCall call, LegPlan plan, TrunkRoute route)
      throws ServletParseException {
    ConfigurationSnapshot now = configuration.current();
    Trunk trunk =
        now.trunk(route.trunk())
            .orElseThrow(() -> new IllegalStateException("trunk " + route.trunk() + " is gone"));
    Peer peer =
        route
            .peer()
            .or(() -> trunk.fixedPeers().stream().findFirst())
            .orElseThrow(() -> new IllegalStateException("trunk " + trunk.name() + " has no peer"));
    SipURI uri = factory.createSipURI(route.called(), peer.address().asHost());
    uri.setPort(peer.port());
    if (trunk.transport() != Transport.UDP) {
      uri.setTransportParam(trunk.transport().parameter());
    }
    Address to =
        factory.createAddress(factory.createSipURI(route.called(), peer.address().asHost()));
    SipServletRequest invite =
        factory.createRequest(call.session(), "INVITE", from(route.shown(), now.domain()), to);
    invite.setRequestURI(uri);
    identify(invite, plan, route, now.domain());
    return invite;
  }

  /**
   * What a trunk may know beyond From: who really calls (RFC 3325), and on whose behalf the call
   * leaves (RFC 5806).
   */
  private static void identify(
      SipServletRequest invite, LegPlan plan, TrunkRoute route, String domain) {
    CallerIdentity caller = route.shown();
    caller
        .number()
        .ifPresent(
            number ->
                invite.setHeader("P-Asserted-Identity", "<sip:" + number + "@" + domain + ">"));
    if (caller.isPrivate()) {
      invite.setHeader("Privacy", "id");
    }
    // rfc5806#section-4.1: "The first Diversion header [...] is the most recent": they are added
    // from the newest to the oldest.
    plan.diversions()
        .reversed()
        .forEach(
            diversion ->
                invite.addHeader(
                    "Diversion",
                    "<sip:%s@%s>;reason=%s"
                        .formatted(diversion.number(), domain, diversion.reason().token())));
  }

  // rfc3323#section-4.1.1.3: a From that withholds the caller is "Anonymous"
  // <sip:anonymous@anonymous.invalid>.
  private Address from(CallerIdentity caller, String domain) throws ServletParseException {
    if (caller.isPrivate() || caller.number().isEmpty()) {
      return factory.createAddress("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
    }
    Address from = factory.createAddress(factory.createSipURI(caller.number().get(), domain));
    if (!caller.displayName().isEmpty()) {
      from.setDisplayName(caller.displayName());
    }
    return from;
  }
}
