package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.ANSWER_TOO_LATE;
import static org.ringspan.call.TimerId.Kind.ANSWER_TOO_SOON;
import static org.ringspan.call.TimerId.Kind.DELAY_BEFORE_RINGING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AwaitResponse;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.InviteToEngine;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.RouteRedirect;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.ExchangeEvent;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.LegRedirected;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.LegSilent;
import org.ringspan.call.CallEvent.MediaEvent;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RedirectRouted;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.LegState.Cancelling;
import org.ringspan.call.LegState.Gone;
import org.ringspan.call.LegState.HangingUp;
import org.ringspan.call.LegState.Inviting;
import org.ringspan.call.LegState.Joined;
import org.ringspan.call.LegState.Redirecting;
import org.ringspan.call.LegState.Waiting;
import org.ringspan.call.confirm.Confirmation;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.reach.AnswerWindow;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.TrunkRoute;

/**
 * One leg of a call from its plan to its end. It knows nothing of the other legs; what it signals,
 * the call decides upon. An event that changes nothing where the leg stands gives no step.
 *
 * <p>Voicemail avoidance by timer is here (design guide page 21-57): an answer before "answer too
 * soon" and a leg still silent at "answer too late" clear this leg only. Both count from our INVITE
 * to the leg (D6).
 *
 * <p>A leg to a number has routes. When one fails ({@link NextRoute}), has no free channel or stays
 * silent, the next is tried: "too soon" then counts from the new INVITE, "too late" from the first.
 */
final class LegTransitions {
  private static final int REQUEST_PENDING = 491;
  private static final int NO_SUCH_CALL = 481;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int BUSY_HERE = 486;
  private static final int DECLINE = 603;

  private LegTransitions() {}

  /**
   * A leg begins: it waits for its delay, or is invited at once. A leg that does not ring is no leg
   * of the call.
   */
  static Optional<LegStep> begin(LegId leg, LegPlan plan, Optional<SessionDescription> offer) {
    return switch (plan.decision()) {
      case DontRing dontRing -> Optional.empty();
      case Ring(var after) when after.isZero() -> Optional.of(invite(leg, plan, offer));
      case Ring(var after) -> {
        TimerId delay = new TimerId(DELAY_BEFORE_RINGING, leg);
        yield Optional.of(step(new Waiting(plan), new StartTimer(delay, after)));
      }
    };
  }

  /** An event from or about this leg. */
  static Optional<LegStep> on(
      LegId leg, LegState state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (state) {
      // Nothing was sent to it that it could answer.
      case Waiting waiting -> Optional.empty();
      case Inviting inviting -> inviting(leg, inviting, event, offer);
      case Redirecting redirecting -> redirecting(leg, redirecting, event, offer);
      case Joined joined -> joined(leg, joined, event);
      case Cancelling cancelling -> cancelling(leg, cancelling, event, offer);
      case HangingUp hangingUp -> hangingUp(leg, hangingUp, event, offer);
      case Gone gone -> gone(leg, gone, event, offer);
      case Confirming confirming -> Confirmation.on(leg, confirming, event, offer);
    };
  }

  /** A timer of this leg has run out. */
  static Optional<LegStep> onTimer(
      LegId leg, LegState state, TimerId.Kind timer, Optional<SessionDescription> offer) {
    return switch (state) {
      case Waiting(var plan) when timer == DELAY_BEFORE_RINGING ->
          Optional.of(invite(leg, plan, offer));
      case Inviting inviting when timer == ANSWER_TOO_SOON && inviting.tooSoon() ->
          Optional.of(step(inviting.notTooSoon()));
      case Inviting inviting when timer == ANSWER_TOO_LATE ->
          Optional.of(
              new LegStep(
                  new Cancelling(Reason.ANSWERED_TOO_LATE),
                  concat(
                      concat(stopTooSoon(leg, inviting), leaveEngine(leg, inviting)),
                      new CancelLeg(leg, Reason.ANSWERED_TOO_LATE)),
                  new LegStep.Lost(480)));
      case Confirming confirming -> Confirmation.onTimer(leg, confirming, timer, offer);
      case LegState stale -> Optional.empty();
    };
  }

