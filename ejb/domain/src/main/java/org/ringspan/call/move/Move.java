package org.ringspan.call.move;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.FeatureEvent;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.LegStep;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.TimerId;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving.Answered;
import org.ringspan.call.move.Moving.Offering;
import org.ringspan.call.move.Moving.Ringing;
import org.ringspan.reach.LegPlan;

/**
 * Moves a call to another telephone of one of the two who talk, by third party call control (RFC
 * 3725 section 4.1, flow I):
 *
 * <ol>
 *   <li>The telephones are invited without an offer, while the two talk on.
 *   <li>The first that answers makes an offer; the others are cancelled.
 *   <li>As soon as the two negotiate nothing else, the offer goes to who stays as a re-INVITE.
 *   <li>The answer goes back in the ACK, and who has moved gets BYE.
 * </ol>
 *
 * <p>When nobody answers in time, all are out, or who stays refuses the offer, the call stays where
 * it is. When one of the two hangs up, or the telephone that has answered, the call ends.
 */
public final class Move {
  private static final int REQUEST_PENDING = 491;
  private static final int NO_SUCH_CALL = 481;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int MOST_GLARES = 5;

  /** As for all re-INVITEs of ours (RFC 3261 section 14.1). */
  private static final Duration AFTER_GLARE = Duration.ofMillis(1100);

