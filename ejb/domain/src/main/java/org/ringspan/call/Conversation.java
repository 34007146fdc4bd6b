package org.ringspan.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.RelayInfo;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.ExchangeEvent;
import org.ringspan.call.CallEvent.FeatureEvent;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange.Joining;
import org.ringspan.call.Exchange.Steady;
import org.ringspan.call.LegState.HangingUp;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.record.CallOutcome;

/**
 * Caller and winner talk, from the 200 to the first BYE. What they renegotiate meanwhile is {@link
 * Renegotiation}.
 */
final class Conversation {
  private static final int REQUEST_TERMINATED = 487;
  private static final int REQUEST_PENDING = 491;
  private static final int NOT_YET = 480;

  private Conversation() {}

  /** The caller has its 200 and we await its ACK. */
  static Transition on(Answered state, CallEvent event) {
    return switch (event) {
      case Acknowledged(var party, var answer) when party.equals(LegId.CALLER) ->
          acknowledged(state, answer);
      // rfc3261#section-13.3.1.4: "If the server retransmits the 2xx response for 64*T1 seconds
      // without receiving an ACK, the dialog is confirmed, but the session SHOULD be terminated."
      case NeverAcknowledged(var party) when party.equals(LegId.CALLER) ->
          hangUpAll(
              state.setup(),
              state.legs(),
              LegId.CALLER,
              Ending.of(
                  Reason.NOT_ACKNOWLEDGED,
                  CallOutcome.FAILED,
                  "the caller never acknowledged the answer"),
              beforeLeaving(state));
      case HungUp(var party) when party.equals(LegId.CALLER) ->
          callerLeft(
              state.setup(), state.legs(), callerHungUp(state.outcome()), beforeLeaving(state));
      case HungUp(var party) when party.equals(state.winner()) -> winnerLeft(state);
      // The CANCEL was faster than our 200: the INVITE has its 487 already.
      case CallerCancelled crossed ->
          callerLeft(state.setup(), state.legs(), callerGaveUp(), beforeLeaving(state));
      // Mostly the CANCEL was answered by 487 before our 200 could be sent: no ACK will ever come.
      case EffectFailed(AnswerCaller answer) -> answerNotSent(state);
      case EffectFailed(AnswerCallerFromEngine answer) -> answerNotSent(state);
      case MediaFailed(var party)
          when state.anchored() && (party.equals(state.winner()) || party.equals(LegId.CALLER)) ->
          hangUpAfterAck(state, broken());
      case EffectFailed(Acknowledge(var party, var answer)) when party.equals(state.winner()) ->
          hangUpAfterAck(state, broken());
      case EffectFailed bearable -> Transition.ignored(state);
      case HangUpRequested requested ->
          hangUpAfterAck(state, requested(requested, state.outcome()));
      // Both dialogs stand since their 2xx: what either sends may overtake the caller's ACK.
      case InfoReceived key when key.digit().isPresent() && state.mayKeepKey(key.party()) ->
          Transition.to(state.keepingKey(key));
      case DigitPressed key when state.mayKeepKey(key.party()) ->
          Transition.to(state.keepingKey(key));
      case InfoReceived(var party, var number, var digit) when state.anchored() ->
          Transition.to(state, new AnswerInfo(party, number, NOT_YET));
      case InfoReceived(var party, var number, var digit)
          when party.equals(LegId.CALLER) && state.ending().isEmpty() ->
          Transition.to(state, new RelayInfo(party, state.winner(), number));
      case InfoReceived(var party, var number, var digit)
          when party.equals(state.winner()) && state.ending().isEmpty() ->
          Transition.to(state, new RelayInfo(party, LegId.CALLER, number));
      case InfoReceived(var party, var number, var digit) ->
          Transition.to(state, new AnswerInfo(party, number, 481));
      case Reoffered early when state.mayKeep(early.party()) -> Transition.to(state.keeping(early));
      case Reoffered(var party, var offer, var byUpdate) when party.equals(LegId.CALLER) ->
          Transition.to(state, new RefuseReoffer(party, REQUEST_PENDING));
      case PartyEvent ofLeg -> legEvent(state, ofLeg);
      case SessionAgreed agreed -> SessionTimers.agreed(state, agreed);
      case RefreshRefused unexpected -> Transition.ignored(state);
      case TimerExpired(TimerId(var kind, var party)) when kind == TimerId.Kind.SESSION ->
          SessionTimers.expired(state, party);
      case TimerExpired stale -> Transition.ignored(state);
      case CallPlaced again -> Transition.ignored(state);
      case FeatureEvent elsewhere -> Transition.ignored(state);
    };
  }

