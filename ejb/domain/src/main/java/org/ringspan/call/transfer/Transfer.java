package org.ringspan.call.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallState;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.Anchor;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.anchor.Anchored.Held;
import org.ringspan.call.move.Move;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving;
import org.ringspan.call.transfer.TransferEffect.TellTransferor;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;

/**
 * A blind transfer (RFC 5589 section 6):
 *
 * <ol>
 *   <li>One of the two sends the other to a number. It rings there as for a call that moves, and
 *       the two talk on: {@link #begin}.
 *   <li>Who sends is told that it rings there, and how it ends: {@link #on}.
 *   <li>Somebody answers there: the other goes on with that one, and who has sent it gets BYE.
 *   <li>Nobody does: the two talk as before.
 *   <li>Who sends may hang up meanwhile: the other waits alone, with music where its media go
 *       through the engine. When nobody answers then, the call ends: {@link #leaves}.
 * </ol>
 */
public final class Transfer {
  private static final int RINGING = 180;
  private static final int OK = 200;
  private static final int NOT_AVAILABLE = 480;
  private static final int TERMINATED = 487;
  private static final int REQUEST_PENDING = 491;
  private static final int UNREACHABLE = 503;
  private static final int BUSY = 486;
  private static final int NOT_ACCEPTABLE = 488;

  private Transfer() {}

  /** Step 1, for two whose media go their own way. */
  public static Transition begin(Talking state, TransferRequested request) {
    return begun(state, request, Move.begin(state, moving(request)));
  }

  /** Step 1, for two whose media go through the engine. */
  public static Transition begin(Anchored state, TransferRequested request, Pair pair) {
    // Who is told to go elsewhere must be there still.
    return state.isThere(request.from())
        ? begun(state, request, Anchor.on(state, moving(request), pair))
        : Transition.ignored(state);
  }

  private static MoveRequested moving(TransferRequested request) {
    return new MoveRequested(request.from(), request.to(), request.claims(), request.ringing());
  }

  private static Transition begun(CallState state, TransferRequested request, Transition begun) {
    return switch (begun.state()) {
      case Moving moving when !begun.ignored() ->
          Transition.to(
              new Transferring(
                  moving, request.from(), moving.first(), false, false, Optional.empty()),
              begun.effects());
      case Anchored anchored when !begun.ignored() && anchored.ringing().isPresent() ->
          Transition.to(
              new Transferring(
                  anchored,
                  request.from(),
                  anchored.ringing().get().first(),
                  false,
                  false,
                  Optional.empty()),
              begun.effects());
      case CallState unchanged -> Transition.ignored(state);
    };
  }

  /** What happens meanwhile. */
  public static Transition on(Transferring state, CallEvent event, Pair pair) {
    if (event instanceof HungUp(var party) && party.equals(state.from()) && mayLeave(state)) {
      return leaves(state);
    }
    return state.left() ? alone(state, event, pair) : watched(state, event, pair);
  }

  /** Step 2. */
  private static Transition watched(Transferring before, CallEvent event, Pair pair) {
    Transition beneath = beneath(before, event, pair);
    if (beneath.ignored()) {
      return Transition.ignored(before);
    }
    List<CallEffect> effects = new ArrayList<>();
    Transferring state = told(before, event);
    if (state.rang() && !before.rang()) {
      effects.add(new TellTransferor(state.from(), RINGING));
    }
    if (beneath.state() instanceof Moving moving) {
      effects.addAll(beneath.effects());
      return Transition.to(state.with(moving), effects);
    }
    if (beneath.state() instanceof Anchored two && two.ringing().isPresent()) {
      effects.addAll(beneath.effects());
      return Transition.to(state.with(two), effects);
    }
    return ended(state, beneath, pair);
  }

  /** What it learns of the telephones there. */
  private static Transferring told(Transferring state, CallEvent event) {
    return switch (event) {
      case LegRinging(var leg, var media) when state.isTo(leg) -> state.ringing();
      case LegFailed(var leg, var status) when state.isTo(leg) && status >= 400 ->
          state.refused(status);
      case LegNotInvited(var leg, var why) when state.isTo(leg) -> state.refused(statusOf(why));
      case CallEvent other -> state;
    };
  }

  private static Transition beneath(Transferring state, CallEvent event, Pair pair) {
    return switch (state.beneath()) {
      case Moving moving -> Move.on(moving, event, pair);
      case Anchored anchored -> Anchor.on(anchored, event, pair);
      case CallState.FeatureState never -> Transition.ignored(state);
    };
  }

  private static int statusOf(LegNotInvited.Why why) {
    return switch (why) {
      case MEMBER_BUSY, TOO_MANY_CALLS -> BUSY;
      case NO_ENCRYPTION -> NOT_ACCEPTABLE;
      case NO_FREE_CHANNEL, NO_MEDIA, UNREACHABLE -> UNREACHABLE;
    };
  }