  private static Optional<LegStep> inviting(
      LegId leg, Inviting state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      case LegRinging(var party, var earlyMedia) ->
          Optional.of(
              new LegStep(
                  state.hearing(
                      state.meetsEngine()
                          ? earlyMedia
                          : forCaller(state.plan(), earlyMedia, offer)),
                  List.of(),
                  new LegStep.Rings()));
      case LegAnswered answered when state.tooSoon() ->
          Optional.of(notCounting(leg, state, Reason.ANSWERED_TOO_SOON, 480, answered, offer));
      case LegAnswered answered when state.plan().userControl().isPresent() ->
          Optional.of(
              Confirmation.begin(
                  leg,
                  state.plan(),
                  state.plan().userControl().get(),
                  answered.session().or(state::earlyMedia),
                  offer));
      case LegAnswered answered when state.plan().anchored() ->
          Optional.of(anchored(leg, state, answered, offer));
      case LegAnswered answered -> {
        // A phone may have said it all in its 183 and leave it out of the 200.
        Optional<SessionDescription> media =
            forCaller(state.plan(), answered.session(), offer).or(state::earlyMedia);
        // rfc3261#section-13.2.1: "If the initial offer is in an INVITE, the answer MUST be in a
        // reliable non-failure message": a 200 without one would be a call that nobody hears.
        yield offer.isPresent() && media.isEmpty()
            ? Optional.of(notCounting(leg, state, Reason.BROKEN, 500, answered, offer))
            : Optional.of(
                new LegStep(
                    new Joined(state.plan().audioOnly()),
                    stopAnswerTimers(leg, state),
                    new LegStep.Answers(media)));
      }
      case LegFailed(var party, var status)
          when status == DECLINE && state.plan().declinesEverywhere() ->
          Optional.of(
              new LegStep(
                  new Gone(),
                  leaving(leg, state),
                  state
                      .plan()
                      .seat()
                      .<LegStep.Signal>map(seat -> new LegStep.MemberOut(seat, status))
                      .orElseGet(() -> new LegStep.DeclinesEverywhere(status))));
      case LegFailed(var party, var status) ->
          Optional.of(
              NextRoute.isTriedAfter(status, state.rang(), state.plan().target())
                  ? goesOnOrLost(leg, state, new Gone(), List.of(), offer, status)
                  : lost(leg, state, status));
      // A phone of ours forwards its calls by itself; what a trunk says so is no order to us: the
      // leg has failed.
      case LegRedirected(var party, var status, var target) when state.holdsChannel() ->
          Optional.of(lost(leg, state, status));
      // Where a member of a hunt group forwards is for the member's own calls.
      case LegRedirected(var party, var status, var target) when state.plan().seat().isPresent() ->
          Optional.of(lost(leg, state, status));
      case LegRedirected(var party, var status, var target) ->
          Optional.of(
              new LegStep(
                  new Redirecting(status),
                  concat(leaving(leg, state), new RouteRedirect(leg, state.plan(), target)),
                  new LegStep.Nothing()));
      case RedirectRouted unexpected -> Optional.empty();
      // Better a call without keys than none.
      case LegNotInvited(var party, var why)
          when why == LegNotInvited.Why.NO_MEDIA
              && state.plan().userControl().isEmpty()
              && !state.plan().target().isEncrypted() ->
          Optional.of(withoutEngine(leg, state, offer));
      case LegNotInvited(var party, var why)
          when why == LegNotInvited.Why.MEMBER_BUSY && state.plan().seat().isPresent() ->
          Optional.of(
              new LegStep(
                  new Gone(),
                  leaving(leg, state),
                  new LegStep.MemberOut(state.plan().seat().get(), BUSY_HERE)));
      case LegNotInvited(var party, var why) when why == LegNotInvited.Why.TOO_MANY_CALLS ->
          Optional.of(lost(leg, state, BUSY_HERE));
      case LegNotInvited notInvited ->
          Optional.of(goesOnOrLost(leg, state, new Gone(), List.of(), offer, SERVICE_UNAVAILABLE));
      case LegSilent silent when hasNextRoute(leg, state.plan()) ->
          Optional.of(
              goesOnOrLost(
                  leg,
                  state,
                  new Cancelling(Reason.ROUTE_SILENT),
                  List.of(new CancelLeg(leg, Reason.ROUTE_SILENT)),
                  offer,
                  REQUEST_TIMEOUT));
      // The last route is waited for as long as its transaction lives.
      case LegSilent silent -> Optional.empty();
      case PartyCleared unexpected -> Optional.empty();
      // rfc3261#section-15: "The callee's UA [...] MUST NOT send a BYE on early dialogs."
      case HungUp unexpected -> Optional.empty();
      case ExchangeEvent early -> refuseReoffer(leg, state, early, REQUEST_PENDING);
      case MediaEvent early -> Optional.empty();
    };
  }

  /** The same attempt with the caller's media. Its timers run already. */
  private static LegStep withoutEngine(
      LegId leg, Inviting state, Optional<SessionDescription> offer) {
    LegPlan plan = state.plan().notAnchored();
    LegStep again = invite(leg, plan, offer);
    return new LegStep(
        new Inviting(plan, state.tooSoon(), false, Optional.empty()),
        again.effects().stream().filter(effect -> !(effect instanceof StartTimer)).toList(),
        again.signal());
  }

  /** The leg has answered, and goes on talking with the engine. */
  private static LegStep anchored(
      LegId leg, Inviting state, LegAnswered answer, Optional<SessionDescription> offer) {
    Optional<SessionDescription> described = answer.session().or(state::earlyMedia);
    MediaEncryption encryption = state.plan().target().encryption(leg.attempt());
    if (described.flatMap(media -> AudioDescription.of(media, encryption)).isEmpty()) {
      return notCounting(leg, state, Reason.BROKEN, 500, answer, offer);
    }
    return new LegStep(
        Joined.anchored(state.plan()),
        concat(stopAnswerTimers(leg, state), new ConnectToEngine(leg, described, offer.isEmpty())),
        new LegStep.Answers(Optional.empty()));
  }

  /** The phone is out; whom it redirects to rings instead of it. */
  private static Optional<LegStep> redirecting(
      LegId leg, Redirecting state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      case RedirectRouted(var party, var legs) ->
          Optional.of(
              new LegStep(
                  new Gone(),
                  List.of(),
                  legs.isEmpty()
                      ? new LegStep.Lost(state.status())
                      : new LegStep.Redirects(legs, state.status())));
      case LegAnswered late ->
          Optional.of(
              new LegStep(
                  new HangingUp(),
                  hangUp(leg, Reason.ANSWERED_TOO_LATE, rejecting(late.session(), offer)).effects(),
                  new LegStep.Lost(state.status())));
      case ExchangeEvent early -> refuseReoffer(leg, state, early, NO_SUCH_CALL);
      case LegRinging late -> Optional.empty();
      case LegFailed late -> Optional.empty();
      case LegRedirected again -> Optional.empty();
      case LegNotInvited late -> Optional.empty();
      case LegSilent late -> Optional.empty();
      case HungUp unexpected -> Optional.empty();
      case PartyCleared unexpected -> Optional.empty();
      case MediaEvent late -> Optional.empty();
    };
  }

  /** Only while the caller has not acknowledged: after that, the conversation takes its events. */
  private static Optional<LegStep> joined(LegId leg, Joined state, PartyEvent event) {
    return switch (event) {
      case ExchangeEvent early -> refuseReoffer(leg, state, early, REQUEST_PENDING);
      // The conversation asks for it before the leg does.
      case HungUp hungUp -> Optional.empty();
      case PartyCleared unexpected -> Optional.empty();
      case LegRinging late -> Optional.empty();
      case LegAnswered again -> Optional.empty();
      case LegFailed late -> Optional.empty();
      case LegRedirected late -> Optional.empty();
      case RedirectRouted late -> Optional.empty();
      case LegNotInvited late -> Optional.empty();
      case LegSilent late -> Optional.empty();
      case MediaEvent late -> Optional.empty();
    };
  }

  private static Optional<LegStep> cancelling(
      LegId leg, Cancelling state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      // rfc3261#section-9.1: the 2xx may have crossed our CANCEL; the dialog it made must be ended
      // by BYE (section 15).
      case LegAnswered answered ->
          Optional.of(hangUp(leg, state.reason(), rejecting(answered.session(), offer)));
      case LegFailed failed -> Optional.of(step(new Gone()));
      case LegRedirected redirected -> Optional.of(step(new Gone()));
      case RedirectRouted late -> Optional.empty();
      case LegNotInvited notInvited -> Optional.of(step(new Gone()));
      case ExchangeEvent early -> refuseReoffer(leg, state, early, REQUEST_PENDING);
      case LegRinging still -> Optional.empty();
      case LegSilent still -> Optional.empty();
      case HungUp unexpected -> Optional.empty();
      case PartyCleared unexpected -> Optional.empty();
      case MediaEvent late -> Optional.empty();
    };
  }

  private static Optional<LegStep> hangingUp(
      LegId leg, HangingUp state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      case ReofferAnswered late -> Optional.of(acknowledging(leg, state, late, offer));
      case PartyCleared cleared -> Optional.of(step(new Gone()));
      // Both sent BYE at once: the other's has ended the dialog.
      case HungUp hungUp -> Optional.of(step(new Gone()));
      case ExchangeEvent late -> refuseReoffer(leg, state, late, NO_SUCH_CALL);
      case LegRinging late -> Optional.empty();
      case LegAnswered again -> Optional.empty();
      case LegFailed late -> Optional.empty();
      case LegRedirected late -> Optional.empty();
      case RedirectRouted late -> Optional.empty();
      case LegNotInvited late -> Optional.empty();
      case LegSilent late -> Optional.empty();
      case MediaEvent late -> Optional.empty();
    };
  }

  private static Optional<LegStep> gone(
      LegId leg, Gone state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      // rfc3261#section-13.2.2.4: a 2xx that comes after we gave the leg up still makes a dialog,
      // which is acknowledged and ended.
      case LegAnswered answered ->
          Optional.of(hangUp(leg, Reason.ANSWERED_TOO_LATE, rejecting(answered.session(), offer)));
      case ReofferAnswered late -> Optional.of(acknowledging(leg, state, late, offer));
      case ExchangeEvent late -> refuseReoffer(leg, state, late, NO_SUCH_CALL);
      case LegRinging late -> Optional.empty();
      case LegFailed late -> Optional.empty();
      case LegRedirected late -> Optional.empty();
      case RedirectRouted late -> Optional.empty();
      case LegNotInvited late -> Optional.empty();
      case LegSilent late -> Optional.empty();
      case HungUp late -> Optional.empty();
      case PartyCleared late -> Optional.empty();
      case MediaEvent late -> Optional.empty();
    };
  }

  /** The call takes the leg out. */
  static LegStep withdraw(LegId leg, LegState state, Reason reason) {
    return switch (state) {
      case Waiting waiting ->
          step(new Gone(), new StopTimer(new TimerId(DELAY_BEFORE_RINGING, leg)));
      case Inviting inviting ->
          new LegStep(
              new Cancelling(reason),
              concat(leaving(leg, inviting), new CancelLeg(leg, reason)),
              new LegStep.Nothing());
      case Redirecting redirecting -> step(new Gone());
      case Joined joined when joined.anchored() ->
          step(new HangingUp(), new LeaveEngine(leg), new HangUp(leg, reason));
      case Joined joined -> step(new HangingUp(), new HangUp(leg, reason));
      case Cancelling cancelling -> step(cancelling);
      case HangingUp hangingUp -> step(hangingUp);
      case Gone gone -> step(gone);
      case Confirming confirming -> Confirmation.withdraw(leg, confirming, reason);
    };
  }

  private static LegStep invite(LegId leg, LegPlan plan, Optional<SessionDescription> offer) {
    List<CallEffect> effects = new ArrayList<>();
    List<TrunkRoute> routes = plan.target().routes();
    LegPlan way = plan.by(leg.attempt());
    Optional<TrunkRoute> route =
        routes.isEmpty() ? Optional.empty() : Optional.of(routes.get(leg.attempt()));
    effects.add(
        (plan.anchored() || plan.userControl().isPresent()) && offer.isPresent()
            ? new InviteToEngine(leg, way, route)
            : new InviteLeg(
                leg,
                way,
                route,
                plan.audioOnly() ? offer.map(SessionDescription::audioOnly) : offer));
    boolean tooSoon = false;
    if (plan.window().isPresent()) {
      AnswerWindow window = plan.window().get();
      tooSoon = !window.tooSoon().isZero();
      if (tooSoon) {
        effects.add(new StartTimer(new TimerId(ANSWER_TOO_SOON, leg), window.tooSoon()));
      }
      if (leg.attempt() == 0) {
        effects.add(new StartTimer(new TimerId(ANSWER_TOO_LATE, leg), window.tooLate()));
      }
    }
    if (hasNextRoute(leg, plan)) {
      effects.add(new AwaitResponse(leg));
    }
    return new LegStep(
        new Inviting(plan, tooSoon, false, Optional.empty()), effects, new LegStep.Nothing());
  }

  /** What a leg has described, as the caller is told it: an answer to the caller's offer. */
  private static Optional<SessionDescription> forCaller(
      LegPlan plan,
      Optional<SessionDescription> described,
      Optional<SessionDescription> callersOffer) {
    if (!plan.audioOnly()) {
      return described;
    }
    Optional<SessionDescription> audio = described.map(SessionDescription::audioOnly);
    return callersOffer.isPresent()
        ? audio.map(media -> media.answering(callersOffer.get()))
        : audio;
  }

  private static boolean hasNextRoute(LegId leg, LegPlan plan) {
    return leg.attempt() + 1 < plan.target().ways();
  }

  /**
   * This attempt is out. If there is another route it is tried, else the leg is lost.
   *
   * @param out where this attempt stands now
   * @param first what to do for it
   */
  private static LegStep goesOnOrLost(
      LegId leg,
      Inviting state,
      LegState out,
      List<CallEffect> first,
      Optional<SessionDescription> offer,
      int status) {
    if (!hasNextRoute(leg, state.plan())) {
      return lost(leg, state, status);
    }
    LegStep next = invite(leg.next(), state.plan(), offer);
    List<CallEffect> effects = new ArrayList<>(stopTooSoon(leg, state));
    effects.addAll(leaveEngine(leg, state));
    effects.addAll(first);
    effects.addAll(next.effects());
    return new LegStep(out, effects, new LegStep.GoesOn((Inviting) next.state()));
  }

  private static LegStep lost(LegId leg, Inviting state, int status) {
    return new LegStep(new Gone(), leaving(leg, state), new LegStep.Lost(status));
  }

  /** The leg has answered, but not as it should: it is out. */
  private static LegStep notCounting(
      LegId leg,
      Inviting state,
      Reason reason,
      int status,
      LegAnswered answer,
      Optional<SessionDescription> offer) {
    List<CallEffect> effects = new ArrayList<>(leaving(leg, state));
    LegStep out = hangUp(leg, reason, rejecting(answer.session(), offer));
    effects.addAll(out.effects());
    return new LegStep(out.state(), effects, new LegStep.Lost(status));
  }

  private static LegStep hangUp(LegId leg, Reason reason, Optional<SessionDescription> answer) {
    return step(new HangingUp(), new Acknowledge(leg, answer), new HangUp(leg, reason));
  }

  /**
   * What the ACK of a 2xx must carry that leads to nothing.
   *
   * <p>rfc3261#section-13.2.2.4: "If the 2xx contains an offer (based on the rules above), the ACK
   * MUST carry an answer in its body."
   */
  private static Optional<SessionDescription> rejecting(
      Optional<SessionDescription> answer, Optional<SessionDescription> offer) {
    return offer.isPresent() ? Optional.empty() : answer.map(SessionDescription::rejected);
  }

  /** A re-INVITE of ours was answered while its sender was on the way out. */
  private static LegStep acknowledging(
      LegId leg, LegState state, ReofferAnswered answer, Optional<SessionDescription> offer) {
    return step(state, new Acknowledge(leg, rejecting(answer.session(), offer)));
  }

  /** A leg that isn't a party of a conversation negotiates nothing. */
  private static Optional<LegStep> refuseReoffer(
      LegId leg, LegState state, ExchangeEvent event, int status) {
    return switch (event) {
      case Reoffered reoffered -> Optional.of(step(state, new RefuseReoffer(leg, status)));
      case ReofferAnswered unexpected -> Optional.empty();
      case ReofferRefused unexpected -> Optional.empty();
      case Acknowledged late -> Optional.empty();
      case NeverAcknowledged late -> Optional.empty();
    };
  }

  private static List<CallEffect> stopTooSoon(LegId leg, Inviting state) {
    return state.tooSoon() ? List.of(new StopTimer(new TimerId(ANSWER_TOO_SOON, leg))) : List.of();
  }

  private static List<CallEffect> stopAnswerTimers(LegId leg, Inviting state) {
    return state.plan().window().isPresent()
        ? concat(stopTooSoon(leg, state), new StopTimer(new TimerId(ANSWER_TOO_LATE, leg.first())))
        : List.of();
  }

  /** What a leg has to be rid of that is out. */
  private static List<CallEffect> leaving(LegId leg, Inviting state) {
    return concat(stopAnswerTimers(leg, state), leaveEngine(leg, state));
  }

  /** A leg that was offered the engine's media and is out needs them no more. */
  private static List<CallEffect> leaveEngine(LegId leg, Inviting state) {
    return state.meetsEngine() ? List.of(new LeaveEngine(leg)) : List.of();
  }

  private static List<CallEffect> concat(List<CallEffect> first, List<CallEffect> then) {
    List<CallEffect> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  private static List<CallEffect> concat(List<CallEffect> first, CallEffect then) {
    List<CallEffect> all = new ArrayList<>(first);
    all.add(then);
    return all;
  }

  private static LegStep step(LegState state, CallEffect... effects) {
    return new LegStep(state, List.of(effects), new LegStep.Nothing());
  }
}
