package org.ringspan.call.anchor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringspan.call.AudioDescription;
import org.ringspan.call.AudioDescription.Flow;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.AnswerArrival;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.AnswerReofferFromEngine;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.HearKeys;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.PlanMove;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseArrival;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.SendDigit;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.MediaWayLost;
import org.ringspan.call.CallEvent.MediaWayOpened;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.LegStep;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.anchor.Anchored.AwaitingPickup;
import org.ringspan.call.anchor.Anchored.Held;
import org.ringspan.call.anchor.Anchored.NotHeld;
import org.ringspan.call.anchor.Anchored.Ringing;
import org.ringspan.call.join.Join;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.park.Park;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.configuration.FeatureCodes.Feature;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MidCall;
import org.ringspan.reach.MoveRules;
import org.ringspan.record.CallOutcome;

/**
 * A call with a user at a remote destination, from the moment the two talk:
 *
 * <ol>
 *   <li>Both have their media with the engine, which lets them hear each other: {@link #begin}.
 *       What each of them negotiates later concerns its own side only; who puts the other on hold
 *       has it hear music.
 *   <li>The user's keys are compared with the codes of the features: {@link #keyed}. What is no
 *       code is passed on.
 *   <li>Hold: the other hears music. Resume: they talk again (design guide, table 21-2). After an
 *       exclusive hold only the same telephone resumes (D3).
 *   <li>Session handoff rings the user's desk telephones while the two talk on; the first that
 *       answers has the call: {@link #switched} (page 21-51; D10).
 *   <li>When the user hangs up, the call waits for the desk: {@link #userLeft} (page 21-51, "Desk
 *       Phone Pickup"). A desk telephone takes it by calling us: {@link #dialled}.
 * </ol>
 */
public final class Anchor {
  private static final int OK = 200;
  private static final int NOT_AVAILABLE = 480;
  private static final int REQUEST_PENDING = 491;
  private static final TimerId RINGING = TimerId.ofCall(Kind.MOVE);
  private static final TimerId PICKUP = TimerId.ofCall(Kind.DESK_PICKUP);

  private Anchor() {}

