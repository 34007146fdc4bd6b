package org.ringspan.call.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.FeatureEvent;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.anchor.Anchored.Held;
import org.ringspan.call.anchor.Keys;
import org.ringspan.call.join.Conference.Away;
import org.ringspan.call.join.Conference.How;
import org.ringspan.call.join.JoinEffect.Confer;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkHeld;
import org.ringspan.configuration.FeatureCodes.Feature;
import org.ringspan.reach.Claims;
import org.ringspan.reach.MidCall;

/**
 * Three who hear each other (design guide table 21-2):
 *
 * <ol>
 *   <li>The call that was on hold is the third: {@link #begin}.
 *   <li>Who holds steps aside, and nobody else notices: the others go on hearing each other, and no
 *       music comes into the conference. It is the same by the keys of hold and resume, by a
 *       telephone's own key, and in the other call: {@link #aside}. Only who is left alone hears
 *       music.
 *   <li>What else keys ask for is not possible here, and other keys are for nobody: {@link #keyed}.
 *   <li>Who leaves the three leaves two who talk on: {@link #leaves}, {@link #alone}.
 * </ol>
 */
public final class Conferring {
  private static final int OK = 200;

  private Conferring() {}

  /** Step 1. */
  static Transition begin(Anchored state, LegId link) {
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
      case LinkHeld(var leg, var held) when leg.equals(state.link()) ->
          aside(state, new Away(leg, How.OTHER_CALL), held);
      case MediaFailed(var party) when party.equals(state.link()) ->
          within(state, Anchor.on(two, new MediaFailed(two.talking().calling()), pair));
      case DigitPressed(var party, var digit) ->
          two.keyed().containsKey(party) ? pressed(state, party, digit) : Transition.ignored(state);
      case InfoReceived(var party, var number, var digit)
          when digit.isPresent() && two.talking().isOfPair(party) ->
          (two.keyed().containsKey(party)
                  ? pressed(state, party, digit.get())
                  : Transition.to(state))
              .after(List.of(new AnswerInfo(party, number, OK)));
      case TimerExpired(TimerId(var kind, var party)) when kind == Kind.KEYS ->
          paused(state, party);
      case FeatureEvent elsewhere -> Transition.ignored(state);
      case CallEvent ofTheTwo -> within(state, Anchor.on(two, ofTheTwo, pair));
    };
  }

  // Step 2.

  private static Transition aside(Conference state, Away party, boolean aside) {
    Conference after = state.with(party, aside);
    List<CallEffect> effects = new ArrayList<>();
    List<LegId> before = state.present();
    List<LegId> now = after.present();
    if (!now.equals(before)) {
      if (before.size() == 1) {
        effects.add(new ResumeParty(before.getFirst()));
      }
      switch (now.size()) {
        case 3 -> effects.add(new Confer(now));
        case 2 -> effects.add(new ConnectParties(now.getFirst(), now.getLast()));
        case 1 -> effects.add(new HoldParty(now.getFirst()));
        default -> {}
      }
      effects.add(
          new NoteFeature(party.party(), aside ? FeatureNote.STEPS_ASIDE : FeatureNote.STEPS_BACK));
    }
    return Transition.to(after, effects);
  }

  /** What the two negotiate: who holds by its own key steps aside. */
  private static Transition within(Conference state, Transition transition) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    if (!(transition.state() instanceof Anchored two)) {
      return transition;
    }
    Transition next = Transition.to(state.with(two));
    List<CallEffect> effects = new ArrayList<>();
    for (CallEffect effect : transition.effects()) {
      if (effect instanceof HoldParty(var other)) {
        next = asideBy(state.with(two), two.talking().other(other), true);
      } else if (effect instanceof ResumeParty(var other)) {
        next = asideBy(state.with(two), two.talking().other(other), false);
      } else {
        effects.add(effect);
      }
    }
    return next.after(effects);
  }

  private static Transition asideBy(Conference state, LegId party, boolean aside) {
    return aside(state, new Away(party, How.TELEPHONE), aside);
  }

  // Step 3.

  private static Transition pressed(Conference state, LegId party, char digit) {
    Anchored two = state.two();
    MidCall terms = two.keyed().get(party);
    if (terms == null) {
      return Transition.ignored(state);
    }
    String pending = two.pending(party);
    Keys keys = Keys.press(terms.codes(), pending, digit);
    List<CallEffect> effects = new ArrayList<>();
    if (!pending.isEmpty()) {
      effects.add(new StopTimer(new TimerId(Kind.KEYS, party)));
    }
    if (!keys.pending().isEmpty()) {
      effects.add(new StartTimer(new TimerId(Kind.KEYS, party), terms.betweenKeys()));
    }
    return keyed(state.with(two.pressed(party, keys.pending())), party, keys.feature())
        .after(effects);
  }

  private static Transition paused(Conference state, LegId party) {
    Anchored two = state.two();
    MidCall terms = two.keyed().get(party);
    String pending = two.pending(party);
    return terms == null || pending.isEmpty()
        ? Transition.ignored(state)
        : keyed(
            state.with(two.pressed(party, "")),
            party,
            Keys.pause(terms.codes(), pending).feature());
  }

  private static Transition keyed(Conference state, LegId party, Optional<Feature> feature) {
    if (feature.isEmpty()) {
      return Transition.to(state);
    }
    Away byKeys = new Away(party, How.KEYS);
    return switch (feature.get()) {
      case HOLD, EXCLUSIVE_HOLD -> aside(state, byKeys, true);
      case RESUME -> aside(state, byKeys, false);
      case TRANSFER, CONFERENCE, HANDOFF ->
          Transition.to(state, new NoteFeature(party, FeatureNote.NOT_NOW));
    };
  }

  // Step 4.

  /** One of the two; the other call stays. */
  private static Transition leaves(Conference state, LegId party) {
    List<CallEffect> effects = new ArrayList<>();
    Anchored left = Anchor.departed(state.two(), party, effects);
    effects.add(new NoteFeature(party, FeatureNote.LEFT_CONFERENCE));
    effects.add(new MoveBegins(Claims.NONE));
    LegId staying = left.talking().other(party);
    Transition two = Anchor.replaced(left, party, state.link());
    return stillAside(state, two, staying, state.link()).after(effects);
  }

  /** The other call has ended; the two talk on. */
  private static Transition alone(Conference state) {
    Talking talking = state.two().talking();
    Legs.Withdrawal gone = talking.legs().without(state.link());
    List<CallEffect> effects = new ArrayList<>();
    state
        .two()
        .keyed()
        .keySet()
        .forEach(
            party -> {
              if (!state.two().pending(party).isEmpty()) {
                effects.add(new StopTimer(new TimerId(Kind.KEYS, party)));
              }
            });
    if (state.present().size() == 1) {
      effects.add(new ResumeParty(state.present().getFirst()));
    }
    effects.addAll(gone.effects());
    effects.add(new NoteFeature(state.link(), FeatureNote.LEFT_CONFERENCE));
    effects.add(new ConnectParties(talking.calling(), talking.winner()));
    return stillAside(
            state,
            Transition.to(Anchored.of(talking.with(gone.legs()))),
            talking.calling(),
            talking.winner())
        .after(effects);
  }

  /** Who has stepped aside holds, now that there are two: the other hears music. */
  private static Transition stillAside(Conference before, Transition two, LegId one, LegId other) {
    LegId holder = before.isAway(one) ? one : other;
    if (!before.isAway(holder) || !(two.state() instanceof Anchored open)) {
      return two;
    }
    List<CallEffect> effects = new ArrayList<>(two.effects());
    effects.add(new HoldParty(open.talking().other(holder)));
    return Transition.to(
        before.isAway(holder, How.KEYS) ? open.with(new Held(holder, false)) : open, effects);
  }
}