  private static final TimerId RINGING = TimerId.ofCall(TimerId.Kind.MOVE);
  private static final TimerId AGAIN = TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN);

  private Move() {}

  /** Step 1. */
  public static Transition begin(Talking state, MoveRequested request) {
    if (!state.isOfPair(request.from())) {
      return Transition.ignored(state);
    }
    int first = Math.max(state.legs().nextNumber(), state.setup().plan().legs().size() + 1);
    Legs legs = state.legs();
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new MoveBegins(request.claims()));
    effects.add(new StartTimer(RINGING, request.ringing()));
    int number = first;
    for (LegPlan plan : request.to()) {
      LegPlan asked =
          plan.midCall().isPresent() || plan.target().isEncrypted() ? plan.anchoring() : plan;
      Optional<Legs.Moved> begun = legs.asking(new LegId(number), asked);
      if (begun.isPresent()) {
        legs = begun.get().legs();
        effects.addAll(begun.get().effects());
        number++;
      }
    }
    return number == first
        ? Transition.ignored(state)
        : Transition.to(
            new Moving(state.with(legs), request.from(), first, new Ringing()), effects);
  }

  /** What happens meanwhile. */
  public static Transition on(Moving state, CallEvent event, Pair pair) {
    return switch (event) {
      case HungUp(var party) when state.answered().equals(Optional.of(party)) ->
          answererLeft(state, party, pair);
      case PartyEvent ofTelephone when state.isTo(ofTelephone.party()) ->
          telephone(
              state, ofTelephone.party(), state.talking().legs().on(ofTelephone, Optional.empty()));
      case CallEvent.InfoReceived info when state.isTo(info.party()) ->
          state
              .talking()
              .legs()
              .onInfo(info, Optional.empty())
              .map(moved -> telephone(state, info.party(), Optional.of(moved)))
              .orElseGet(() -> beneath(state, pair.on(state.talking(), info)));
      case SessionAgreed agreed when state.isTo(agreed.party()) -> agreed(state, agreed);
      case TimerExpired(var timer) when timer.equals(RINGING) -> ringingEnds(state);
      case TimerExpired(var timer)
          when timer.equals(AGAIN) && state.phase() instanceof Offering offering ->
          again(state, offering);
      case TimerExpired(var timer) when state.isTo(timer.leg()) ->
          telephone(state, timer.leg(), state.talking().legs().onTimer(timer, Optional.empty()));
      case ReofferAnswered(var party, var answer)
          when state.phase() instanceof Offering offering && party.equals(state.staying()) ->
          answer.isPresent()
              ? moved(state, offering, answer.get(), pair)
              : stays(state, List.of(new Acknowledge(party, Optional.empty())));
      case ReofferRefused(var party, var status)
          when state.phase() instanceof Offering offering && party.equals(state.staying()) ->
          refused(state, offering, status, pair);
      // One move at a time.
      case FeatureEvent another -> Transition.ignored(state);
      case CallEvent ofTheTwo -> beneath(state, pair.on(state.talking(), ofTheTwo));
    };
  }

  /** Something happened between the two, or to the whole call. */
  private static Transition beneath(Moving state, Transition transition) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    if (transition.state() instanceof Talking talking) {
      return goingOn(state.with(talking), transition.effects());
    }
    // They end, and the telephones with them.
    List<CallEffect> effects = new ArrayList<>(takingNothing(state));
    effects.addAll(stopTimers(state));
    return transition.after(effects);
  }

  /**
   * The whole call ends, and the telephones ring no more.
   *
   * @param left who has left already, and isn't sent away any more
   */
  public static Transition end(Moving state, Ending ending, Set<LegId> left, Pair pair) {
    List<CallEffect> effects = new ArrayList<>(takingNothing(state));
    effects.addAll(stopTimers(state));
    return pair.end(state.talking(), ending, left).after(effects);
  }

  /** Step 3, when it is time for it. */
  private static Transition goingOn(Moving state, List<CallEffect> effects) {
    return state.phase() instanceof Answered answered
            && state.talking().exchange() instanceof Exchange.Steady
        ? offer(
                state.with(state.talking().with(new Exchange.Reserved())),
                new Offering(answered.by(), answered.offer(), answered.agreed(), 0, false))
            .after(effects)
        : Transition.to(state, effects);
  }

  private static Transition offer(Moving state, Offering offering) {
    LegId staying = state.staying();
    if (offering.offer().isEmpty()) {
      return Transition.to(state.in(offering), new ReofferFromEngine(staying));
    }
    Optional<SessionDescription> offer =
        afterwards(state, offering).asToldTo(staying, offering.offer());
    return Transition.to(
        state.with(state.talking().told(staying, offer)).in(offering), new Reoffer(staying, offer));
  }

  /** The two of whom one is the telephone that has answered. */
  private static Talking afterwards(Moving state, Offering offering) {
    return state.talking().replacing(state.from(), offering.by());
  }

  /** Something happened at one of the telephones. */
  private static Transition telephone(Moving state, LegId leg, Optional<Legs.Moved> change) {
    if (change.isEmpty()) {
      return Transition.ignored(state);
    }
    Legs.Moved moved = change.get();
    Moving now = state.with(state.talking().with(moved.legs()));
    Transition next =
        switch (moved.signal()) {
          case LegStep.Nothing nothing -> Transition.to(now);
          case LegStep.Rings rings -> Transition.to(now);
          case LegStep.GoesOn goesOn -> Transition.to(now);
          case LegStep.Answers(var offer) -> answered(now, leg, offer);
          case LegStep.MemberOut never -> lost(now);
          case LegStep.DeclinesEverywhere declined -> staysUnlessAnswered(now);
          // Where a telephone sends calls is not where its user wants to talk now.
          case LegStep.Redirects redirects -> lost(now);
          case LegStep.Lost lost -> lost(now);
        };
    return next.after(moved.effects());
  }

  /** Step 2. */
  private static Transition answered(Moving state, LegId leg, Optional<SessionDescription> offer) {
    if (offer.isEmpty() && !state.talking().legs().isAnchored(leg)) {
      // rfc3261#section-13.2.1: without an offer in the INVITE the answer must bring one.
      Legs.Withdrawal out = state.talking().legs().withdraw(leg, Reason.BROKEN);
      List<CallEffect> effects = new ArrayList<>();
      effects.add(new Acknowledge(leg, Optional.empty()));
      effects.addAll(out.effects());
      return lost(state.with(state.talking().with(out.legs()))).after(effects);
    }
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new StopTimer(RINGING));
    Moving alone = without(state, Optional.of(leg), Reason.COMPLETED_ELSEWHERE, effects);
    return goingOn(alone.in(new Answered(leg, offer, Optional.empty())), effects);
  }

  /** All telephones but one are taken out, each in its own way. */
  private static Moving without(
      Moving state, Optional<LegId> but, Reason reason, List<CallEffect> effects) {
    Legs legs = state.talking().legs();
    for (LegId leg : List.copyOf(legs.states().keySet())) {
      if (state.isTo(leg) && !but.equals(Optional.of(leg))) {
        Legs.Withdrawal out = legs.withdraw(leg, reason);
        legs = out.legs();
        effects.addAll(out.effects());
      }
    }
    return state.with(state.talking().with(legs));
  }

  private static Transition lost(Moving state) {
    boolean rings =
        state.talking().legs().states().entrySet().stream()
            .anyMatch(leg -> state.isTo(leg.getKey()) && leg.getValue().isRinging());
    return rings || state.answered().isPresent() ? Transition.to(state) : stays(state, List.of());
  }

  private static Transition staysUnlessAnswered(Moving state) {
    return state.answered().isPresent() ? Transition.to(state) : stays(state, List.of());
  }

  private static Transition ringingEnds(Moving state) {
    return state.answered().isPresent() ? Transition.ignored(state) : stays(state, List.of());
  }

  /** The call stays where it is. */
  private static Transition stays(Moving state, List<CallEffect> first) {
    List<CallEffect> effects = new ArrayList<>(first);
    effects.addAll(takingNothing(state));
    effects.addAll(stopTimers(state));
    Reason reason = state.answered().isPresent() ? Reason.BROKEN : Reason.NO_ANSWER;
    Talking talking = without(state, Optional.empty(), reason, effects).talking();
    effects.add(new MoveEnds(talking.calling(), talking.winner(), Optional.empty()));
    return Transition.to(
        talking.exchange() instanceof Exchange.Reserved
            ? talking.with(new Exchange.Steady())
            : talking,
        effects);
  }

  /** Step 4. */
  private static Transition moved(
      Moving state, Offering offering, SessionDescription answer, Pair pair) {
    LegId by = offering.by();
    if (offering.offer().isEmpty()) {
      return anchored(state, by, offering, answer, pair);
    }
    Talking before = afterwards(state, offering);
    SessionDescription offer = offering.offer().get();
    Optional<SessionDescription> forTelephone =
        before.asToldTo(by, Optional.of(answer)).map(it -> it.answering(offer));
    Legs.Withdrawal left = before.legs().withdraw(state.from(), Reason.MOVED);
    Talking talking = before.with(left.legs()).with(new Exchange.Steady());
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new Acknowledge(state.staying(), Optional.empty()));
    effects.add(new Acknowledge(by, forTelephone));
    effects.addAll(left.effects());
    effects.add(new MoveEnds(talking.calling(), talking.winner(), Optional.of(by)));
    return offering
        .agreed()
        .map(agreed -> pair.on(talking, agreed))
        .orElseGet(() -> Transition.to(talking))
        .after(effects);
  }

  /** The same where both have their media with the engine from now on. */
  private static Transition anchored(
      Moving state, LegId by, Offering offering, SessionDescription answer, Pair pair) {
    Talking before = afterwards(state, offering);
    Legs.Withdrawal left = before.legs().withdraw(state.from(), Reason.MOVED);
    Talking talking =
        before.with(left.legs().toEngine(state.staying())).with(new Exchange.Steady());
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new Acknowledge(state.staying(), Optional.empty()));
    effects.add(new NegotiateWithEngine(state.staying(), Optional.of(answer)));
    effects.addAll(left.effects());
    effects.add(new MoveEnds(talking.calling(), talking.winner(), Optional.of(by)));
    Transition begun = Anchor.begin(talking).after(effects);
    return offering
        .agreed()
        .filter(agreed -> begun.state() instanceof Anchored)
        .map(agreed -> Anchor.on((Anchored) begun.state(), agreed, pair).after(begun.effects()))
        .orElse(begun);
  }

  private static Transition refused(Moving state, Offering offering, int status, Pair pair) {
    if (status == REQUEST_PENDING && offering.glares() < MOST_GLARES) {
      return Transition.to(state.in(offering.refused()), new StartTimer(AGAIN, AFTER_GLARE));
    }
    // rfc3261#section-12.2.1.2: after these two the dialog is over.
    if (status == NO_SUCH_CALL || status == REQUEST_TIMEOUT) {
      return end(state, "a party was gone at a re-INVITE", pair);
    }
    return stays(state, List.of());
  }

  private static Transition again(Moving state, Offering offering) {
    return offering.waiting() ? offer(state, offering.again()) : Transition.ignored(state);
  }

  /** Who hangs up where the call goes ends the call. */
  private static Transition answererLeft(Moving state, LegId leg, Pair pair) {
    List<CallEffect> reject = takingNothing(state);
    Legs.Withdrawal left = state.talking().legs().without(leg);
    return pair.on(
            state.talking().with(left.legs()),
            new HangUpRequested(
                "it was hung up at the telephone that it moved to", state.talking().outcome()))
        .after(left.effects())
        .after(stopTimers(state))
        .after(reject);
  }

  private static Transition end(Moving state, String detail, Pair pair) {
    return beneath(
        state, pair.on(state.talking(), new HangUpRequested(detail, state.talking().outcome())));
  }

  private static Transition agreed(Moving state, SessionAgreed agreed) {
    if (!state.answered().equals(Optional.of(agreed.party()))) {
      return Transition.ignored(state);
    }
    return Transition.to(
        switch (state.phase()) {
          case Ringing ringing -> state;
          case Answered(var by, var offer, var before) ->
              state.in(new Answered(by, offer, Optional.of(agreed)));
          case Offering offering ->
              state.in(
                  new Offering(
                      offering.by(),
                      offering.offer(),
                      Optional.of(agreed),
                      offering.glares(),
                      offering.waiting()));
        });
  }

  /**
   * What the ACK of the one that has answered carries when nothing comes of it.
   *
   * <p>rfc3261#section-13.2.2.4: "If the 2xx contains an offer (based on the rules above), the ACK
   * MUST carry an answer in its body."
   */
  private static List<CallEffect> takingNothing(Moving state) {
    return state
        .answered()
        .<List<CallEffect>>map(
            by ->
                state.talking().legs().isAnchored(by)
                    ? List.of(new LeaveEngine(state.staying()))
                    : List.of(
                        new Acknowledge(by, state.offered().map(SessionDescription::rejected))))
        .orElse(List.of());
  }

  private static List<CallEffect> stopTimers(Moving state) {
    return switch (state.phase()) {
      case Ringing ringing -> List.of(new StopTimer(RINGING));
      case Answered answered -> List.of();
      case Offering offering -> offering.waiting() ? List.of(new StopTimer(AGAIN)) : List.of();
    };
  }
}
