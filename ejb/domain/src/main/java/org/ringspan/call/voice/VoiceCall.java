package org.ringspan.call.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.AnswerReofferFromEngine;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RecordStart;
import org.ringspan.call.CallEffect.RefreshSession;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Reason;
import org.ringspan.call.Setup;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.join.EarlyTransfer;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.park.ParkEvent.ParkAnswered;
import org.ringspan.call.voice.Conversing.Answering;
import org.ringspan.call.voice.Conversing.Connecting;
import org.ringspan.call.voice.Conversing.Joining;
import org.ringspan.call.voice.Conversing.Phase;
import org.ringspan.call.voice.Conversing.Recording;
import org.ringspan.call.voice.VoiceEffect.Consult;
import org.ringspan.call.voice.VoiceEffect.StopRecording;
import org.ringspan.call.voice.VoiceEvent.AnsweredByServer;
import org.ringspan.record.CallOutcome;
import org.ringspan.voice.Question;
import org.ringspan.voice.VoiceStep;

/**
 * A call that the server answers itself:
 *
 * <ol>
 *   <li>The caller gets 200 with the media engine's answer to its offer, or the engine's offer:
 *       {@link #begin}.
 *   <li>After the ACK the dialogue runs: {@link Steps}.
 *   <li>When it has the caller connected with others, those ring as in every call, while the caller
 *       hears ringing: {@link Connection}. With the first answer the call is one that goes through
 *       the engine ({@link org.ringspan.call.anchor.Anchor}), and the dialogue is over.
 *   <li>A call that comes to a mailbox of ours goes on here, too: {@link MailboxCall}.
 *   <li>The caller's BYE ends it at any time, and so does the dialogue's own end.
 * </ol>
 *
 * <p>What the caller negotiates meanwhile is between it and the engine.
 */
public final class VoiceCall {
  private static final int OK = 200;
  private static final int NOT_YET = 480;
  private static final int NO_SUCH_CALL = 481;
  private static final int REQUEST_TERMINATED = 487;
  private static final int REQUEST_PENDING = 491;
  private static final int SERVER_ERROR = 500;

  private VoiceCall() {}

  /** Step 1. */
  public static Transition begin(AnsweredByServer placed) {
    Conversing state =
        new Conversing(
            new Setup(placed.plan(), Alone.ENGINE),
            Alone.nobody(),
            placed.dialogue(),
            new Answering(placed.offer().isPresent(), false, Optional.empty()),
            0,
            "",
            0,
            new Exchange.Steady(),
            CallOutcome.ANSWERED);
    return Transition.to(
        state, new RecordStart(placed.plan()), new AnswerCallerFromEngine(placed.offer()));
  }

  /** What happens. */
  public static Transition on(Conversing state, CallEvent event) {
    return state.phase() instanceof Answering answering
        ? answering(state, answering, event)
        : running(state, event);
  }

  /** The caller has its 200 and we await its ACK. */
  private static Transition answering(Conversing state, Answering phase, CallEvent event) {
    return switch (event) {
      case Acknowledged(var party, var answer) when party.equals(LegId.CALLER) -> {
        if (phase.ending().isPresent()) {
          yield end(state, true, phase.ending().get());
        }
        if (phase.early()) {
          yield EarlyCaller.begin(state);
        }
        Transition begun = Steps.enter(state);
        yield phase.offered()
            ? begun
            : begun.after(List.of(new NegotiateWithEngine(LegId.CALLER, answer)));
      }
      case NeverAcknowledged(var party) when party.equals(LegId.CALLER) ->
          end(
              state,
              true,
              Ending.of(
                  Alone.NOT_ACKNOWLEDGED,
                  CallOutcome.FAILED,
                  "the caller never acknowledged the answer"));
      case HungUp(var party) when party.equals(LegId.CALLER) -> end(state, false, hungUp(state));
      case CallerCancelled crossed -> end(state, false, gaveUp());
      case EffectFailed(AnswerCallerFromEngine answer) -> notAnswered(state);
      case EffectFailed(AnswerCaller answer) -> notAnswered(state);
      // rfc3261#section-15: no BYE before the ACK.
      case HangUpRequested request when phase.ending().isEmpty() ->
          Transition.to(state.in(phase.ending(requested(state, request))));
      case MediaFailed(var party) when phase.ending().isEmpty() ->
          Transition.to(state.in(phase.ending(broken())));
      case Reoffered(var party, var offer, var byUpdate) ->
          Transition.to(state, new RefuseReoffer(party, REQUEST_PENDING));
      case InfoReceived info -> info(state, info);
      case DigitPressed(var party, var digit) when party.equals(LegId.CALLER) ->
          Transition.to(state.keeping(digit));
      case SessionAgreed agreed when agreed.party().equals(LegId.CALLER) -> agreed(state, agreed);
      case TimerExpired(TimerId(var kind, var party)) when kind == Kind.SESSION ->
          phase.ending().isEmpty() ? sessionExpired(state) : Transition.ignored(state);
      case PartyEvent ofLeg when !ofLeg.party().equals(LegId.CALLER) -> Connection.on(state, ofLeg);
      case CallEvent other -> Transition.ignored(state);
    };
  }

