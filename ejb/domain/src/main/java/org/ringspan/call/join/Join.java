package org.ringspan.call.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.FeatureEvent;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.join.Consultation.Asked;
import org.ringspan.call.join.JoinEffect.AnswerLink;
import org.ringspan.call.join.JoinEffect.AskHeld;
import org.ringspan.call.join.JoinEffect.Confer;
import org.ringspan.call.join.JoinEffect.RefuseLink;
import org.ringspan.call.join.JoinEvent.LinkAnswered;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.join.JoinEvent.LinkRequested;
import org.ringspan.reach.Claims;

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
 *   <li>Who leaves the three leaves two who talk on: {@link #leaves}.
 *   <li>When one of two joined calls ends, so does the other: {@link #ended}.
 * </ol>
 */
public final class Join {
  private static final int OK = 200;

  private Join() {}

  /** Step 1: a party has keyed a code. */
  public static Transition asked(Anchored state, LegId party, boolean conference) {
    boolean may =
        party.equals(LegId.CALLER)
            && state.ringing().isEmpty()
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
      case LinkRefused(var leg, var why) -> refused(state, leg, why);
      case LinkEnded(var leg, var why) when state.isThere(leg) -> ended(state, leg, why, pair);
      case LinkEnded late -> Transition.ignored(state);
    };
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
    boolean conference = state.consultation().orElseThrow().asked() == Asked.CONFERENCE;
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new NegotiateWithEngine(answer.leg(), Optional.of(answer.answer())));
    if (conference) {
      return confer(state, answer.leg()).after(effects);
    }
    effects.add(new MoveBegins(Claims.NONE));
    return Anchor.replaced(state, LegId.CALLER, answer.leg()).after(effects);
  }

  private static Transition refused(Anchored state, Optional<LegId> leg, LinkRefused.Why why) {
    if (state.consultation().filter(Consultation::waits).isEmpty()) {
      return Transition.ignored(state);
    }
    return Transition.to(state.consulting(Consultation.begin()), refusal(leg, why));
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

  // The three.

  private static Transition confer(Anchored state, LegId link) {
    List<CallEffect> effects = new ArrayList<>();
    Anchored open = Anchor.unheld(state, effects);
    Talking talking = open.talking();
    effects.add(new Confer(List.of(talking.calling(), talking.winner(), link)));
    return Transition.to(
        new Conference(Anchored.of(talking.with(talking.legs().arrived(link))), link), effects);
  }

  /** What happens to the three. */
  public static Transition on(Conference state, CallEvent event, Pair pair) {
    Anchored two = state.two();
    return switch (event) {
      case HungUp(var party) when two.talking().isOfPair(party) -> leaves(state, party);
      case LinkEnded(var leg, var why) when leg.equals(state.link()) -> alone(state);
      case MediaFailed(var party) when party.equals(state.link()) ->
          within(state, Anchor.on(two, new MediaFailed(two.talking().calling()), pair));
      // In a conference keys mean nothing, and nobody else is told of them.
      case DigitPressed key -> Transition.ignored(state);
      case InfoReceived(var party, var number, var digit)
          when digit.isPresent() && two.talking().isOfPair(party) ->
          Transition.to(state, new AnswerInfo(party, number, OK));
      case FeatureEvent elsewhere -> Transition.ignored(state);
      case CallEvent ofTheTwo -> within(state, Anchor.on(two, ofTheTwo, pair));
    };
  }

  /** Nobody hears music when one of three holds. */
  private static Transition within(Conference state, Transition transition) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    return transition.state() instanceof Anchored two
        ? Transition.to(
            state.with(two),
            transition.effects().stream()
                .filter(effect -> !(effect instanceof HoldParty || effect instanceof ResumeParty))
                .toList())
        : transition;
  }

  /** Step 4: one of the two; the other call stays. */
  private static Transition leaves(Conference state, LegId party) {
    Legs.Withdrawal gone = state.two().talking().legs().without(party);
    List<CallEffect> effects = new ArrayList<>();
    if (party.equals(LegId.CALLER)) {
      effects.add(new LeaveEngine(party));
    }
    effects.addAll(gone.effects());
    effects.add(new NoteFeature(party, FeatureNote.LEFT_CONFERENCE));
    effects.add(new MoveBegins(Claims.NONE));
    Anchored left = state.two().leftBy(party, gone.legs());
    return Anchor.replaced(left, party, state.link()).after(effects);
  }

  /** Step 4: the other call has ended; the two talk on. */
  private static Transition alone(Conference state) {
    Talking talking = state.two().talking();
    Legs.Withdrawal gone = talking.legs().without(state.link());
    return Transition.to(
        Anchored.of(talking.with(gone.legs())),
        Stream.concat(
                gone.effects().stream(),
                Stream.of(
                    new NoteFeature(state.link(), FeatureNote.LEFT_CONFERENCE),
                    new ConnectParties(talking.calling(), talking.winner())))
            .toList());
  }
}