  /** Caller and winner talk. */
  static Transition on(Talking state, CallEvent event) {
    return switch (event) {
      case HungUp(var party) when party.equals(state.calling()) -> callingLeft(state);
      case HungUp(var party) when party.equals(state.winner()) -> winnerLeft(state);
      case HangUpRequested requested -> endBoth(state, requested(requested, state.outcome()));
      case InfoReceived(var party, var number, var digit) ->
          Transition.to(
              state,
              state.isOfPair(party)
                  ? new RelayInfo(party, state.other(party), number)
                  : new AnswerInfo(party, number, 481));
      case EffectFailed(Acknowledge(var party, var answer)) when state.isOfPair(party) ->
          endBoth(state, broken());
      case EffectFailed(AnswerReoffer(var party, var session)) ->
          Renegotiation.answerNotSent(state, party);
      case EffectFailed bearable -> Transition.ignored(state);
      case ExchangeEvent ofPair when state.isOfPair(ofPair.party()) ->
          Renegotiation.on(state, ofPair);
      case PartyEvent ofLeg -> legEvent(state, ofLeg);
      case TimerExpired(TimerId(var kind, var leg)) when kind == TimerId.Kind.REOFFER_AGAIN ->
          Renegotiation.again(state);
      case SessionAgreed agreed -> SessionTimers.agreed(state, agreed);
      case RefreshRefused refused -> SessionTimers.refused(state, refused);
      case TimerExpired(TimerId(var kind, var party)) when kind == TimerId.Kind.SESSION ->
          SessionTimers.expired(state, party);
      case TimerExpired stale -> Transition.ignored(state);
      // The CANCEL of a re-INVITE: that goes on as if it were refused.
      case CallerCancelled crossed -> Transition.ignored(state);
      case CallPlaced again -> Transition.ignored(state);
      case FeatureEvent elsewhere -> Transition.ignored(state);
    };
  }

  static Transition endBoth(Talking state, Ending ending) {
    return hangUpAll(
        state.setup(), state.legs(), state.calling(), ending, Renegotiation.abandon(state));
  }

