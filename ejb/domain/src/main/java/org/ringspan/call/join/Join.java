package org.ringspan.call.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.join.Consultation.Asked;
import org.ringspan.call.join.JoinEffect.AnswerLink;
import org.ringspan.call.join.JoinEffect.AskHeld;
import org.ringspan.call.join.JoinEffect.RefuseLink;
import org.ringspan.call.join.JoinEvent.LinkAnswered;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkHeld;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.join.JoinEvent.LinkRequested;
import org.ringspan.reach.Claims;
import org.ringspan.record.CallOutcome;

/**
 * Two calls of a user are joined (design guide table 21-2):
 *
 * <ol>
 *   <li>In the second call the user keys the code, while talking with whom it has called: {@link
 *       #asked}. The call on hold is looked for, and asked. While others ring it is {@link
 *       EarlyTransfer}.
 *   <li>The call on hold agrees: the second call takes the user's place in it, and whoever waited
 *       hears it: {@link #requested}.
 *   <li>The second call hears so. Transfer: the call that was on hold takes the user's place here,
 *       too. Conference: the three talk: {@link #answered}.
 *   <li>What the three do is {@link Conferring}.
 *   <li>When one of two joined calls ends, so does the other: {@link #ended}.
 * </ol>
 */
public final class Join {
  private Join() {}

  /** Step 1: a party has keyed a code. */
  public static Transition asked(Anchored state, LegId party, boolean conference) {
    boolean may =
        party.equals(LegId.CALLER)
            && state.ringing().isEmpty()
            && state.left().isEmpty()
            && state.consultation().filter(consulting -> !consulting.waits()).isPresent();
    return may
        ? Transition.to(
            state.consulting(new Consultation(conference ? Asked.CONFERENCE : Asked.TRANSFER)),
            new NoteFeature(party, conference ? FeatureNote.CONFERENCE : FeatureNote.TRANSFER),
            new AskHeld(party, conference))
        : Transition.to(state, new NoteFeature(party, FeatureNote.NOT_NOW));
  }

  /** What other calls tell a call of two. */
  public static Transition on(Anchored state, JoinEvent event, Pair pair) {
    return switch (event) {
      case LinkRequested request -> requested(state, request);
      case LinkAnswered answer -> answered(state, answer);
      case LinkRefused(var leg, var why) -> refused(state, leg, why, pair);
      case LinkHeld(var leg, var held)
          when state.isThere(leg) && state.hold() instanceof Anchored.NotHeld ->
          Transition.to(state, music(state.talking().other(leg), held));
      case LinkHeld late -> Transition.ignored(state);
      case LinkEnded(var leg, var why) when state.isThere(leg) -> ended(state, leg, why, pair);
      case LinkEnded late -> Transition.ignored(state);
    };
  }

  /** Whoever hears a link hears music instead of what is on hold behind it. */
  static CallEffect music(LegId party, boolean held) {
    return held ? new HoldParty(party) : new ResumeParty(party);
  }

  /**
   * The user has hung up behind the code, before the call on hold has answered: nobody is lost, the
   * two are joined as soon as it does.
   */
  public static Transition userLeft(Anchored state) {
    List<CallEffect> effects = new ArrayList<>();
    Anchored left = Anchor.departed(state, LegId.CALLER, effects);
    effects.add(new HoldParty(state.talking().other(LegId.CALLER)));
    effects.add(new NoteFeature(LegId.CALLER, FeatureNote.LEFT_ASKING));
    return Transition.to(left, effects);
  }

  /** Step 2. */
  private static Transition requested(Anchored state, LinkRequested request) {
    if (!state.mayBeJoined(request.from())) {
      return Transition.to(state, new RefuseLink(request.leg()));
    }
    Transition replaced = Anchor.replaced(state, request.from(), request.leg());
    // The user's end is given back first: the link may need its ports.
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new MoveBegins(Claims.NONE));
    effects.addAll(only(replaced, true));
    effects.add(new AnswerLink(request.leg(), request.offer()));
    effects.addAll(only(replaced, false));
    return Transition.to(replaced.state(), effects);
  }

  private static List<CallEffect> only(Transition transition, boolean leaving) {
    return transition.effects().stream()
        .filter(effect -> effect instanceof LeaveEngine == leaving)
        .toList();
  }

  /** Step 3. */
  private static Transition answered(Anchored state, LinkAnswered answer) {
    if (state.consultation().filter(Consultation::waits).isEmpty()) {
      return Transition.ignored(state);
    }
    // Who has left meanwhile is in no conference.
    boolean conference =
        state.consultation().orElseThrow().asked() == Asked.CONFERENCE && state.left().isEmpty();
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new NegotiateWithEngine(answer.leg(), Optional.of(answer.answer())));
    if (conference) {
      return Conferring.begin(state, answer.leg()).after(effects);
    }
    effects.add(new MoveBegins(Claims.NONE));
    return Anchor.replaced(state, LegId.CALLER, answer.leg()).after(effects);
  }

  private static Transition refused(
      Anchored state, Optional<LegId> leg, LinkRefused.Why why, Pair pair) {
    if (state.consultation().filter(Consultation::waits).isEmpty()) {
      return Transition.ignored(state);
    }
    if (state.left().isPresent()) {
      return Anchor.end(state, nothingToJoin(state.talking().outcome()), Set.of(), pair)
          .after(refusal(leg, why));
    }
    return Transition.to(state.consulting(Consultation.begin()), refusal(leg, why));
  }

  /** How a call ends whose user has hung up behind the code, when there is nothing to join. */
  static Ending nothingToJoin(CallOutcome outcome) {
    return Ending.of(
        Reason.HUNG_UP, outcome, "the caller hung up, and no call on hold could be joined");
  }

  /** What is done when the calls aren't joined. */
  static List<CallEffect> refusal(Optional<LegId> leg, LinkRefused.Why why) {
    List<CallEffect> effects = new ArrayList<>();
    leg.ifPresent(link -> effects.add(new LeaveEngine(link)));
    effects.add(
        new NoteFeature(
            LegId.CALLER,
            why == LinkRefused.Why.NOTHING_HELD
                ? FeatureNote.NOTHING_HELD
                : FeatureNote.NOT_JOINED));
    return effects;
  }

  /** Step 5. */
  private static Transition ended(Anchored state, LegId leg, String why, Pair pair) {
    return Anchor.end(
        state,
        Ending.of(
            Reason.HUNG_UP,
            state.talking().outcome(),
            "the call that it was joined with has ended: " + why),
        Set.of(leg),
        pair);
  }
}
