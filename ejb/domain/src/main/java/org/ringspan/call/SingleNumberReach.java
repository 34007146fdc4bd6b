package org.ringspan.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.NoteFeature;
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
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.CallerHears.EarlyMedia;
import org.ringspan.call.CallState.CallerHears.FromEngine;
import org.ringspan.call.CallState.CallerHears.RingingTone;
import org.ringspan.call.CallState.CallerHears.Silence;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.voice.MailboxCall;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.Forward;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;
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
 *   <li>When all are out, or nobody answers in time, the call goes on to the next place, mostly the
 *       mailbox, or another member of a hunt group: {@link #forward}. Who has answered by then and
 *       is asked for a key keeps the call until that is decided: {@link #stillAsking}. For a
 *       mailbox of ours the server answers: {@link #toMailbox}.
 *   <li>When that is no way out either, or the caller gives up: {@link #leave}, and the {@link
 *       Departure} begins.
 * </ol>
 */
final class SingleNumberReach {
  /**
   * The phones of one place ring no longer than this, and neither do those of the next: it is how
   * long a proxy on the way bears an INVITE without an answer (RFC 3261 section 16.6, timer C).
   */
  static final Duration LONGEST_RINGING = Duration.ofMinutes(3);

  private static final int NOT_ACCEPTABLE_HERE = 488;
  private static final Duration SAME_RINGING = Duration.ofMinutes(1);
  private static final TimerId RING_AGAIN = TimerId.ofCall(TimerId.Kind.RING_AGAIN);

  private SingleNumberReach() {}

  /** Steps 1 and 2. */
  static Transition place(CallPlaced placed) {
    Setup setup = new Setup(placed.plan(), placed.offer());
    if (isUnencrypted(placed.plan(), placed.offer())) {
      return refuseUnencrypted(setup);
    }
    Course course = Course.from(setup.plan().forward());
    Ringing ringing = new Ringing(setup, Legs.NONE, new Silence(), List.of(), course);
    return ring(ringing, setup.plan().legs()).after(List.of(new RecordStart(setup.plan())));
  }

  /** Whether a caller whose media have to be encrypted offers others. */
  static boolean isUnencrypted(ReachPlan plan, Optional<SessionDescription> offer) {
    return plan.encryption().isOn()
        && offer.isPresent()
        && AudioDescription.of(offer.get(), plan.encryption()).isEmpty();
  }

  /** Nothing is sent in clear by accident: such a call isn't begun. */
  static Transition refuseUnencrypted(Setup setup) {
    return Departure.begin(setup, Legs.NONE)
        .after(
            List.of(
                new RecordStart(setup.plan()),
                new RefuseCaller(NOT_ACCEPTABLE_HERE),
                new RecordEnd(
                    CallOutcome.FAILED,
                    NOT_ACCEPTABLE_HERE,
                    "the caller doesn't offer the encryption that is set for it: "
                        + setup.plan().encryption().text())));
  }

  /** The legs of the place that the call has come to begin. */
  static Transition ring(Ringing state, List<LegPlan> plans) {
    OptionalInt mailbox = ownMailbox(plans);
    if (mailbox.isPresent()) {
      return toMailbox(state, plans, mailbox.getAsInt());
    }
    List<CallEffect> effects = new ArrayList<>();
    effects.add(ringingEnds(state.course()));
    Ringing ringing = begin(state, plans, effects);
    return ringing.legs().anyRinging()
        ? Transition.to(ringing, effects)
        : nobodyLeft(ringing).after(effects);
  }

  private static OptionalInt ownMailbox(List<LegPlan> plans) {
    return IntStream.range(0, plans.size())
        .filter(i -> plans.get(i).decision() instanceof LegDecision.Ring)
        .filter(i -> plans.get(i).target() instanceof LegTarget.OwnMailbox)
        .findFirst();
  }

  /** The server answers for a mailbox: whoever rings still is cleared, as by any other answer. */
  private static Transition toMailbox(Ringing state, List<LegPlan> plans, int which) {
    LegId leg = new LegId(state.course().lines() + which + 1);
    Legs.Withdrawal everyone = state.legs().withdrawAll(Reason.COMPLETED_ELSEWHERE);
    List<CallEffect> effects = new ArrayList<>(everyone.effects());
    effects.addAll(stopRingingAgain(state));
    Ringing alone =
        new Ringing(
            state.setup(),
            everyone.legs(),
            state.hears(),
            state.refusals(),
            state.course().counting(plans.size()));
    return MailboxCall.begin(alone, leg, plans.get(which).divertedBy(state.course().diversions()))
        .after(effects);
  }

  private static Ringing begin(Ringing state, List<LegPlan> plans, List<CallEffect> effects) {
    Legs legs = state.legs();
    Ringing refused = state;
    for (int i = 0; i < plans.size(); i++) {
      LegId leg = new LegId(state.course().lines() + i + 1);
      LegPlan plan = anchored(state, plans.get(i).divertedBy(state.course().diversions()));
      if (plan.rings() && plan.target().isEncrypted() && !plan.anchored()) {
        refused = refused.refusedWith(NOT_ACCEPTABLE_HERE);
        continue;
      }
      Optional<LegStep> begun = LegTransitions.begin(leg, plan, state.setup().offer());
      if (begun.isPresent()) {
        legs = legs.with(leg, begun.get().state());
        effects.addAll(begun.get().effects());
      }
    }
    Course course = state.course().counting(plans.size());
    return new Ringing(state.setup(), legs, state.hears(), refused.refusals(), course);
  }

  /**
   * A leg of a call that goes through the media engine, when the engine can do with what the caller
   * offers, and the caller hasn't heard the media of somebody else already. So does each call of
   * which a side is encrypted: on that side, and by keys of its own.
   */
  private static LegPlan anchored(Ringing state, LegPlan plan) {
    if (state.hears() instanceof FromEngine) {
      return plan.anchoring();
    }
    MediaEncryption callers = state.setup().plan().encryption();
    boolean wanted =
        plan.midCall().isPresent()
            || state.setup().plan().midCall().isPresent()
            || plan.target().isEncrypted()
            || callers.isOn();
    if (!wanted) {
      return plan;
    }
    Optional<SessionDescription> offer = state.setup().offer();
    boolean possible =
        !(state.hears() instanceof EarlyMedia)
            && (offer.isEmpty() || AudioDescription.of(offer.get(), callers).isPresent());
    return possible ? plan.anchoring() : plan.notAnchored();
  }

  /** It runs even when no desk phone is registered (D7). */
  private static StartTimer ringingEnds(Course course) {
    Duration after = course.next().after();
    boolean ends = course.onNoAnswer().isPresent() || course.next().givesUp();
    return new StartTimer(
        course.ringingTimer(),
        ends && after.compareTo(LONGEST_RINGING) < 0 ? after : LONGEST_RINGING);
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
      case Reoffered(var party, var offer, var byUpdate) when party.equals(LegId.CALLER) ->
          Transition.to(state, new RefuseReoffer(party, 500));
      // rfc3262#section-3: "If a reliable provisional response is retransmitted for 64*T1 seconds
      // without reception of a corresponding PRACK, the UAS SHOULD reject the original request with
      // a 5xx response."
      case NeverAcknowledged(var party) when party.equals(LegId.CALLER) ->
          refuse(
              state,
              500,
              CallOutcome.FAILED,
              Reason.CALLER_GAVE_UP,
              "the caller never acknowledged that it rings");
      case InfoReceived info ->
          state
              .legs()
              .onInfo(info, state.setup().offer())
              .map(moved -> moved(state, info.party(), Optional.of(moved)))
              .orElseGet(
                  () -> Transition.to(state, new AnswerInfo(info.party(), info.number(), 480)));
      case TimerExpired(var timer) when timer.equals(RING_AGAIN) -> ringAgain(state);
      case TimerExpired(var timer) when timer.equals(state.course().ringingTimer()) ->
          ringingEnded(state);
      case TimerExpired(var timer) ->
          moved(state, timer.leg(), state.legs().onTimer(timer, state.setup().offer()));
      case PartyEvent ofLeg ->
          moved(state, ofLeg.party(), state.legs().on(ofLeg, state.setup().offer()));
      case HangUpRequested requested ->
          refuse(
              state,
              480,
              requested.outcome() == CallOutcome.INTERRUPTED
                  ? CallOutcome.INTERRUPTED
                  : CallOutcome.FAILED,
              Reason.HUNG_UP,
              requested.detail());
      // Of a leg whose answer didn't count.
      case CallEvent.SessionAgreed lost -> Transition.ignored(state);
      case CallEvent.RefreshRefused unexpected -> Transition.ignored(state);
      case EffectFailed bearable -> Transition.ignored(state);
      case CallPlaced again -> Transition.ignored(state);
      case CallEvent.FeatureEvent elsewhere -> Transition.ignored(state);
    };
  }

  private static Transition moved(Ringing state, LegId leg, Optional<Legs.Moved> change) {
    return change
        .map(moved -> decide(state.with(moved.legs()), leg, moved.signal()).after(moved.effects()))
        .orElseGet(() -> Transition.ignored(state));
  }

  private static Transition decide(Ringing state, LegId leg, LegStep.Signal signal) {
    return switch (signal) {
      case LegStep.Nothing nothing -> Transition.to(state);
      case LegStep.GoesOn goesOn -> Transition.to(state);
      case LegStep.Rings rings -> rings(state);
      case LegStep.Answers(var session) -> answered(state, leg, session);
      case LegStep.Redirects redirects -> redirected(state, redirects);
      case LegStep.MemberOut(var seat, int status) -> memberOut(state.refusedWith(status), seat);
      case LegStep.DeclinesEverywhere(int status) -> declinedEverywhere(state.refusedWith(status));
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
      case FromEngine already -> Transition.to(state);
      case Silence silence when heard.isPresent() ->
          Transition.to(
              state.hearing(new EarlyMedia(heard.get())),
              new ProgressCaller(heard.get()),
              ringsAgain());
      case Silence silence ->
          Transition.to(state.hearing(new RingingTone()), new RingCaller(), ringsAgain());
      case RingingTone ringing when heard.isPresent() ->
          Transition.to(
              state.hearing(new EarlyMedia(heard.get())), new ProgressCaller(heard.get()));
      case RingingTone ringing -> Transition.to(state);
    };
  }

  private static StartTimer ringsAgain() {
    return new StartTimer(RING_AGAIN, SAME_RINGING);
  }

  /**
   * rfc3261#section-13.3.1.1: "To prevent cancellation, the UAS MUST send a non-100 provisional
   * response at every minute, to handle the possibility of lost provisional responses."
   */
  private static Transition ringAgain(Ringing state) {
    return switch (state.hears()) {
      case Silence silence -> Transition.ignored(state);
      case FromEngine engine -> Transition.ignored(state);
      case RingingTone ringing -> Transition.to(state, new RingCaller(), ringsAgain());
      case EarlyMedia(var media) -> Transition.to(state, new ProgressCaller(media), ringsAgain());
    };
  }

  private static List<CallEffect> stopRingingAgain(Ringing state) {
    return state.hears() instanceof Silence || state.hears() instanceof FromEngine
        ? List.of()
        : List.of(new StopTimer(RING_AGAIN));
  }

  /**
   * A phone of ours forwards the call by itself: whom it names rings instead of it. Who recurses on
   * redirections must do so a limited number of times (RFC 3261 section 8.1.3.4).
   */
  private static Transition redirected(Ringing state, LegStep.Redirects to) {
    if (!state.course().mayBeRedirected()) {
      return lost(state.refusedWith(to.status()));
    }
    Ringing onwards =
        new Ringing(
            state.setup(),
            state.legs(),
            state.hears(),
            state.refusals(),
            state.course().redirected());
    OptionalInt mailbox = ownMailbox(to.legs());
    if (mailbox.isPresent()) {
      return toMailbox(onwards, to.legs(), mailbox.getAsInt())
          .after(List.of(stopRingingTimer(state)));
    }
    List<CallEffect> effects = new ArrayList<>();
    Ringing ringing = begin(onwards, to.legs(), effects);
    return (ringing.legs().anyRinging() ? Transition.to(ringing) : nobodyLeft(ringing))
        .after(effects);
  }

  /** D16: the person has said no for every telephone. */
  private static Transition declinedEverywhere(Ringing state) {
    Legs.Withdrawal everyone = state.legs().withdrawAll(Reason.DECLINED);
    return nobodyLeft(state.with(everyone.legs())).after(everyone.effects());
  }

  /** D16, in a hunt group: the others ring on. */
  private static Transition memberOut(Ringing state, HuntSeat seat) {
    Legs.Withdrawal member = state.legs().withdrawMember(seat, Reason.DECLINED);
    return lost(state.with(member.legs())).after(member.effects());
  }

  /** Step 5. */
  private static Transition answered(
      Ringing state, LegId winner, Optional<SessionDescription> session) {
    Legs.Withdrawal others =
        state.legs().withdrawAllBut(Optional.of(winner), Reason.COMPLETED_ELSEWHERE);
    List<CallEffect> effects = new ArrayList<>(others.effects());
    effects.add(stopRingingTimer(state));
    effects.addAll(stopRingingAgain(state));
    boolean anchored = others.legs().isAnchored(winner);
    if (state.setup().offer().isPresent() && !anchored) {
      effects.add(new Acknowledge(winner, Optional.empty()));
    }
    // rfc3261#section-13.2.1: "The UAC MUST treat the first session description it receives as the
    // answer": after early media the caller is answered with them, and moved to the winner's by
    // re-INVITE when those are others (D17).
    Optional<SessionDescription> told =
        state.hears() instanceof EarlyMedia(var media) ? Optional.of(media) : Optional.empty();
    Optional<SessionDescription> join =
        told.flatMap(early -> session.filter(media -> !media.sameMediaAs(early)));
    effects.add(
        anchored
            ? new AnswerCallerFromEngine(state.setup().offer())
            : new AnswerCaller(told.or(() -> session)));
    effects.add(new RecordAnswer(winner));
    CallOutcome outcome =
        state.course().isForwarded() ? CallOutcome.FORWARDED : CallOutcome.ANSWERED;
    return Transition.to(
        new Answered(
            state.setup(),
            others.legs(),
            winner,
            outcome,
            session,
            told,
            join,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            anchored),
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
    if (state.course().asking()) {
      return state
          .course()
          .onNoAnswer()
          .map(
              there ->
                  forward(state, there, Diversion.Reason.NO_ANSWER)
                      .after(List.of(stopRingingTimer(state))))
          .orElseGet(() -> rangTooLong(state));
    }
    Optional<Forward> onwards = state.course().onRefusals(state.refusals());
    if (onwards.isPresent()) {
      return forward(state, onwards.get(), Refusals.diversionReason(state.refusals()))
          .after(List.of(stopRingingTimer(state)));
    }
    List<Integer> refusals = state.course().refusalsForCaller(state.refusals());
    return refuse(
        state,
        Refusals.best(refusals),
        Refusals.declined(refusals) ? CallOutcome.DECLINED : CallOutcome.NOT_ANSWERED,
        Reason.NO_ANSWER,
        state.course().isForwarded()
            ? "nobody took the call where it was forwarded to"
            : "nobody left to ring");
  }

  private static Transition ringingEnded(Ringing state) {
    Optional<Duration> asked = state.course().asking() ? Optional.empty() : state.legs().asked();
    return asked.map(longest -> stillAsking(state, longest)).orElseGet(() -> nobodyAnswered(state));
  }

  /**
   * Somebody has answered at a remote destination and is asked for a key (design guide page 21-58).
   * Nobody else may answer any more, so that it doesn't go on for ever.
   */
  private static Transition stillAsking(Ringing state, Duration longest) {
    Legs.Withdrawal others = state.legs().withdrawAllButAsked(Reason.NO_ANSWER);
    Course course = state.course().stillAsking();
    List<CallEffect> effects = new ArrayList<>(others.effects());
    effects.add(new NoteFeature(LegId.CALLER, FeatureNote.STILL_ASKING));
    effects.add(new StartTimer(course.ringingTimer(), longest));
    return Transition.to(
        new Ringing(state.setup(), others.legs(), state.hears(), state.refusals(), course),
        effects);
  }

  private static Transition nobodyAnswered(Ringing state) {
    return state
        .course()
        .onNoAnswer()
        .map(forward -> forward(state, forward, Diversion.Reason.NO_ANSWER))
        .orElseGet(() -> rangTooLong(state));
  }

  /** Step 7: every leg is cleared and the next place rings. */
  private static Transition forward(Ringing state, Forward forward, Diversion.Reason why) {
    Legs.Withdrawal everyone = state.legs().withdrawAll(Reason.NO_ANSWER);
    Course course = state.course().onTo(forward, why, state.refusals());
    Ringing onwards = new Ringing(state.setup(), everyone.legs(), state.hears(), List.of(), course);
    return ring(onwards, forward.legs()).after(everyone.effects());
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
    effects.addAll(stopRingingAgain(state));
    effects.addAll(then);
    return Departure.begin(state.setup(), everyone.legs()).after(effects);
  }

  /** The one that {@link #ringingEnds} has started. */
  private static StopTimer stopRingingTimer(Ringing state) {
    return new StopTimer(state.course().ringingTimer());
  }
}