  /** The dialogue runs. */
  private static Transition running(Conversing state, CallEvent event) {
    if (state.phase() instanceof Joining joining) {
      Optional<Transition> joined = EarlyCaller.on(state, joining, event);
      if (joined.isPresent()) {
        return joined.get();
      }
    }
    if (state.phase() instanceof Connecting connecting && connecting.isLeft()) {
      return EarlyTransfer.left(state, connecting, event);
    }
    return switch (event) {
      case HungUp(var party)
          when party.equals(LegId.CALLER)
              && state.phase() instanceof Connecting connecting
              && connecting.asked() ->
          EarlyTransfer.leaves(state, connecting);
      case HungUp(var party) when party.equals(LegId.CALLER) -> end(state, false, hungUp(state));
      case HangUpRequested request -> end(state, true, requested(state, request));
      case MediaFailed(var party) when party.equals(LegId.CALLER) -> end(state, true, broken());
      case InfoReceived info when info.party().equals(LegId.CALLER) -> info(state, info);
      case DigitPressed(var party, var digit)
          when party.equals(LegId.CALLER) && state.phase() instanceof Connecting connecting ->
          EarlyTransfer.pressed(state, connecting, digit);
      case TimerExpired(TimerId(var kind, var party))
          when kind == Kind.KEYS && state.phase() instanceof Connecting connecting ->
          EarlyTransfer.paused(state, connecting);
      case JoinEvent ofOtherCall when state.phase() instanceof Connecting connecting ->
          EarlyTransfer.on(state, connecting, ofOtherCall);
      case JoinEvent ofParked when state.phase() instanceof Conversing.Fetching ->
          Retrieval.on(state, ofParked);
      case ParkAnswered(var result) -> Steps.parked(state, result);
      case DigitPressed(var party, var digit) when party.equals(LegId.CALLER) ->
          Steps.pressed(state, digit);
      case VoiceEvent ofDialogue -> Steps.on(state, ofDialogue);
      case TimerExpired(TimerId(var kind, var party)) when kind == Kind.VOICE_KEYS ->
          Steps.noKey(state);
      case TimerExpired(TimerId(var kind, var party)) when kind == Kind.SESSION ->
          sessionExpired(state);
      case SessionAgreed agreed when agreed.party().equals(LegId.CALLER) -> agreed(state, agreed);
      case RefreshRefused(var party, var status) when party.equals(LegId.CALLER) ->
          refreshRefused(state, status);
      case PartyEvent ofCaller when ofCaller.party().equals(LegId.CALLER) ->
          negotiated(state, ofCaller);
      case EffectFailed(AnswerReofferFromEngine(var party, var offer))
          when state.exchange() instanceof Exchange.AwaitingAck ->
          Transition.to(state.with(new Exchange.Steady()));
      case CallEvent other -> Connection.on(state, other);
    };
  }

  private static Transition notAnswered(Conversing state) {
    return end(
            state,
            false,
            new Ending(
                Reason.BROKEN,
                new RecordEnd(
                    CallOutcome.FAILED, SERVER_ERROR, "the caller could not be answered")))
        .after(List.of(new RefuseCaller(SERVER_ERROR)));
  }

  private static Transition info(Conversing state, InfoReceived info) {
    Transition next =
        info.digit().isPresent() && info.party().equals(LegId.CALLER)
            ? on(state, new DigitPressed(info.party(), info.digit().get()))
            : Transition.to(state);
    int status =
        !info.party().equals(LegId.CALLER) ? NO_SUCH_CALL : info.digit().isPresent() ? OK : NOT_YET;
    Transition heard = next.ignored() ? Transition.to(state) : next;
    return heard.after(List.of(new AnswerInfo(info.party(), info.number(), status)));
  }

  // What the caller and the engine negotiate.

  private static Transition negotiated(Conversing state, PartyEvent event) {
    LegId caller = LegId.CALLER;
    return switch (event) {
      case Reoffered(var party, var offer, var byUpdate)
          when state.exchange() instanceof Exchange.Steady ->
          Transition.to(
              byUpdate ? state : state.with(new Exchange.AwaitingAck(caller, offer.isPresent())),
              new AnswerReofferFromEngine(caller, offer));
      case Reoffered crossing -> Transition.to(state, new RefuseReoffer(caller, REQUEST_PENDING));
      case Acknowledged(var party, var answer)
          when state.exchange() instanceof Exchange.AwaitingAck(var from, var offered) ->
          offered
              ? Transition.to(state.with(new Exchange.Steady()))
              : Transition.to(
                  state.with(new Exchange.Steady()), new NegotiateWithEngine(caller, answer));
      case NeverAcknowledged never when state.exchange() instanceof Exchange.AwaitingAck ->
          end(
              state,
              true,
              Ending.of(Reason.BROKEN, state.outcome(), "a re-INVITE was never acknowledged"));
      case ReofferAnswered(var party, var session)
          when state.exchange() instanceof Exchange.Refreshing ->
          Transition.to(
              state.with(new Exchange.Steady()),
              new CallEffect.Acknowledge(caller, Optional.empty()));
      case ReofferRefused(var party, var status)
          when state.exchange() instanceof Exchange.Refreshing ->
          Alone.isGone(status)
              ? end(state, true, gone(state))
              : Transition.to(state.with(new Exchange.Steady()));
      case PartyEvent unexpected -> Transition.ignored(state);
    };
  }