  /** See {@link Pair#end}. */
  static Transition end(Talking state, Ending ending, Set<LegId> left) {
    List<CallEffect> effects = new ArrayList<>();
    if (state.exchange() instanceof Exchange.TryingAgain) {
      effects.add(new StopTimer(TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN)));
    }
    Legs legs = state.legs();
    for (LegId party : List.of(state.calling(), state.winner())) {
      // Who was sent away, and not left, is being cleared still.
      if (left.contains(party) && !party.equals(LegId.CALLER) && legs.isJoined(party)) {
        Legs.Withdrawal gone = legs.without(party);
        legs = gone.legs();
        effects.addAll(gone.effects());
      }
    }
    return state.calling().equals(LegId.CALLER) && !left.contains(LegId.CALLER)
        ? hangUpAll(state.setup(), legs, LegId.CALLER, ending, effects)
        : callerLeft(state.setup(), legs, ending, effects);
  }

  private static Transition winnerLeft(Answered state) {
    Legs.Withdrawal others = state.legs().without(state.winner());
    return Transition.to(
            state.with(others.legs()).ending(winnerHungUp(state.outcome())), others.effects())
        .after(beforeLeaving(state));
  }

  private static Transition winnerLeft(Talking state) {
    Legs.Withdrawal others = state.legs().without(state.winner());
    return hangUpAll(
            state.setup(),
            others.legs(),
            state.calling(),
            winnerHungUp(state.outcome()),
            Renegotiation.abandon(state))
        .after(others.effects());
  }

  private static Transition callingLeft(Talking state) {
    Ending ending = callerHungUp(state.outcome());
    List<CallEffect> first = Renegotiation.abandon(state);
    if (state.calling().equals(LegId.CALLER)) {
      return callerLeft(state.setup(), state.legs(), ending, first);
    }
    Legs.Withdrawal others = state.legs().without(state.calling());
    return callerLeft(state.setup(), others.legs(), ending, first).after(others.effects());
  }

  private static Ending callerHungUp(CallOutcome outcome) {
    return Ending.of(Reason.HUNG_UP, outcome, "the caller hung up");
  }

  private static Ending winnerHungUp(CallOutcome outcome) {
    return Ending.of(Reason.HUNG_UP, outcome, "the answering party hung up");
  }

  private static Ending requested(HangUpRequested request, CallOutcome outcome) {
    return Ending.of(
        Reason.HUNG_UP,
        request.outcome() == CallOutcome.INTERRUPTED ? CallOutcome.INTERRUPTED : outcome,
        request.detail());
  }

  private static Ending broken() {
    return Ending.of(Reason.BROKEN, CallOutcome.FAILED, "an answer could not be acknowledged");
  }

  private static Transition acknowledged(Answered state, Optional<SessionDescription> answer) {
    if (state.ending().isPresent()) {
      return hangUpAll(state.setup(), state.legs(), LegId.CALLER, state.ending().get(), List.of());
    }
    if (state.anchored()) {
      return anchored(state, answer);
    }
    Optional<SessionDescription> join =
        state.join().map(media -> media.continuing(state.told().orElse(media)));
    Talking talking =
        new Talking(
            state.setup(),
            state.legs(),
            state.winner(),
            state.outcome(),
            join.or(state::told),
            join.<Exchange>map(Joining::new).orElseGet(Steady::new));
    List<CallEffect> effects = new ArrayList<>(acknowledgeWinner(state, answer));
    join.ifPresent(media -> effects.add(new Reoffer(LegId.CALLER, Optional.of(media))));
    Transition acknowledged = Transition.to(talking, effects);
    return state
        .early()
        .map(early -> Renegotiation.on(talking, early).after(effects))
        .orElse(acknowledged);
  }

  /** From now on the two talk by way of the media engine. */
  private static Transition anchored(Answered state, Optional<SessionDescription> answer) {
    Talking talking =
        new Talking(
            state.setup(),
            state.legs(),
            state.winner(),
            state.outcome(),
            Optional.empty(),
            new Steady());
    Transition next = Anchor.begin(talking);
    List<CallEvent> early = new ArrayList<>();
    state.early().ifPresent(early::add);
    early.addAll(state.keys());
    for (CallEvent event : early) {
      next = CallTransitions.on(next.state(), event).after(next.effects());
    }
    return state.setup().offer().isPresent()
        ? next
        : next.after(List.of(new NegotiateWithEngine(LegId.CALLER, answer)));
  }

  /**
   * When the caller wanted to be offered media, the winner's ACK carries the answer and had to wait
   * for the caller's.
   */
  private static List<CallEffect> acknowledgeWinner(
      Answered state, Optional<SessionDescription> answer) {
    if (state.setup().offer().isPresent() || state.ending().isPresent() || state.anchored()) {
      return List.of();
    }
    Optional<SessionDescription> allowed =
        state.legs().isAudioOnly(state.winner())
            ? answer.map(SessionDescription::audioOnly)
            : answer;
    return List.of(
        new Acknowledge(
            state.winner(), allowed.or(() -> state.offered().map(SessionDescription::rejected))));
  }

  /** What has to be done before anybody of the pair leaves. */
  private static List<CallEffect> beforeLeaving(Answered state) {
    List<CallEffect> effects = new ArrayList<>();
    // rfc3261#section-15.1.2: "The UAS MUST still respond to any pending requests received for that
    // dialog. It is RECOMMENDED that a 487 (Request Terminated) response be generated".
    state
        .early()
        .ifPresent(early -> effects.add(new RefuseReoffer(early.party(), REQUEST_TERMINATED)));
    for (CallEvent key : state.keys()) {
      if (key instanceof InfoReceived(var party, var number, var digit)) {
        effects.add(new AnswerInfo(party, number, REQUEST_TERMINATED));
      }
    }
    effects.addAll(acknowledgeWinner(state, Optional.empty()));
    return effects;
  }

  /**
   * The winner is sent away now, the caller when it has acknowledged.
   *
   * <p>rfc3261#section-15: "the callee's UA MUST NOT send a BYE on a confirmed dialog until it has
   * received an ACK for its 2xx response or until the server transaction times out."
   */
  static Transition hangUpAfterAck(Answered state, Ending ending) {
    if (state.ending().isPresent()) {
      return Transition.ignored(state);
    }
    Legs.Withdrawal everyone = state.legs().withdrawAll(ending.reason());
    return Transition.to(state.with(everyone.legs()).ending(ending), everyone.effects())
        .after(beforeLeaving(state));
  }

  /** The refusal is for a caller that has no final response yet, whatever kept our 200 from it. */
  private static Transition answerNotSent(Answered state) {
    List<CallEffect> first = new ArrayList<>(beforeLeaving(state));
    first.add(new RefuseCaller(500));
    return callerLeft(state.setup(), state.legs(), callerGaveUp(), first);
  }

  private static Ending callerGaveUp() {
    return new Ending(
        Reason.CALLER_GAVE_UP,
        new RecordEnd(CallOutcome.CANCELLED, 487, "the caller gave up while the answer came"));
  }

  /** The caller is gone; the others are sent away. */
  private static Transition callerLeft(
      Setup setup, Legs legs, Ending ending, List<CallEffect> first) {
    Legs.Withdrawal everyone = legs.withdrawAll(ending.reason());
    List<CallEffect> effects = new ArrayList<>(first);
    effects.addAll(everyone.effects());
    effects.add(ending.recorded());
    return Departure.begin(setup, everyone.legs()).after(effects);
  }

  /** Everyone who is left is sent away, the caller too. */
  private static Transition hangUpAll(
      Setup setup, Legs legs, LegId calling, Ending ending, List<CallEffect> first) {
    List<CallEffect> effects = new ArrayList<>(first);
    effects.add(new HangUp(calling, ending.reason()));
    return callerLeft(setup, legs.with(calling, new HangingUp()), ending, effects);
  }

  /** The legs that lost are still leaving. */
  private static Transition legEvent(Answered state, PartyEvent event) {
    return state
        .legs()
        .on(event, state.setup().offer())
        .map(moved -> Transition.to(state.with(moved.legs()), moved.effects()))
        .orElseGet(() -> Transition.ignored(state));
  }

  private static Transition legEvent(Talking state, PartyEvent event) {
    return state
        .legs()
        .on(event, state.setup().offer())
        .map(moved -> Transition.to(state.with(moved.legs()), moved.effects()))
        .orElseGet(() -> Transition.ignored(state));
  }
}
