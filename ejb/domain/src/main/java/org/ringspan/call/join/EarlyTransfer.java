package org.ringspan.call.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.HearKeys;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.ReleaseCall;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallState;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.CallTransitions;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Reason;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.anchor.Keys;
import org.ringspan.call.join.JoinEffect.AskHeld;
import org.ringspan.call.join.JoinEffect.TalkWith;
import org.ringspan.call.join.JoinEvent.LinkAnswered;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.Conversing.Connecting;
import org.ringspan.call.voice.Conversing.Consulting;
import org.ringspan.call.voice.VoiceCall;
import org.ringspan.configuration.FeatureCodes.Feature;
import org.ringspan.reach.Claims;
import org.ringspan.reach.MidCall;

/**
 * A transfer to somebody who rings still ("upon ringback, for early attended transfer", design
 * guide table 21-2):
 *
 * <ol>
 *   <li>While others ring the user's keys are compared with the codes: {@link #pressed}. Transfer
 *       asks the call on hold; nothing else is possible yet.
 *   <li>When that agrees the user is sent away, and the other call takes the caller's place: {@link
 *       #begin}. Who waited there hears the ringing.
 *   <li>From then on everything is as it would be with the caller: who answers talks with the other
 *       call, their forwards and their mailbox are for it, and when nobody takes the call it ends,
 *       and the other call with it: {@link #on}.
 * </ol>
 */
public final class EarlyTransfer {
  private static final TimerId KEYS = new TimerId(Kind.KEYS, LegId.CALLER);
  private static final TimerId CLEARING = TimerId.ofCall(Kind.CLEARING);
  private static final int NO_SUCH_CALL = 481;

  private EarlyTransfer() {}

  /** Step 1. */
  public static Transition pressed(Conversing state, Connecting connecting, char key) {
    Optional<MidCall> terms = state.setup().plan().midCall();
    if (connecting.consulting().isEmpty() || terms.isEmpty()) {
      return Transition.ignored(state);
    }
    Consulting consulting = connecting.consulting().get();
    List<CallEffect> effects = new ArrayList<>(stopKeys(connecting));
    Keys keys = Keys.press(terms.get().codes(), consulting.pending(), key);
    if (!keys.pending().isEmpty()) {
      effects.add(new StartTimer(KEYS, terms.get().betweenKeys()));
    }
    return keyed(state, connecting, keys).after(effects);
  }

  /** No key has come for a while. */
  public static Transition paused(Conversing state, Connecting connecting) {
    Optional<MidCall> terms = state.setup().plan().midCall();
    String pending = connecting.consulting().map(Consulting::pending).orElse("");
    return pending.isEmpty() || terms.isEmpty()
        ? Transition.ignored(state)
        : keyed(state, connecting, Keys.pause(terms.get().codes(), pending));
  }

  private static Transition keyed(Conversing state, Connecting connecting, Keys keys) {
    Consulting before = connecting.consulting().orElseThrow();
    boolean asks = keys.feature().equals(Optional.of(Feature.TRANSFER)) && !before.asked();
    Conversing after =
        state.in(connecting.consulting(new Consulting(keys.pending(), before.asked() || asks)));
    if (asks) {
      return Transition.to(
          after,
          new NoteFeature(LegId.CALLER, FeatureNote.TRANSFER),
          new AskHeld(LegId.CALLER, false));
    }
    return keys.feature().isPresent()
        ? Transition.to(after, new NoteFeature(LegId.CALLER, FeatureNote.NOT_NOW))
        : Transition.to(after);
  }

  /** What has to be stopped when the ringing ends. */
  public static List<CallEffect> stopKeys(Connecting connecting) {
    return connecting.consulting().map(Consulting::pending).orElse("").isEmpty()
        ? List.of()
        : List.of(new StopTimer(KEYS));
  }

  /** What the call on hold says. */
  public static Transition on(Conversing state, Connecting connecting, JoinEvent event) {
    boolean waits = connecting.asked();
    return switch (event) {
      case LinkAnswered answer when waits -> begin(state, connecting, answer);
      case LinkRefused(var leg, var why) when waits ->
          Transition.to(
              state.in(
                  connecting.consulting(
                      new Consulting(connecting.consulting().orElseThrow().pending(), false))),
              Join.refusal(leg, why));
      case JoinEvent late -> Transition.ignored(state);
    };
  }

  /**
   * The user hangs up before the call on hold has answered: nobody is lost, as that one answers at
   * once. What happens to those who ring waits so long.
   */
  public static Transition leaves(Conversing state, Connecting connecting) {
    Legs.Withdrawal gone = state.legs().without(LegId.CALLER);
    List<CallEffect> effects = new ArrayList<>(stopKeys(connecting));
    effects.add(new LeaveEngine(LegId.CALLER));
    effects.addAll(gone.effects());
    effects.add(new NoteFeature(LegId.CALLER, FeatureNote.LEFT_ASKING));
    return Transition.to(
        state
            .with(gone.legs())
            .in(connecting.consulting(connecting.consulting().orElseThrow().hungUp())),
        effects);
  }

  /** What happens then. */
  public static Transition left(Conversing state, Connecting connecting, CallEvent event) {
    Consulting consulting = connecting.consulting().orElseThrow();
    return switch (event) {
      case LinkAnswered answer -> caughtUp(begin(state, connecting, answer), consulting.kept());
      case LinkRefused(var leg, var why) ->
          caughtUp(
              VoiceCall.end(state, false, Join.nothingToJoin(state.outcome()))
                  .after(Join.refusal(leg, why)),
              consulting.kept());
      case JoinEvent late -> Transition.ignored(state);
      case PartyEvent ofCaller when ofCaller.party().equals(LegId.CALLER) ->
          Transition.ignored(state);
      case SessionAgreed agreed when agreed.party().equals(LegId.CALLER) ->
          Transition.ignored(state);
      case RefreshRefused refused when refused.party().equals(LegId.CALLER) ->
          Transition.ignored(state);
      case InfoReceived(var party, var number, var digit) when party.equals(LegId.CALLER) ->
          Transition.to(state, new AnswerInfo(party, number, NO_SUCH_CALL));
      case CallEvent ofOthers ->
          Transition.to(state.in(connecting.consulting(consulting.keeping(ofOthers))));
    };
  }