  /** Steps 3 and 4, or the whole call is over. */
  private static Transition ended(Transferring state, Transition beneath, Pair pair) {
    boolean moved =
        beneath.effects().stream()
            .anyMatch(effect -> effect instanceof MoveEnds end && end.to().isPresent());
    boolean stands = beneath.state() instanceof Talking || beneath.state() instanceof Anchored;
    int status = moved ? OK : stands ? state.refusal().orElse(NOT_AVAILABLE) : TERMINATED;
    List<CallEffect> effects = new ArrayList<>();
    // It is told before it gets BYE: afterwards it knows of no call.
    effects.add(new TellTransferor(state.from(), status));
    effects.addAll(beneath.effects());
    if (moved && beneath.state() instanceof Anchored two) {
      // It may have heard music because of its telephone's key.
      effects.add(new ResumeParty(two.talking().calling()));
      effects.add(new ResumeParty(two.talking().winner()));
    }
    Transition next =
        state.left() && stands && !moved
            ? over(state, beneath.state(), pair)
            : Transition.to(beneath.state());
    return next.after(effects);
  }

  // Step 5.

  private static boolean mayLeave(Transferring state) {
    return !state.left()
        && switch (state.beneath()) {
          case Anchored anchored -> true;
          // What is negotiated between the two can't be ended by one who is gone.
          case Moving moving ->
              moving.talking().exchange() instanceof Exchange.Steady
                  || moving.talking().exchange() instanceof Exchange.Reserved;
          case CallState.FeatureState never -> false;
        };
  }

  private static Transition leaves(Transferring state) {
    LegId from = state.from();
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new NoteFeature(from, FeatureNote.LEFT_TRANSFERRING));
    return switch (state.beneath()) {
      case Anchored anchored -> {
        Anchored gone = Anchor.departed(anchored, from, effects);
        boolean music = anchored.hold() instanceof Held(var by, var exclusive) && by.equals(from);
        if (!music) {
          effects.add(new HoldParty(anchored.talking().other(from)));
        }
        yield Transition.to(state.leaving(gone), effects);
      }
      case Moving moving -> {
        Legs.Withdrawal gone = moving.talking().legs().without(from);
        effects.addAll(gone.effects());
        yield Transition.to(
            state.leaving(moving.with(moving.talking().with(gone.legs()))), effects);
      }
      case CallState.FeatureState never -> Transition.ignored(state);
    };
  }

  /** Who sends is gone: nothing of the other is passed on to it. */
  private static Transition alone(Transferring state, CallEvent event, Pair pair) {
    LegId from = state.from();
    if (!(state.beneath() instanceof Moving moving)) {
      return watched(state, event, pair);
    }
    LegId staying = moving.talking().other(from);
    return switch (event) {
      case Reoffered(var party, var offer, var byUpdate) when party.equals(staying) ->
          Transition.to(state, new RefuseReoffer(party, REQUEST_PENDING));
      case InfoReceived(var party, var number, var digit)
          when party.equals(staying) || party.equals(from) ->
          Transition.to(state, new AnswerInfo(party, number, NOT_AVAILABLE));
      case PartyEvent late when late.party().equals(from) -> Transition.ignored(state);
      case SessionAgreed late when late.party().equals(from) -> Transition.ignored(state);
      case RefreshRefused late when late.party().equals(from) -> Transition.ignored(state);
      case CallEvent other -> {
        Transition beneath = Move.on(moving, other, pair);
        boolean goesOn =
            beneath.state() instanceof Moving
                || beneath.state() instanceof Talking
                || beneath.state() instanceof Anchored;
        yield goesOn ? watched(state, other, pair) : over(state, moving, other, beneath, pair);
      }
    };
  }

  /** The two end: for the same reason, but who has left isn't sent away any more. */
  private static Transition over(
      Transferring state, Moving moving, CallEvent event, Transition ends, Pair pair) {
    Set<LegId> left = new HashSet<>(Set.of(state.from()));
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new TellTransferor(state.from(), TERMINATED));
    Moving remaining = moving;
    if (event instanceof HungUp(var party)) {
      left.add(party);
      if (state.isTo(party)) {
        Legs.Withdrawal gone = moving.talking().legs().without(party);
        effects.addAll(gone.effects());
        remaining = moving.with(moving.talking().with(gone.legs()));
      }
    }
    return Move.end(remaining, endingOf(moving.talking(), ends), left, pair).after(effects);
  }

  private static Ending endingOf(Talking talking, Transition ends) {
    Reason reason = Reason.HUNG_UP;
    RecordEnd recorded = new RecordEnd(talking.outcome(), OK, "a party was gone");
    for (CallEffect effect : ends.effects()) {
      switch (effect) {
        case HangUp hangUp -> reason = hangUp.reason();
        case RecordEnd end -> recorded = end;
        default -> {}
      }
    }
    return new Ending(reason, recorded);
  }

  private static Transition over(Transferring state, CallState two, Pair pair) {
    return switch (two) {
      case Talking talking -> pair.end(talking, unanswered(talking), Set.of(state.from()));
      case Anchored anchored ->
          Anchor.end(anchored, unanswered(anchored.talking()), Set.of(), pair);
      case CallState other -> Transition.to(other);
    };
  }

  private static Ending unanswered(Talking talking) {
    return Ending.of(
        Reason.NO_ANSWER,
        talking.outcome(),
        "nobody answered where the call was transferred, and who has transferred it had left");
  }
}
