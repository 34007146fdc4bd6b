package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.ReleaseCall;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Setup;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.join.Consultation;
import org.ringspan.call.join.Consultation.Asked;
import org.ringspan.call.join.EarlyTransfer;
import org.ringspan.call.voice.Conversing.Connecting;
import org.ringspan.call.voice.Conversing.Consulting;
import org.ringspan.call.voice.VoiceEffect.RingOthers;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.VoiceInput;

/**
 * Rings others for a caller that the server has answered: they ring by the rules of every call, but
 * what would be said to the caller by SIP is played to it, and a refusal goes back to the dialogue.
 */
final class Connection {
  private static final int UNAVAILABLE = 480;
  private static final TimerId CLEARING = TimerId.ofCall(Kind.CLEARING);

  private Connection() {}

  static Transition begin(Conversing state, ReachPlan plan, boolean consults) {
    Setup setup = new Setup(plan, Alone.ENGINE);
    Conversing connecting =
        new Conversing(
            setup,
            Alone.callerOf(state.legs()),
            state.dialogue(),
            state.phase(),
            state.step(),
            "",
            state.lines(),
            state.exchange(),
            state.outcome());
    Transition ringing = Alone.ring(setup, Alone.withoutCaller(state.legs()), state.lines());
    Optional<Consulting> consulting =
        consults && plan.midCall().isPresent()
            ? Optional.of(new Consulting("", false))
            : Optional.empty();
    return rung(connecting, consulting, state.lines() + plan.legs().size(), ringing)
        .after(List.of(new RingOthers(plan)));
  }

  /** Something happened to others than the caller, or to the whole call. */
  static Transition on(Conversing state, CallEvent event) {
    if (state.phase() instanceof Connecting(var ringing, var consulting)) {
      return concernsOthers(event)
          ? rung(state, consulting, Alone.lines(ringing), Alone.on(ringing, withMedia(event)))
          : Transition.ignored(state);
    }
    return switch (event) {
      case PartyEvent ofLeg ->
          state
              .legs()
              .on(ofLeg, state.setup().offer())
              .map(moved -> Transition.to(state.with(moved.legs()), moved.effects()))
              .orElseGet(() -> Transition.ignored(state));
      case CallEvent.InfoReceived(var party, var number, var digit) ->
          Transition.to(state, new CallEffect.AnswerInfo(party, number, 481));
      case CallEvent other -> Transition.ignored(state);
    };
  }

  private static boolean concernsOthers(CallEvent event) {
    return switch (event) {
      case PartyEvent ofLeg -> !ofLeg.party().equals(LegId.CALLER);
      case CallEvent.InfoReceived info -> !info.party().equals(LegId.CALLER);
      case TimerExpired timer -> true;
      case CallEvent other -> false;
    };
  }

  /** There is nothing but the engine's media for a leg. */
  private static CallEvent withMedia(CallEvent event) {
    return event instanceof LegNotInvited(var leg, var why) && why == LegNotInvited.Why.NO_MEDIA
        ? new LegNotInvited(leg, LegNotInvited.Why.UNREACHABLE)
        : event;
  }

  private static Transition rung(
      Conversing state, Optional<Consulting> consulting, int lines, Transition transition) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    return switch (transition.state()) {
      case Ringing ringing ->
          Transition.to(state.in(new Connecting(ringing, consulting)), transition.effects());
      case Answered answered -> connected(state, answered, consulting, transition.effects());
      case Conversing taken -> taken(state, taken, transition.effects());
      case Clearing(var setup, var legs) -> nobody(state, legs, lines, transition.effects());
      case CallState gone -> nobody(state, Alone.nobody(), lines, transition.effects());
    };
  }

  /** From now on it is a call of two that goes through the engine. */
  private static Transition connected(
      Conversing state,
      Answered answered,
      Optional<Consulting> consulting,
      List<CallEffect> effects) {
    List<CallEffect> first = new ArrayList<>(effects);
    first.removeIf(AnswerCallerFromEngine.class::isInstance);
    first.add(new ResumeParty(LegId.CALLER));
    Talking talking =
        new Talking(
            state.setup(),
            Alone.together(answered.legs(), state.legs()),
            LegId.CALLER,
            answered.winner(),
            answered.outcome(),
            Optional.empty(),
            state.exchange());
    Transition begun = Anchor.begin(talking).after(first);
    return consulting.isPresent() && begun.state() instanceof Anchored two
        ? Transition.to(consulting(two, consulting.get()), begun.effects())
        : begun;
  }

  /** What was keyed while it rang goes on. */
  private static Anchored consulting(Anchored two, Consulting consulting) {
    return two.pressed(LegId.CALLER, consulting.pending())
        .consulting(consulting.asked() ? new Consultation(Asked.TRANSFER) : Consultation.begin());
  }

  /** Who was called has a mailbox of ours: from now on its dialogue runs. */
  private static Transition taken(Conversing state, Conversing taken, List<CallEffect> effects) {
    List<CallEffect> first = new ArrayList<>(effects);
    first.addAll(stopKeys(state));
    first.add(new ResumeParty(LegId.CALLER));
    return Steps.enter(
            state
                .rung(Alone.together(taken.legs(), state.legs()), taken.lines())
                .counting(taken.outcome())
                .next(taken.dialogue()))
        .after(first);
  }

  private static List<CallEffect> stopKeys(Conversing state) {
    return state.phase() instanceof Connecting connecting
        ? EarlyTransfer.stopKeys(connecting)
        : List.of();
  }

  /** The dialogue hears why. */
  private static Transition nobody(
      Conversing state, Legs legs, int lines, List<CallEffect> effects) {
    int status = UNAVAILABLE;
    List<CallEffect> first = new ArrayList<>();
    for (CallEffect effect : effects) {
      switch (effect) {
        case RefuseCaller refuse -> status = refuse.status();
        case RecordEnd end -> {}
        case ReleaseCall release -> {}
        case StartTimer(var timer, var after) when timer.equals(CLEARING) -> {}
        case StopTimer(var timer) when timer.equals(CLEARING) -> {}
        default -> first.add(effect);
      }
    }
    first.addAll(stopKeys(state));
    first.add(new ResumeParty(LegId.CALLER));
    return Steps.onwards(
            state.rung(Alone.together(legs, state.legs()), lines),
            new VoiceInput.NobodyAnswered(status))
        .after(first);
  }
}