  /** Step 1: both are connected with the engine. */
  public static Transition begin(Talking talking) {
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new ConnectParties(talking.calling(), talking.winner()));
    Anchored state = Anchored.of(talking);
    both(talking).filter(state.keyed()::containsKey).map(HearKeys::new).forEach(effects::add);
    return Transition.to(state, effects);
  }

  /** What happens meanwhile. */
  public static Transition on(Anchored state, CallEvent event, Pair pair) {
    return switch (event) {
      case DigitPressed(var party, var digit) when state.isThere(party) ->
          state.keyed().containsKey(party)
              ? pressed(state, party, digit)
              : Transition.ignored(state);
      case InfoReceived(var party, var number, var digit)
          when digit.isPresent() && state.isThere(party) ->
          pressed(state, party, digit.get()).after(List.of(new AnswerInfo(party, number, OK)));
      case InfoReceived info when state.isRinging(info.party()) -> keyed(state, info);
      // Nobody is there who could be told of it.
      case InfoReceived(var party, var number, var digit) when state.left().isPresent() ->
          Transition.to(state, new AnswerInfo(party, number, NOT_AVAILABLE));
      case TimerExpired(TimerId(var kind, var party)) when kind == Kind.KEYS ->
          state.keyed().containsKey(party) ? paused(state, party) : Transition.ignored(state);
      case TimerExpired(var timer) when timer.equals(PICKUP) ->
          state.hold() instanceof AwaitingPickup
              ? end(state, notPickedUp(state), Set.of(), pair)
              : Transition.ignored(state);
      case TimerExpired(var timer) when timer.equals(RINGING) -> nobodyAnswers(state);
      case TimerExpired(var timer) when state.isRinging(timer.leg()) ->
          telephone(state, timer.leg(), state.talking().legs().onTimer(timer, Optional.empty()));
      case MoveRequested request -> ring(state, request);
      case PickupDialled dialled -> dialled(state, dialled);
      case JoinEvent ofOtherCall -> Join.on(state, ofOtherCall, pair);
      case ParkEvent.ParkRequested request -> Park.begin(state, request);
      case CallEvent.FeatureEvent elsewhere -> Transition.ignored(state);
      case PartyEvent ofTelephone when state.isRinging(ofTelephone.party()) ->
          telephone(
              state, ofTelephone.party(), state.talking().legs().on(ofTelephone, Optional.empty()));
      case HungUp(var party) when state.isThere(party) -> left(state, party, pair);
      case HangUpRequested request -> end(state, requested(state, request), Set.of(), pair);
      case MediaWayLost(var party) when state.isThere(party) -> Rerouting.lost(state, party, pair);
      case MediaWayLost(var party) -> on(state, new MediaFailed(party), pair);
      case MediaWayOpened(var party) ->
          Rerouting.awaits(state, party)
              ? Transition.to(state, new ReofferFromEngine(party))
              : Transition.ignored(state);
      case ReofferAnswered(var party, var answer) when isRekeyed(state, party, answer) ->
          beneath(state, pair.on(state.talking(), event), pair)
              .after(List.of(new NegotiateWithEngine(party, answer)));
      case ReofferAnswered answered when Rerouting.awaits(state, answered.party()) ->
          Rerouting.answered(state, answered);
      case ReofferRefused refused when Rerouting.awaits(state, refused.party()) ->
          Rerouting.refused(state, refused, pair);
      case TimerExpired(TimerId(var kind, var leg))
          when kind == Kind.REOFFER_AGAIN && Rerouting.waits(state) ->
          Rerouting.again(state);
      case TimerExpired(var timer) when timer.equals(Rerouting.LIMIT) ->
          Rerouting.of(state.talking()).isPresent()
              ? end(state, broken(), Set.of(), pair)
              : Transition.ignored(state);
      case MediaFailed(var party) when state.isThere(party) -> end(state, broken(), Set.of(), pair);
      case NeverAcknowledged(var party) when awaitsAck(state, party) ->
          end(
              state,
              Ending.of(
                  Reason.BROKEN, state.talking().outcome(), "a re-INVITE was never acknowledged"),
              Set.of(),
              pair);
      case Reoffered reoffered when state.isThere(reoffered.party()) -> reoffered(state, reoffered);
      case Acknowledged acknowledged when awaitsAck(state, acknowledged.party()) ->
          acknowledged(state, acknowledged);
      case EffectFailed(AnswerReofferFromEngine(var party, var offer))
          when awaitsAck(state, party) ->
          Transition.to(state.with(state.talking().with(new Exchange.Steady())));
      case SessionAgreed(var party, var interval, var byUpdate) when !state.isThere(party) ->
          Transition.ignored(state);
      case CallEvent ofTheTwo -> beneath(state, pair.on(state.talking(), ofTheTwo), pair);
    };
  }

  /** Something happened to one of the two, or to the whole call. */
  private static Transition beneath(Anchored state, Transition transition, Pair pair) {
    if (transition.ignored()) {
      return Transition.ignored(state);
    }
    if (transition.state() instanceof Talking talking) {
      return Transition.to(state.with(talking), transition.effects());
    }
    // They end: for the same reason, but in our way.
    return end(state, endingOf(state, transition), Set.of(), pair);
  }

  private static Ending endingOf(Anchored state, Transition transition) {
    Reason reason = Reason.HUNG_UP;
    RecordEnd recorded = new RecordEnd(state.talking().outcome(), OK, "a party was gone");
    for (CallEffect effect : transition.effects()) {
      switch (effect) {
        case HangUp hangUp -> reason = hangUp.reason();
        case RecordEnd end -> recorded = end;
        default -> {}
      }
    }
    return new Ending(reason, recorded);
  }

  // Step 2.

  private static Transition pressed(Anchored state, LegId party, char digit) {
    MidCall terms = state.keyed().get(party);
    if (terms == null) {
      return passed(state, party, "" + digit);
    }
    String pending = state.pending(party);
    Keys keys = Keys.press(terms.codes(), pending, digit);
    List<CallEffect> effects = new ArrayList<>();
    if (!pending.isEmpty()) {
      effects.add(new StopTimer(new TimerId(Kind.KEYS, party)));
    }
    if (!keys.pending().isEmpty()) {
      effects.add(new StartTimer(new TimerId(Kind.KEYS, party), terms.betweenKeys()));
    }
    return keyed(state.pressed(party, keys.pending()), party, keys).after(effects);
  }

  private static Transition paused(Anchored state, LegId party) {
    MidCall terms = state.keyed().get(party);
    String pending = state.pending(party);
    return terms == null || pending.isEmpty()
        ? Transition.ignored(state)
        : keyed(state.pressed(party, ""), party, Keys.pause(terms.codes(), pending));
  }

  private static Transition keyed(Anchored state, LegId party, Keys keys) {
    Transition passed = passed(state, party, keys.passed());
    return keys.feature().isPresent()
        ? asked(state, party, keys.feature().get()).after(passed.effects())
        : passed;
  }

  /** Keys that mean nothing to us, for the other; nobody on hold hears them. */
  private static Transition passed(Anchored state, LegId party, String keys) {
    LegId other = state.talking().other(party);
    if (!(state.hold() instanceof NotHeld) || !state.isThere(other)) {
      return Transition.to(state);
    }
    return Transition.to(
        state, keys.chars().<CallEffect>mapToObj(key -> new SendDigit(other, (char) key)).toList());
  }

  private static Transition asked(Anchored state, LegId party, Feature feature) {
    return switch (feature) {
      case HOLD -> hold(state, party, false);
      case EXCLUSIVE_HOLD -> hold(state, party, true);
      case RESUME -> resume(state, party);
      case HANDOFF ->
          state.mayMove(party) && state.hold() instanceof NotHeld
              ? Transition.to(
                  state,
                  new NoteFeature(party, FeatureNote.HANDOFF),
                  new PlanMove(party, MoveRules.To.DESK))
              : notNow(state, party);
      case TRANSFER -> Join.asked(state, party, false);
      case CONFERENCE -> Join.asked(state, party, true);
    };
  }

  private static Transition notNow(Anchored state, LegId party) {
    return Transition.to(state, new NoteFeature(party, FeatureNote.NOT_NOW));
  }

  // Step 3.

  private static Transition hold(Anchored state, LegId party, boolean exclusive) {
    boolean again = state.hold() instanceof Held(var by, var before) && by.equals(party);
    if (!(state.hold() instanceof NotHeld) && !again || state.ringing().isPresent()) {
      return notNow(state, party);
    }
    NoteFeature note =
        new NoteFeature(party, exclusive ? FeatureNote.HELD_EXCLUSIVELY : FeatureNote.HELD);
    Anchored held = state.with(new Held(party, exclusive));
    return again
        ? Transition.to(held, note)
        : Transition.to(held, note, new HoldParty(state.talking().other(party)));
  }

  private static Transition resume(Anchored state, LegId party) {
    return state.hold() instanceof Held(var by, var exclusive) && by.equals(party)
        ? Transition.to(
            state.with(new NotHeld()),
            new NoteFeature(party, FeatureNote.RESUMED),
            new ResumeParty(state.talking().other(party)))
        : notNow(state, party);
  }

  // Step 4.

  private static Transition ring(Anchored state, MoveRequested request) {
    if (!state.mayMove(request.from())) {
      return Transition.ignored(state);
    }
    Talking talking = state.talking();
    Legs legs = talking.legs();
    int first = Math.max(legs.nextNumber(), talking.setup().plan().legs().size() + 1);
    int number = first;
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new MoveBegins(request.claims()));
    effects.add(new StartTimer(RINGING, request.ringing()));
    for (LegPlan plan : request.to()) {
      Optional<Legs.Moved> begun = legs.asking(new LegId(number), plan.anchoring());
      if (begun.isPresent()) {
        legs = begun.get().legs();
        effects.addAll(begun.get().effects());
        number++;
      }
    }
    return number == first
        ? Transition.ignored(state)
        : Transition.to(
            state.with(talking.with(legs)).with(Optional.of(new Ringing(request.from(), first))),
            effects);
  }

  /** A telephone has called to take the call. */
  private static Transition dialled(Anchored state, PickupDialled event) {
    boolean may =
        switch (event.by()) {
          case CODE, PARK -> state.mayBePickedUp(event.from());
          case REPLACES -> state.mayBeReplaced(event.from());
        };
    if (!may) {
      return Transition.to(state, new RefuseArrival(event.leg(), NOT_AVAILABLE));
    }
    Transition switched = replaced(state, event.from(), event.leg());
    Anchored now = (Anchored) switched.state();
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new MoveBegins(Claims.NONE));
    effects.add(new AnswerArrival(event.leg(), event.offer()));
    effects.addAll(switched.effects());
    return Transition.to(
        now.with(
            now.talking().with(new Exchange.AwaitingAck(event.leg(), event.offer().isPresent()))),
        effects);
  }

  /**
   * Somebody takes a party's place without having rung: a telephone that has called, or another
   * call.
   *
   * @param by connected with the engine before the effects of this are carried out
   */
  public static Transition replaced(Anchored state, LegId from, LegId by) {
    Anchored arrived =
        state
            .with(state.talking().with(state.talking().legs().arrived(by)))
            .with(Optional.of(new Ringing(from, by.number())));
    Transition switched = switched(arrived, by);
    return Transition.to(
        switched.state(),
        switched.effects().stream()
            .filter(effect -> !effect.equals(new StopTimer(RINGING)))
            .toList());
  }

  /** Nobody is on hold any more, and no code is begun. */
  public static Anchored unheld(Anchored state, List<CallEffect> effects) {
    both(state.talking()).forEach(party -> effects.addAll(stopKeys(state, party)));
    // One of them may hear music because of the other's own key.
    both(state.talking()).map(ResumeParty::new).forEach(effects::add);
    return Anchored.of(state.talking());
  }

  private static Transition telephone(Anchored state, LegId leg, Optional<Legs.Moved> change) {
    if (change.isEmpty()) {
      return Transition.ignored(state);
    }
    Legs.Moved moved = change.get();
    Anchored now = state.with(state.talking().with(moved.legs()));
    Transition next =
        switch (moved.signal()) {
          case LegStep.Nothing nothing -> Transition.to(now);
          case LegStep.Rings rings -> Transition.to(now);
          case LegStep.GoesOn goesOn -> Transition.to(now);
          case LegStep.Answers answers -> switched(now, leg);
          case LegStep.MemberOut never -> lost(now);
          case LegStep.DeclinesEverywhere declined -> stays(now);
          case LegStep.Redirects redirects -> lost(now);
          case LegStep.Lost lost -> lost(now);
        };
    return next.after(moved.effects());
  }

  private static Transition lost(Anchored state) {
    boolean rings =
        state.talking().legs().states().entrySet().stream()
            .anyMatch(leg -> state.isRinging(leg.getKey()) && leg.getValue().isRinging());
    return rings ? Transition.to(state) : stays(state);
  }

  private static Transition nobodyAnswers(Anchored state) {
    return state.ringing().isPresent() ? stays(state) : Transition.ignored(state);
  }

  /** Nobody has answered: the call stays where it is, or waits on (D10). */
  private static Transition stays(Anchored state) {
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new StopTimer(RINGING));
    Anchored alone = without(state, Optional.empty(), Reason.NO_ANSWER, effects);
    effects.add(
        new MoveEnds(state.talking().calling(), state.talking().winner(), Optional.empty()));
    return Transition.to(alone.with(Optional.<Ringing>empty()), effects);
  }

  private static Anchored without(
      Anchored state, Optional<LegId> but, Reason reason, List<CallEffect> effects) {
    Legs legs = state.talking().legs();
    for (LegId leg : List.copyOf(legs.states().keySet())) {
      if (state.isRinging(leg) && !but.equals(Optional.of(leg))) {
        Legs.Withdrawal out = legs.withdraw(leg, reason);
        legs = out.legs();
        effects.addAll(out.effects());
      }
    }
    return state.with(state.talking().with(legs));
  }

  /** A telephone has answered: the call goes on there. */
  private static Transition switched(Anchored state, LegId by) {
    LegId from = state.ringing().orElseThrow().from();
    LegId staying = state.talking().other(from);
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new StopTimer(RINGING));
    Anchored alone = without(state, Optional.of(by), Reason.COMPLETED_ELSEWHERE, effects);
    Talking talking = alone.talking();
    if (!(state.hold() instanceof NotHeld)) {
      effects.add(new ResumeParty(staying));
    }
    effects.add(new ConnectParties(staying, by));
    effects.addAll(stopKeys(state, from));
    if (state.hold() instanceof AwaitingPickup(var left, var limited)) {
      if (limited) {
        effects.add(new StopTimer(PICKUP));
      }
    } else {
      Legs.Withdrawal out = talking.legs().withdraw(from, Reason.MOVED);
      talking = talking.with(out.legs());
      if (from.equals(LegId.CALLER)) {
        effects.add(new LeaveEngine(from));
      }
      effects.addAll(out.effects());
    }
    Talking two = settled(talking, from, effects).replacing(from, by);
    Anchored switched =
        new Anchored(
            two, two.keyed(), state.pressed(from, "").keys(), new NotHeld(), Optional.empty());
    if (switched.keyed().containsKey(by)) {
      effects.add(new HearKeys(by));
    }
    effects.add(new MoveEnds(two.calling(), two.winner(), Optional.of(by)));
    return Transition.to(switched, effects);
  }

  /** What was negotiated with a party that is gone needs no end any more. */
  private static Talking settled(Talking talking, LegId gone, List<CallEffect> effects) {
    if (Rerouting.of(talking).isPresent()) {
      return Rerouting.without(talking, gone, effects);
    }
    boolean theirs =
        switch (talking.exchange()) {
          case Exchange.AwaitingAck(var from, var offered) -> from.equals(gone);
          case Exchange.Refreshing(var party, var glares) -> party.equals(gone);
          case Exchange.TryingAgain(Exchange.Refreshing(var party, var glares)) ->
              party.equals(gone);
          default -> false;
        };
    if (!theirs) {
      return talking;
    }
    if (talking.exchange() instanceof Exchange.TryingAgain) {
      effects.add(new StopTimer(TimerId.ofCall(Kind.REOFFER_AGAIN)));
    }
    return talking.with(new Exchange.Steady());
  }

  // Step 5.

  private static Transition left(Anchored state, LegId party, Pair pair) {
    if (party.equals(LegId.CALLER) && state.consultation().isPresent()) {
      if (state.consultation().get().waits()) {
        return Join.userLeft(state);
      }
      // D5: the consultation is dropped.
      return end(
          state,
          Ending.of(
              Reason.HUNG_UP,
              state.talking().outcome(),
              "the caller hung up without having joined the two calls"),
          Set.of(party),
          pair);
    }
    MidCall terms = state.keyed().get(party);
    boolean waits =
        terms != null
            && state.left().isEmpty()
            // Whose place another telephone is about to take has nobody to wait with.
            && state.ringing().map(to -> to.from().equals(party)).orElse(true)
            && (!terms.deskPickup().isZero()
                || state.hold() instanceof Held(var by, var exclusive)
                    && by.equals(party)
                    && !exclusive);
    if (waits && terms != null) {
      return userLeft(state, party, terms);
    }
    return end(
        state,
        Ending.of(
            Reason.HUNG_UP,
            state.talking().outcome(),
            party.equals(state.talking().calling())
                ? "the caller hung up"
                : "the answering party hung up"),
        Set.of(party),
        pair);
  }

  /** A telephone that rings, or is asked for a key, sends one by INFO. */
  private static Transition keyed(Anchored state, InfoReceived info) {
    return state
        .talking()
        .legs()
        .onInfo(info, Optional.empty())
        .map(moved -> telephone(state, info.party(), Optional.of(moved)))
        .orElseGet(
            () -> Transition.to(state, new AnswerInfo(info.party(), info.number(), NOT_AVAILABLE)));
  }

  /** A party parks the other: it is sent away, if it is there, and who stays waits. */
  public static Anchored parks(Anchored state, LegId party, List<CallEffect> effects) {
    if (state.hold() instanceof AwaitingPickup(var left, var limited)) {
      if (limited) {
        effects.add(new StopTimer(PICKUP));
      }
      return state.with(new AwaitingPickup(party, false));
    }
    effects.addAll(stopKeys(state, party));
    Legs.Withdrawal out = state.talking().legs().withdraw(party, Reason.PARKED);
    if (party.equals(LegId.CALLER)) {
      effects.add(new LeaveEngine(party));
    }
    effects.addAll(out.effects());
    Talking talking = settled(state.talking().with(out.legs()), party, effects);
    return state.with(talking).pressed(party, "").with(new AwaitingPickup(party, false));
  }

  /** Telephones that ring ring no more; the call stays where it is. */
  public static Anchored ringNoMore(Anchored state, List<CallEffect> effects) {
    Transition quiet = stays(state);
    effects.addAll(quiet.effects());
    return (Anchored) quiet.state();
  }

  /** A party is gone, and who stays waits for somebody else in its place. */
  public static Anchored departed(Anchored state, LegId party, List<CallEffect> effects) {
    effects.addAll(stopKeys(state, party));
    if (party.equals(LegId.CALLER)) {
      effects.add(new LeaveEngine(party));
    }
    Legs.Withdrawal gone = state.talking().legs().without(party);
    effects.addAll(gone.effects());
    Talking talking = settled(state.talking().with(gone.legs()), party, effects);
    return state.with(talking).pressed(party, "").with(new AwaitingPickup(party, false));
  }

  private static Transition userLeft(Anchored state, LegId party, MidCall terms) {
    boolean held = state.hold() instanceof Held(var by, var exclusive) && by.equals(party);
    // "A call placed on mid-call hold will remain on hold" (page 21-51); an exclusive one isn't
    // stranded (D3).
    boolean limited = !(held && state.hold() instanceof Held(var by, var exclusive) && !exclusive);
    LegId other = state.talking().other(party);
    List<CallEffect> effects = new ArrayList<>(stopKeys(state, party));
    Legs.Withdrawal gone = state.talking().legs().without(party);
    if (party.equals(LegId.CALLER)) {
      effects.add(new LeaveEngine(party));
    }
    effects.addAll(gone.effects());
    if (!held) {
      effects.add(new HoldParty(other));
    }
    if (limited) {
      effects.add(new StartTimer(PICKUP, terms.deskPickup()));
    }
    effects.add(new NoteFeature(party, FeatureNote.AWAITS_PICKUP));
    Talking talking = settled(state.talking().with(gone.legs()), party, effects);
    return Transition.to(
        state.with(talking).pressed(party, "").with(new AwaitingPickup(party, limited)), effects);
  }

  // What the two negotiate.

  private static Transition reoffered(Anchored state, Reoffered event) {
    LegId party = event.party();
    if (!(state.talking().exchange() instanceof Exchange.Steady)) {
      return Transition.to(state, new RefuseReoffer(party, REQUEST_PENDING));
    }
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new AnswerReofferFromEngine(party, event.offer()));
    effects.addAll(heldBySdp(state, party, event.offer()));
    return Transition.to(
        event.byUpdate()
            ? state
            : state.with(
                state.talking().with(new Exchange.AwaitingAck(party, event.offer().isPresent()))),
        effects);
  }

  /** A telephone that puts the other on hold by its own key has it hear music (RFC 3264, 8.4). */
  private static List<CallEffect> heldBySdp(
      Anchored state, LegId party, Optional<SessionDescription> described) {
    LegId other = state.talking().other(party);
    Optional<AudioDescription> audio = described.flatMap(AudioDescription::ofAny);
    if (audio.isEmpty() || !(state.hold() instanceof NotHeld) || !state.isThere(other)) {
      return List.of();
    }
    boolean held = audio.get().flow() == Flow.SENDONLY || audio.get().flow() == Flow.INACTIVE;
    return List.of(held ? new HoldParty(other) : new ResumeParty(other));
  }

  /** Who encrypts may take another key whenever it describes itself (RFC 4568 section 7.1.4). */
  private static boolean isRekeyed(
      Anchored state, LegId party, Optional<SessionDescription> answer) {
    return state.talking().exchange() instanceof Exchange.Refreshing(var refreshed, var glares)
        && refreshed.equals(party)
        && answer.isPresent()
        && AudioDescription.of(answer.get()).isEmpty();
  }

  private static boolean awaitsAck(Anchored state, LegId party) {
    return state.talking().exchange() instanceof Exchange.AwaitingAck(var from, var offered)
        && from.equals(party);
  }

  private static Transition acknowledged(Anchored state, Acknowledged event) {
    Anchored steady = state.with(state.talking().with(new Exchange.Steady()));
    boolean offered =
        state.talking().exchange() instanceof Exchange.AwaitingAck(var from, var did) && did;
    if (offered) {
      return Transition.to(steady);
    }
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new NegotiateWithEngine(event.party(), event.answer()));
    effects.addAll(heldBySdp(state, event.party(), event.answer()));
    return Transition.to(steady, effects);
  }

  // The end.

  private static Ending requested(Anchored state, HangUpRequested request) {
    return Ending.of(
        Reason.HUNG_UP,
        request.outcome() == CallOutcome.INTERRUPTED
            ? CallOutcome.INTERRUPTED
            : state.talking().outcome(),
        request.detail());
  }

  static Ending broken() {
    return Ending.of(Reason.BROKEN, CallOutcome.FAILED, "a party has no media any more");
  }

  private static Ending notPickedUp(Anchored state) {
    return Ending.of(
        Reason.HUNG_UP, state.talking().outcome(), "nobody has picked the call up at the desk");
  }

  /**
   * The call ends.
   *
   * @param leaving who has left already
   */
  public static Transition end(Anchored state, Ending ending, Set<LegId> leaving, Pair pair) {
    Set<LegId> left = new HashSet<>(leaving);
    state.left().ifPresent(left::add);
    return pair.end(state.talking(), ending, left).after(forgetting(state));
  }

  /** What runs on our account, and has to be ended with the call. */
  private static List<CallEffect> forgetting(Anchored state) {
    List<CallEffect> effects = new ArrayList<>();
    both(state.talking()).forEach(party -> effects.addAll(stopKeys(state, party)));
    if (state.hold() instanceof AwaitingPickup(var left, var limited) && limited) {
      effects.add(new StopTimer(PICKUP));
    }
    if (state.ringing().isPresent()) {
      effects.add(new StopTimer(RINGING));
    }
    if (Rerouting.of(state.talking()).isPresent()) {
      effects.add(new StopTimer(Rerouting.LIMIT));
    }
    return effects;
  }

  private static Stream<LegId> both(Talking talking) {
    return Stream.of(talking.calling(), talking.winner());
  }

  private static List<CallEffect> stopKeys(Anchored state, LegId party) {
    return state.pending(party).isEmpty()
        ? List.of()
        : List.of(new StopTimer(new TimerId(Kind.KEYS, party)));
  }
}