  private static Transition agreed(Conversing state, SessionAgreed event) {
    List<CallEffect> effects = new ArrayList<>();
    return Transition.to(state.with(Alone.agreed(state.legs(), event, effects)), effects);
  }

  private static Transition sessionExpired(Conversing state) {
    if (!Alone.hasSession(state.legs())) {
      return Transition.ignored(state);
    }
    List<CallEffect> effects = new ArrayList<>();
    boolean busy =
        state.phase() instanceof Answering || !(state.exchange() instanceof Exchange.Steady);
    Optional<Legs> left = Alone.expired(state.legs(), busy, effects);
    if (left.isEmpty()) {
      Ending over =
          Ending.of(
              Alone.SESSION_EXPIRED, state.outcome(), "the caller's session was not refreshed");
      return state.phase() instanceof Answering answering
          ? Transition.to(state.in(answering.ending(over)))
          : end(state, true, over);
    }
    Conversing refreshing = state.with(left.get());
    boolean reinvites = effects.contains(new RefreshSession(LegId.CALLER, false));
    return Transition.to(
        reinvites ? refreshing.with(new Exchange.Refreshing(LegId.CALLER, 0)) : refreshing,
        effects);
  }

  private static Transition refreshRefused(Conversing state, int status) {
    if (!Alone.hasSession(state.legs())) {
      return Transition.ignored(state);
    }
    if (Alone.isGone(status)) {
      return end(state, true, gone(state));
    }
    return state.exchange() instanceof Exchange.Steady
        ? Transition.to(
            state.with(new Exchange.Refreshing(LegId.CALLER, 0)),
            new RefreshSession(LegId.CALLER, false))
        : Transition.ignored(state);
  }

  // The end.

  /**
   * The call ends, whatever the dialogue is doing.
   *
   * @param there whether the caller is there still
   */
  public static Transition end(Conversing state, boolean there, Ending ending) {
    List<CallEffect> first = new ArrayList<>(stopping(state.phase()));
    boolean leaves = state.dialogue().step() instanceof VoiceStep.Leave;
    if (!leaves && !(state.phase() instanceof Answering)) {
      for (Question question : state.dialogue().hungUp()) {
        first.add(new Consult(state.step(), question));
      }
    }
    if (state.phase() instanceof Connecting(var ringing, var consulting)) {
      first.add(Alone.stopRinging(ringing));
      return Alone.end(state.setup(), Alone.together(ringing.legs(), state.legs()), there, ending)
          .after(first);
    }
    return Alone.end(state.setup(), state.legs(), there, ending).after(first);
  }

  private static List<CallEffect> stopping(Phase phase) {
    return switch (phase) {
      case Conversing.Collecting collecting -> List.of(Steps.stopKeys());
      case Recording recording -> List.of(new StopRecording());
      case Answering answering -> List.of();
      case Conversing.Speaking speaking -> List.of();
      case Conversing.Inquiring inquiring -> List.of();
      case Conversing.Parking parking -> List.of();
      case Conversing.Fetching fetching -> List.of();
      case Connecting connecting -> EarlyTransfer.stopKeys(connecting);
      case Joining joining ->
          joining.waiting() ? List.of(new StopTimer(EarlyCaller.AGAIN)) : List.of();
    };
  }

  private static Ending hungUp(Conversing state) {
    String soFar = state.dialogue().soFar();
    return Ending.of(
        Reason.COMPLETED_ELSEWHERE,
        state.outcome(),
        (soFar.isEmpty() ? "" : soFar + ", then ") + "the caller hung up");
  }

  private static Ending gaveUp() {
    return new Ending(
        Reason.NO_ANSWER,
        new RecordEnd(
            CallOutcome.CANCELLED, REQUEST_TERMINATED, "the caller gave up while the answer came"));
  }

  private static Ending broken() {
    return Ending.of(Reason.BROKEN, CallOutcome.FAILED, "the caller has no media any more");
  }

  private static Ending gone(Conversing state) {
    return Ending.of(
        Alone.SESSION_EXPIRED,
        state.outcome(),
        "the caller was gone when its session was refreshed");
  }

  private static Ending requested(Conversing state, HangUpRequested request) {
    return Ending.of(
        Alone.HUNG_UP,
        request.outcome() == CallOutcome.INTERRUPTED ? CallOutcome.INTERRUPTED : state.outcome(),
        request.detail());
  }
}