  private static Transition caughtUp(Transition begun, List<CallEvent> kept) {
    Transition all = begun;
    for (CallEvent event : kept) {
      Transition next = CallTransitions.on(all.state(), event);
      if (!next.ignored()) {
        all = next.after(all.effects());
      }
    }
    return all;
  }

  /** Step 2. */
  private static Transition begin(Conversing state, Connecting connecting, LinkAnswered answer) {
    boolean left = connecting.consulting().filter(Consulting::left).isPresent();
    Legs.Withdrawal leaving =
        left
            ? new Legs.Withdrawal(Alone.nobody(), List.of())
            : Alone.callerOf(state.legs()).withdraw(LegId.CALLER, Reason.MOVED);
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new NegotiateWithEngine(answer.leg(), Optional.of(answer.answer())));
    effects.addAll(stopKeys(connecting));
    if (!left) {
      effects.add(new LeaveEngine(LegId.CALLER));
    }
    effects.addAll(leaving.effects());
    effects.add(new TalkWith(answer.leg()));
    return Transition.to(
        new OnBehalf(
            state.withoutCaller(new UserGone(state.dialogue())), answer.leg(), leaving.legs()),
        effects);
  }

  /** Step 3. */
  public static Transition on(OnBehalf state, CallEvent event) {
    LegId caller = LegId.CALLER;
    return switch (event) {
      case LinkEnded(var leg, var why) when leg.equals(state.link()) ->
          through(state, new HungUp(caller));
      case DigitPressed(var party, var digit) when party.equals(state.link()) ->
          through(state, new DigitPressed(caller, digit));
      case MediaFailed(var party) when party.equals(state.link()) ->
          through(state, new MediaFailed(caller));
      case PartyEvent ofCaller when ofCaller.party().equals(caller) ->
          state
              .leaving()
              .on(ofCaller, Optional.empty())
              .map(moved -> Transition.to(state.with(moved.legs()), moved.effects()))
              .orElseGet(() -> Transition.ignored(state));
      case PartyEvent ofLink when ofLink.party().equals(state.link()) -> Transition.ignored(state);
      case InfoReceived(var party, var number, var digit) when party.equals(caller) ->
          Transition.to(state, new AnswerInfo(party, number, NO_SUCH_CALL));
      case SessionAgreed agreed when agreed.party().equals(caller) -> Transition.ignored(state);
      case RefreshRefused refused when refused.party().equals(caller) -> Transition.ignored(state);
      case CallerCancelled crossed -> Transition.ignored(state);
      case JoinEvent another -> Transition.ignored(state);
      case CallEvent other -> through(state, other);
    };
  }

  private static Transition through(OnBehalf state, CallEvent event) {
    Transition transition = VoiceCall.on(state.voice(), event);
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    List<CallEffect> effects = new ArrayList<>();
    for (CallEffect effect : transition.effects()) {
      renamed(state, event, effect).ifPresent(effects::add);
    }
    return next(state, transition.state()).after(effects);
  }

  private static Transition next(OnBehalf state, CallState voice) {
    return switch (voice) {
      case Conversing going -> Transition.to(new OnBehalf(going, state.link(), state.leaving()));
      case Anchored two -> connected(state, two);
      case Clearing(var setup, var legs) ->
          Alone.depart(setup, legs.renamed(LegId.CALLER, state.link()).and(state.leaving()));
      case CallState gone -> Alone.depart(state.voice().setup(), state.leaving());
    };
  }

  /** Somebody has answered, and talks with the other call. */
  private static Transition connected(OnBehalf state, Anchored two) {
    Talking talking = two.talking();
    Talking joined =
        talking
            .with(talking.legs().arrived(state.link()).and(state.leaving()))
            .replacing(LegId.CALLER, state.link());
    return Transition.to(
        Anchored.of(joined),
        new MoveBegins(Claims.NONE),
        new MoveEnds(joined.calling(), joined.winner(), Optional.of(state.link())));
  }

  /** What is done to the caller is done to the other call. */
  private static Optional<CallEffect> renamed(OnBehalf state, CallEvent event, CallEffect effect) {
    LegId link = state.link();
    boolean nobody =
        state.voice().phase() instanceof Connecting && !(event instanceof HangUpRequested);
    return switch (effect) {
      case HangUp(var party, var reason) when party.equals(LegId.CALLER) ->
          Optional.of(
              new HangUp(
                  link, nobody && reason.equals(Reason.HUNG_UP) ? Reason.NO_ANSWER : reason));
      case ResumeParty(var party) when party.equals(LegId.CALLER) ->
          Optional.of(new ResumeParty(link));
      case ConnectParties(var one, var other) when one.equals(LegId.CALLER) ->
          Optional.of(new ConnectParties(link, other));
      case HearKeys(var party) when party.equals(LegId.CALLER) -> Optional.empty();
      // The real caller may have to be waited for.
      case ReleaseCall release -> Optional.empty();
      case StartTimer(var timer, var after) when timer.equals(CLEARING) -> Optional.empty();
      case CallEffect other -> Optional.of(other);
    };
  }
}
