package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.registration.Binding;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkStates;

/** Makes the INVITE of a leg: to a registered phone over its flow, to a number over its trunk. */
@ApplicationScoped
public class LegInvites {
  @Inject private SipFactory factory;
  @Inject private ConfigurationSource configuration;
  @Inject private TrunkStates states;
  @Inject private NumberingPlan numbering;
  @Inject private TraceTap traces;
  @Inject private TrunkNames names;

  /**
   * The INVITE, ready to be sent, without a body.
   *
   * @param route the way out to the telephone network, for a leg to a number
   * @throws IllegalStateException when there is no way to the target any more
   */
  SipServletRequest create(LiveCall call, LegPlan plan, Optional<TrunkRoute> route)
      throws ServletParseException {
    SipServletRequest invite =
        plan.target() instanceof LegTarget.RegisteredDevice phone
            ? toDevice(call, plan, phone.binding())
            : overTrunk(
                call,
                plan,
                route.orElseThrow(() -> new IllegalStateException("no way to " + plan.target())));
    traces.joined(call.caller().invite(), invite);
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
    Flows.toRegistration(invite, contact, binding, factory);
    return invite;
  }

  private SipServletRequest overTrunk(LiveCall call, LegPlan plan, TrunkRoute route)
      throws ServletParseException {
    names.require();
    ConfigurationSnapshot now = configuration.current();
    Trunk trunk =
        now.trunk(route.trunk())
            .orElseThrow(() -> new IllegalStateException("trunk " + route.trunk() + " is gone"));
    Peer peer =
        route
            .peer()
            .or(() -> preferred(trunk))
            .orElseThrow(() -> new IllegalStateException("trunk " + trunk.name() + " has no peer"));
    Address to =
        factory.createAddress(factory.createSipURI(route.called(), peer.address().asHost()));
    SipServletRequest invite =
        factory.createRequest(call.session(), "INVITE", from(route.shown(), now.domain()), to);
    invite.setRequestURI(TrunkUris.of(factory, route.called(), peer, trunk.transport()));
    new TrunkHeaders(trunk, numbering, now.domain()).put(invite, route.shown(), plan.diversions());
    TrunkObservations.note(invite, trunk.name(), peer);
    return invite;
  }

  /** The first peer that isn't known to be down, or the first. */
  private Optional<Peer> preferred(Trunk trunk) {
    List<Peer> peers = states.peersOf(trunk);
    return peers.stream()
        .filter(peer -> !states.isDown(trunk.name(), peer))
        .findFirst()
        .or(() -> peers.stream().findFirst());
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
