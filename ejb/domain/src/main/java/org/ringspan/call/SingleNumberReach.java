package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.FORWARD_NO_ANSWER;
import static org.ringspan.call.TimerId.Kind.MAXIMUM_RINGING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.ProgressCaller;
import org.ringspan.call.CallEffect.RecordAnswer;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RecordStart;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.RingCaller;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.CallerHears;
import org.ringspan.call.CallState.CallerHears.EarlyMedia;
import org.ringspan.call.CallState.CallerHears.RingingTone;
import org.ringspan.call.CallState.CallerHears.Silence;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.ForwardPlan.Nowhere;
import org.ringspan.reach.ForwardPlan.ToMailbox;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.record.CallOutcome;

/**
 * Single number reach: one call rings every phone of a person, and the first answer wins (design
 * guide page 21-50, figure 21-18).
 *
 * <ol>
 *   <li>The call has come and {@link org.ringspan.reach.ReachRules} have planned it: {@link
 *       #place}.
 *   <li>Each leg of the plan begins; the desk phones ring.
 *   <li>Each remote destination waits for its delay, then rings: {@link LegTransitions}.
 *   <li>The caller hears that it rings: {@link #rings}.
 *   <li>The first answer that counts wins: {@link #answered}. Every other leg is cleared, and the
 *       {@link Conversation} begins.
 *   <li>A leg that declines, fails, or answers too soon or too late is out, and only that leg:
 *       {@link #lost}.
 *   <li>When all are out, or nobody answers in time, the mailbox takes the call: {@link #forward}.
 *   <li>When that is no way out either, or the caller gives up: {@link #leave}, and the {@link
 *       Departure} begins.
 * </ol>
 */
final class SingleNumberReach {
  /**
   * The phones of a plan ring no longer than this, and neither does the mailbox after them: it is
   * how long a proxy on the way bears an INVITE without an answer (RFC 3261 section 16.6, timer C).
   */
  static final Duration LONGEST_RINGING = Duration.ofMinutes(3);

  private static final TimerId NO_ANSWER = TimerId.ofCall(FORWARD_NO_ANSWER);
  private static final TimerId TOO_LONG = TimerId.ofCall(MAXIMUM_RINGING);

  private SingleNumberReach() {}

