package org.ringspan.call.park;

import java.util.ArrayList;
import java.util.List;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.RefuseArrival;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.LegId;
import org.ringspan.call.Pair;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.anchor.Anchored.NotHeld;
import org.ringspan.call.join.JoinEffect.RefuseLink;
import org.ringspan.call.join.JoinEvent.LinkRequested;
import org.ringspan.call.move.MoveEvent.MoveImpossible;
import org.ringspan.call.park.ParkEffect.ConfirmPark;
import org.ringspan.call.park.ParkEffect.FreeNumber;
import org.ringspan.call.park.ParkEffect.Recall;
import org.ringspan.call.park.ParkEffect.RefusePark;
import org.ringspan.call.park.ParkEvent.ParkRequested;
import org.ringspan.call.park.ParkEvent.RetrievalRequested;

/**
 * A parked call (design guide table 21-2, "Directed Call Park"):
 *
 * <ol>
 *   <li>Who has the other on hold, or talks with it, leaves; the other hears music: {@link #begin}.
 *   <li>A telephone, or another call, takes the place of who has left: {@link #taken}.
 *   <li>When nobody has done so for long, telephones ring, mostly those of who has parked the call.
 *       Remote destinations ring with all that guards against a carrier's mailbox. Whoever answers
 *       has the call; when nobody does, it stays parked, and they ring again after the same time.
 *   <li>Who waits may hang up at any time.
 * </ol>
 */
public final class Park {
  private static final TimerId REVERSION = TimerId.ofCall(Kind.PARK);

  private Park() {}

  /** Step 1. */
  public static Transition begin(Anchored state, ParkRequested request) {
    LegId from = request.from();
    ParkPlace place = request.place();
    if (!state.mayBeParked(from)) {
      return Transition.to(state, new RefusePark(place.number()));
    }
    LegId staying = state.talking().other(from);
    List<CallEffect> effects = new ArrayList<>();
    if (state.hold() instanceof NotHeld) {
      effects.add(new HoldParty(staying));
    }
    Anchored two = Anchor.parks(state, from, effects);
    effects.add(new ConfirmPark(staying, from, place));
    effects.add(new StartTimer(REVERSION, place.reversion()));
    return Transition.to(new Parked(two, from, place), effects);
  }

  /** What happens to a parked call. */
  public static Transition on(Parked state, CallEvent event, Pair pair) {
    return switch (event) {
      case TimerExpired(var timer) when timer.equals(REVERSION) ->
          state.isTimed()
              ? Transition.to(state.asking(true), new Recall(state.left(), state.place()))
              : Transition.ignored(state);
      case MoveImpossible impossible ->
          state.asked()
              ? Transition.to(state.asking(false), again(state))
              : Transition.ignored(state);
      case RetrievalRequested(var leg, var other, var offer) ->
          taken(state, new LinkRequested(state.left(), leg, other, offer, false), pair);
      case PickupDialled dialled when dialled.by() == AnchorEvent.By.PARK ->
          taken(
              state,
              new PickupDialled(state.left(), dialled.leg(), dialled.offer(), dialled.by()),
              pair);
      // Who has parked it has it no more.
      case PickupDialled(var from, var leg, var offer, var by) ->
          Transition.to(state, new RefuseArrival(leg, 480));
      case LinkRequested request -> Transition.to(state, new RefuseLink(request.leg()));
      case ParkRequested(var from, var place) ->
          Transition.to(state, new RefusePark(place.number()));
      case CallEvent ofTheTwo -> within(state, Anchor.on(state.two(), ofTheTwo, pair));
    };
  }

  /** Step 2. Telephones that ring ring no more. */
  private static Transition taken(Parked state, CallEvent event, Pair pair) {
    if (state.two().ringing().isEmpty()) {
      return within(state, Anchor.on(state.two(), event, pair));
    }
    if (!state.mayBeTaken()) {
      // It is refused, and they go on ringing.
      return switch (event) {
        case LinkRequested request -> Transition.to(state, new RefuseLink(request.leg()));
        case PickupDialled dialled -> Transition.to(state, new RefuseArrival(dialled.leg(), 480));
        case CallEvent other -> Transition.ignored(state);
      };
    }
    List<CallEffect> effects = new ArrayList<>();
    Anchored quiet = Anchor.ringNoMore(state.two(), effects);
    // No time runs: it is taken at once.
    return within(state.with(quiet).asking(true), Anchor.on(quiet, event, pair)).after(effects);
  }

  private static Transition within(Parked state, Transition transition) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    boolean rang = state.two().ringing().isPresent();
    List<CallEffect> first = new ArrayList<>();
    if (transition.state() instanceof Anchored two && two.waitsFor(state.left())) {
      boolean rings = two.ringing().isPresent();
      if (rings && state.isTimed()) {
        first.add(new StopTimer(REVERSION));
      }
      List<CallEffect> effects = new ArrayList<>(transition.effects());
      if (rang && !rings) {
        // Step 3: nobody has answered.
        effects.add(again(state));
      }
      return Transition.to(state.with(two).asking(state.asked() && !rings), effects).after(first);
    }
    if (state.isTimed()) {
      first.add(new StopTimer(REVERSION));
    }
    first.add(new FreeNumber(state.place().number()));
    return transition.after(first);
  }

  private static StartTimer again(Parked state) {
    return new StartTimer(REVERSION, state.place().reversion());
  }
}
