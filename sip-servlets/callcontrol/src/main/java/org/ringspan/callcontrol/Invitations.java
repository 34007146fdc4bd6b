package org.ringspan.callcontrol;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import org.jboss.logging.Logger;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.LegSilent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.media.MediaException;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.TrunkRoute;

/**
 * The INVITEs of a call. Each takes what its leg needs first: a line of a telephone, a channel of a
 * trunk, media; what is missing the call is told.
 */
final class Invitations {
  private static final Logger LOG = Logger.getLogger(Invitations.class);

  private static final Duration TRUNK_SILENCE = CallSetting.TRUNK_SILENCE.seconds();

  private final LiveCall call;
  private final CallEnvironment environment;
  private final LinkDialog others;
  private final CallMedia media;
  private final LegChannels channels;
  private final HuntSeats seats;
  private final List<Future<?>> awaited = new ArrayList<>();

  Invitations(LiveCall call, CallEnvironment environment, LinkDialog others, CallMedia media) {
    this.call = call;
    this.environment = environment;
    this.others = others;
    this.media = media;
    this.channels = new LegChannels(environment.channels());
    this.seats =
        new HuntSeats(
            environment.reach()::takeLine,
            environment.reach()::takeSlot,
            environment.reach()::release);
  }

  /** The lines that its legs ring at. */
  HuntSeats seats() {
    return seats;
  }

  /** A leg is over: its trunk has a free channel more. */
  void freeChannel(LegId leg) {
    channels.release(leg);
  }

  /** Sends an INVITE, or tells the call why there is none. */
  void invite(
      LegId leg, LegPlan plan, Optional<TrunkRoute> route, Optional<SessionDescription> offer)
      throws IOException, ServletParseException {
    Optional<CallTransfers.Place> place = call.transfers().place(plan.target());
    if (place.isPresent()) {
      // It is asked for an offer, as all are that a call moves to.
      others.invite(leg, place.get().call(), place.get().from());
      return;
    }
    media.encrypt(leg, encryption(plan, route));
    Optional<LegNotInvited.Why> taken = seats.take(leg, plan, call.claims());
    if (taken.isPresent()) {
      media.leave(leg);
      call.post(new LegNotInvited(leg, taken.get()));
      return;
    }
    if (route.isPresent() && !channels.reserve(leg, route.get().trunk())) {
      media.leave(leg);
      call.post(new LegNotInvited(leg, LegNotInvited.Why.NO_FREE_CHANNEL));
      return;
    }
    boolean sent = false;
    try {
      SipServletRequest invite = environment.invites().create(call, plan, route);
      Bodies.put(offer, invite);
      if (offer.isPresent()) {
        // Without our offer a reliable 18x would bring one, and its PRACK the caller's answer,
        // which
        // we don't have yet.
        invite.setHeader("Supported", "100rel");
      }
      SessionHeaders.ask(invite);
      Party party = call.join(leg, invite);
      party.sessions().sent(offer);
      if (plan.userControl().isPresent() || plan.midCall().isPresent()) {
        party.keys().want();
      }
      call.rings(leg, plan.target());
      call.report().send(leg, invite);
      sent = true;
    } finally {
      if (!sent) {
        channels.release(leg);
        media.leave(leg);
      }
    }
  }

  /** The same with an offer of our own media. */
  void inviteToEngine(LegId leg, LegPlan plan, Optional<TrunkRoute> route)
      throws IOException, ServletParseException {
    SessionDescription offer;
    media.encrypt(leg, encryption(plan, route));
    try {
      offer = media.offer(leg);
    } catch (MediaException e) {
      LOG.warnf("call %s: there is no media for %s: %s", call.id(), leg, e.getMessage());
      call.post(
          new LegNotInvited(
              leg,
              media.isEncrypted(leg)
                  ? LegNotInvited.Why.NO_ENCRYPTION
                  : LegNotInvited.Why.NO_MEDIA));
      return;
    }
    invite(leg, plan, route, Optional.of(offer));
  }

  /** A plan is of one way to its target already. */
  private static MediaEncryption encryption(LegPlan plan, Optional<TrunkRoute> route) {
    return route.map(TrunkRoute::encryption).orElseGet(() -> plan.target().encryption(0));
  }

  /** The call is told when nothing at all is heard of a leg. */
  void await(LegId leg) {
    Optional<Party> invited = call.partyIfAny(leg);
    if (invited.isEmpty()) {
      // The INVITE wasn't sent, and the call is told so.
      return;
    }
    Party party = invited.get();
    awaited.add(
        environment
            .timers()
            .start(
                TRUNK_SILENCE,
                () -> {
                  if (party.isSilent()) {
                    call.post(new LegSilent(leg));
                  }
                }));
  }

  /** The call is over: nothing is waited for, and its channels are free. */
  void release() {
    awaited.forEach(timer -> timer.cancel(false));
    awaited.clear();
    channels.releaseAll();
  }
}