  /** Steps 1 and 2. */
  static Transition place(CallPlaced placed) {
    Setup setup = new Setup(placed.plan(), placed.offer());
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new RecordStart(setup.plan()));
    effects.add(ringingEnds(setup.plan().forward()));
    Legs legs = Legs.NONE;
    for (int i = 0; i < setup.plan().legs().size(); i++) {
      LegId leg = new LegId(i + 1);
      Optional<LegStep> begun =
          LegTransitions.begin(leg, setup.plan().legs().get(i), setup.offer());
      if (begun.isPresent()) {
        legs = legs.with(leg, begun.get().state());
        effects.addAll(begun.get().effects());
      }
    }
    Ringing ringing = new Ringing(setup, legs, new Silence(), List.of(), false);
    return legs.anyRinging() ? Transition.to(ringing, effects) : nobodyLeft(ringing).after(effects);
  }

  /** It runs even when no desk phone is registered (D7). */
  private static StartTimer ringingEnds(ForwardPlan forward) {
    return switch (forward) {
      case ToMailbox mailbox when mailbox.after().compareTo(LONGEST_RINGING) < 0 ->
          new StartTimer(NO_ANSWER, mailbox.after());
      case ToMailbox mailbox -> new StartTimer(NO_ANSWER, LONGEST_RINGING);
      case Nowhere nowhere -> new StartTimer(TOO_LONG, LONGEST_RINGING);
    };
  }

  /** What happens while it rings. */
  static Transition on(Ringing state, CallEvent event) {
    return switch (event) {
      case CallerCancelled cancelled -> callerGaveUp(state, List.of());
      // A caller may send BYE in its early dialog instead of CANCEL; its INVITE then still needs a
      // final response.
      case HungUp(var party) when party.equals(LegId.CALLER) ->
          callerGaveUp(state, List.of(new RefuseCaller(487)));
      // rfc3261#section-14.2: "A UAS that receives a second INVITE before it sends the final
      // response to a first INVITE [...] MUST return a 500 (Server Internal Error) response"
      case Reoffered(var party, var offer) when party.equals(LegId.CALLER) ->
          Transition.to(state, new RefuseReoffer(party, 500));
      case TimerExpired(var timer) when timer.equals(NO_ANSWER) -> nobodyAnswered(state);
      case TimerExpired(var timer) when timer.equals(TOO_LONG) -> rangTooLong(state);
      case TimerExpired(var timer) -> legEvent(state, timer.leg(), event);
      case PartyEvent ofLeg -> legEvent(state, ofLeg.party(), event);
      case HangUpRequested requested ->
          refuse(state, 480, CallOutcome.FAILED, Reason.HUNG_UP, "ended on request");
      case EffectFailed bearable -> Transition.ignored(state);
      case CallPlaced again -> Transition.ignored(state);
    };
  }

  private static Transition legEvent(Ringing state, LegId leg, CallEvent event) {
    return state
        .legs()
        .on(leg, event, state.setup().offer())
        .map(moved -> decide(state.with(moved.legs()), leg, moved.signal()).after(moved.effects()))
        .orElseGet(() -> Transition.ignored(state));
  }

  private static Transition decide(Ringing state, LegId leg, LegStep.Signal signal) {
    return switch (signal) {
      case LegStep.Nothing nothing -> Transition.to(state);
      case LegStep.Rings rings -> rings(state);
      case LegStep.Answers(var session) -> answered(state, leg, session);
      case LegStep.Lost(int status) -> lost(state.refusedWith(status));
    };
  }

  /**
   * Step 4. While more than one leg may answer, the caller gets 180 without SDP; a leg's early
   * media is passed on only when it is the last one left (D17).
   */
  private static Transition rings(Ringing state) {
    Optional<SessionDescription> heard =
        state.setup().offer().isPresent() ? state.legs().earlyMediaOfLastLeft() : Optional.empty();
    return switch (state.hears()) {
      case EarlyMedia already -> Transition.to(state);
      case CallerHears before when heard.isPresent() ->
          Transition.to(
              state.hearing(new EarlyMedia(heard.get())), new ProgressCaller(heard.get()));
      case Silence silence -> Transition.to(state.hearing(new RingingTone()), new RingCaller());
      case RingingTone ringing -> Transition.to(state);
    };
  }

  /** Step 5. */
  private static Transition answered(
      Ringing state, LegId winner, Optional<SessionDescription> session) {
    Legs.Withdrawal others =
        state.legs().withdrawAllBut(Optional.of(winner), Reason.COMPLETED_ELSEWHERE);
    List<CallEffect> effects = new ArrayList<>(others.effects());
    effects.add(stopRingingTimer(state));
    if (state.setup().offer().isPresent()) {
      effects.add(new Acknowledge(winner, Optional.empty()));
    }
    // rfc3261#section-13.2.1: "The UAC MUST treat the first session description it receives as the
    // answer": after early media the caller is answered with them, and moved to the winner's by
    // re-INVITE when those are others (D17).
    Optional<SessionDescription> told =
        state.hears() instanceof EarlyMedia(var media) ? Optional.of(media) : Optional.empty();
    Optional<SessionDescription> join =
        told.flatMap(early -> session.filter(media -> !media.sameMediaAs(early)));
    effects.add(new AnswerCaller(told.or(() -> session)));
    effects.add(new RecordAnswer(winner));
    CallOutcome outcome = state.forwarded() ? CallOutcome.FORWARDED : CallOutcome.ANSWERED;
    return Transition.to(
        new Answered(state.setup(), others.legs(), winner, outcome, told, join, Optional.empty()),
        effects);
  }

  /** Step 6. A delay before ringing that runs still goes on running. */
  private static Transition lost(Ringing state) {
    if (!state.legs().anyRinging()) {
      return nobodyLeft(state);
    }
    // The leg that is left may have sent its early media while it was not the last.
    return state.legs().earlyMediaOfLastLeft().isPresent() ? rings(state) : Transition.to(state);
  }

  private static Transition nobodyLeft(Ringing state) {
    if (state.setup().plan().forward() instanceof ToMailbox mailbox && !state.forwarded()) {
      return forward(state, mailbox, Refusals.diversionReason(state.refusals()))
          .after(List.of(stopRingingTimer(state)));
    }
    return refuse(
        state,
        Refusals.best(state.refusals()),
        Refusals.declined(state.refusals()) ? CallOutcome.DECLINED : CallOutcome.NOT_ANSWERED,
        Reason.NO_ANSWER,
        state.forwarded() ? "the mailbox did not take the call" : "nobody left to ring");
  }

  private static Transition nobodyAnswered(Ringing state) {
    return state.setup().plan().forward() instanceof ToMailbox mailbox && !state.forwarded()
        ? forward(state, mailbox, Diversion.Reason.NO_ANSWER)
        : Transition.ignored(state);
  }

  /** Step 7: every leg is cleared and the mailbox rings. */
  private static Transition forward(Ringing state, ToMailbox mailbox, Diversion.Reason why) {
    Legs.Withdrawal everyone = state.legs().withdrawAll(Reason.NO_ANSWER);
    LegPlan plan =
        new LegPlan(
            mailbox.mailbox(),
            new Ring(Duration.ZERO),
            mailbox.shown(),
            mailbox.on().map(number -> new Diversion(number, why)),
            Optional.empty());
    LegId leg = state.setup().mailboxLeg();
    LegStep begun = LegTransitions.begin(leg, plan, state.setup().offer()).orElseThrow();
    List<CallEffect> effects = new ArrayList<>(everyone.effects());
    effects.addAll(begun.effects());
    effects.add(new StartTimer(TOO_LONG, LONGEST_RINGING));
    Legs legs = everyone.legs().with(leg, begun.state());
    return Transition.to(
        new Ringing(state.setup(), legs, state.hears(), state.refusals(), true), effects);
  }

  private static Transition rangTooLong(Ringing state) {
    return refuse(state, 480, CallOutcome.NOT_ANSWERED, Reason.NO_ANSWER, "rang too long");
  }

  private static Transition callerGaveUp(Ringing state, List<CallEffect> answer) {
    List<CallEffect> effects = new ArrayList<>(answer);
    effects.add(new RecordEnd(CallOutcome.CANCELLED, 487, "the caller gave up"));
    return leave(state, Reason.CALLER_GAVE_UP, effects);
  }

  private static Transition refuse(
      Ringing state, int status, CallOutcome outcome, Reason reason, String detail) {
    return leave(
        state, reason, List.of(new RefuseCaller(status), new RecordEnd(outcome, status, detail)));
  }

  /** Step 8. */
  private static Transition leave(Ringing state, Reason reason, List<CallEffect> then) {
    Legs.Withdrawal everyone = state.legs().withdrawAll(reason);
    List<CallEffect> effects = new ArrayList<>(everyone.effects());
    effects.add(stopRingingTimer(state));
    effects.addAll(then);
    return Departure.begin(everyone.legs()).after(effects);
  }

  /** The one that {@link #ringingEnds} or {@link #forward} has started. */
  private static StopTimer stopRingingTimer(Ringing state) {
    boolean awaitsForward =
        state.setup().plan().forward() instanceof ToMailbox && !state.forwarded();
    return new StopTimer(awaitsForward ? NO_ANSWER : TOO_LONG);
  }
}
