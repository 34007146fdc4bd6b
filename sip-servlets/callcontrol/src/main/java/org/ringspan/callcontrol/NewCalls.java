package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.access.AccessDialogue;
import org.ringspan.access.MobilityDialogue;
import org.ringspan.address.DeviceName;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.voice.VoiceEvent.AnsweredByServer;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;

/**
 * A call arrives:
 *
 * <ol>
 *   <li>who sends it is told, or asked for ({@link Senders});
 *   <li>what it brings is understood: an SDP offer or nothing;
 *   <li>whether it takes the place of a call that there is ({@link DeskPickups});
 *   <li>what it calls is a number or name of ours, or one that may be called from here;
 *   <li>the rules plan it, and it begins to live.
 * </ol>
 */
@ApplicationScoped
public class NewCalls {
  private static final Logger LOG = Logger.getLogger(NewCalls.class);

  @Inject private Senders senders;
  @Inject private Addressing addressing;
  @Inject private IncomingNumbers numbers;
  @Inject private ReachService reach;
  @Inject private ConfigurationSource configuration;
  @Inject private LiveCalls liveCalls;
  @Inject private CallMoves moves;
  @Inject private DeskPickups pickups;
  @Inject private MobilityKey mobility;
  @Inject private CallMeters meters;
  private final Clock clock = Clock.systemUTC();

  void arrive(SipServletRequest invite) throws IOException {
    Optional<CallOrigin> origin = senders.senderOf(invite);
    if (origin.isEmpty()) {
      return;
    }
    if (Bodies.unsupported(invite)) {
      SipServletResponse refusal =
          invite.createResponse(SipServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      refusal.setHeader("Accept", "application/sdp");
      refusal.send();
      return;
    }
    if (SessionHeaders.POLICY.refuses(SessionHeaders.of(invite))) {
      SessionHeaders.refusal(invite).send();
      return;
    }
    if (DeskPickups.replaces(invite)) {
      pickups.byName(invite, origin.get());
      return;
    }
    Optional<String> called = addressing.calledBy(invite);
    if (called.isEmpty()) {
      invite.createResponse(SipServletResponse.SC_NOT_FOUND).send();
      return;
    }
    if (origin.get() instanceof CallOrigin.FromDevice(var device)
        && moves.pickupCode().equals(called)) {
      pickups.byCode(invite, device);
      return;
    }
    if (origin.get() instanceof CallOrigin.FromDevice(var device)
        && mobility.code().equals(called)) {
      mobility(invite, origin.get(), device, called.get());
      return;
    }
    IncomingCall call =
        numbers.ours(
            new IncomingCall(
                origin.get(),
                called.get(),
                CallerIdentities.of(invite, origin.get()),
                addressing.instanceCalledBy(invite),
                PastDiversions.of(invite, origin.get()),
                Bodies.session(invite).map(SessionDescription::hasAudio).orElse(true)));
    switch (reach.route(call)) {
      case RoutingDecision.Refuse(var why, int status, var detail, var considered) -> {
        LOG.debugf("call refused: %s %s", why, detail);
        meters.refused(why);
        invite.createResponse(status).send();
      }
      case RoutingDecision.Place(var plan) ->
          begin(invite, call, plan, new CallPlaced(plan, Bodies.session(invite)));
      case RoutingDecision.Retrieve(var number, var plan) -> {
        reach.release(plan.claims());
        if (call.origin() instanceof CallOrigin.FromDevice(var device)) {
          pickups.parked(invite, device, number);
        } else {
          invite.createResponse(SipServletResponse.SC_NOT_FOUND).send();
        }
      }
      case RoutingDecision.ParkAt park ->
          invite.createResponse(SipServletResponse.SC_FORBIDDEN).send();
      case RoutingDecision.Access access ->
          begin(
              invite,
              call,
              access.plan(),
              new AnsweredByServer(
                  access.plan(), AccessDialogue.begin(access, call), Bodies.session(invite)));
    }
  }

  /** A telephone dials its mobility key: the server answers, and says what became of it. */
  private void mobility(
      SipServletRequest invite, CallOrigin origin, DeviceName device, String called)
      throws IOException {
    IncomingCall call = new IncomingCall(origin, called, CallerIdentities.of(invite, origin));
    ReachPlan plan =
        new ReachPlan(called, Optional.empty(), call.caller(), List.of(), ForwardPlan.nowhere())
            .encrypted(configuration.current().encryptionOf(device));
    begin(
        invite,
        call,
        plan,
        new AnsweredByServer(plan, MobilityDialogue.begin(device), Bodies.session(invite)));
  }

  private void begin(
      SipServletRequest invite, IncomingCall call, ReachPlan plan, CallEvent beginning)
      throws IOException {
    HeldClaims claims = new HeldClaims(plan, reach::release);
    try {
      begin(invite, call, plan, beginning, claims);
    } catch (IOException | RuntimeException e) {
      claims.release();
      throw e;
    }
  }

  private void begin(
      SipServletRequest invite,
      IncomingCall call,
      ReachPlan plan,
      CallEvent beginning,
      HeldClaims claims)
      throws IOException {
    // The call decides when its session ends; it must not run out under a long call.
    invite.getApplicationSession().setExpires(0);
    Flows.backToCaller(invite);
    liveCalls.begin(invite, clock.instant(), call, plan, claims).post(beginning);
  }
}
