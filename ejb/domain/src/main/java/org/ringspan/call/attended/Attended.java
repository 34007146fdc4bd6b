package org.ringspan.call.attended;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.FeatureEvent;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.Pair;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.Transition;
import org.ringspan.call.anchor.AnchorEvent.By;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.attended.AttendedEffect.AnswerOther;
import org.ringspan.call.attended.AttendedEffect.RefuseOther;
import org.ringspan.call.attended.AttendedEvent.PlaceWanted;
import org.ringspan.call.attended.Replacing.Asking;
import org.ringspan.call.attended.Replacing.AskingInVain;
import org.ringspan.call.attended.Replacing.Offered;
import org.ringspan.call.attended.Replacing.Returning;
import org.ringspan.reach.Claims;
import org.ringspan.record.CallOutcome;

/**
 * The second call of an attended transfer (RFC 5589 section 7), whose media go their own way:
 *
 * <ol>
 *   <li>The call that is transferred wants the transferor's place here: {@link #begin}. Who stays
 *       is asked by re-INVITE for an offer.
 *   <li>That goes to the other call: {@link #answered}.
 *   <li>When that one has acknowledged, it has the place, and the transferor gets BYE.
 *   <li>When it gives up, the two who talked are brought together again: {@link #givenUp}.
 * </ol>
 *
 * <p>From then on the other call is a party like any: what is said to it is told there.
 */
public final class Attended {
  private static final int NO_SUCH_CALL = 481;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int NOT_AVAILABLE = 480;
  private static final int NOT_ACCEPTABLE = 488;
  private static final int REQUEST_PENDING = 491;

  private Attended() {}

  /** Step 1. */
  public static Transition begin(Talking state, PlaceWanted wanted) {
    if (!state.isOfPair(wanted.from()) || !(state.exchange() instanceof Exchange.Steady)) {
      return Transition.to(state, new RefuseOther(wanted.leg(), REQUEST_PENDING));
    }
    return Transition.to(
        new Replacing(
            state.with(new Exchange.Reserved()), wanted.from(), wanted.leg(), new Asking(), false),
        new Reoffer(state.other(wanted.from()), Optional.empty()));
  }

  /**
   * The same for a call whose media go through the engine: there the other call arrives as a desk
   * telephone does that takes a call.
   */
  public static PickupDialled arrival(PlaceWanted wanted) {
    return new PickupDialled(wanted.from(), wanted.leg(), Optional.empty(), By.REPLACES);
  }

  /** What happens meanwhile. */
  public static Transition on(Replacing state, CallEvent event, Pair pair) {
    LegId staying = state.staying();
    return switch (event) {
      case ReofferAnswered(var party, var session) when party.equals(staying) ->
          answered(state, session, pair);
      case ReofferRefused(var party, var status) when party.equals(staying) ->
          refused(state, status, pair);
      case ReofferAnswered(var party, var session)
          when party.equals(state.from()) && state.phase() instanceof Returning(var ofStaying) ->
          returned(state, ofStaying, session, pair);
      case ReofferRefused(var party, var status)
          when party.equals(state.from()) && state.phase() instanceof Returning ->
          end(state, broken(state), Set.of(), pair);
      case Acknowledged(var party, var answer)
          when party.equals(state.link()) && state.phase() instanceof Offered offered ->
          answer.filter(media -> !media.isRejected()).isPresent()
              ? taken(state, offered, answer)
              : givenUp(state, pair).after(List.of(new HangUp(state.link(), Reason.BROKEN)));
      case HungUp(var party) when party.equals(state.link()) ->
          state.isLinked() ? givenUp(state, pair) : Transition.ignored(state);
      case HungUp(var party) when party.equals(state.from()) -> fromLeft(state, pair);
      case HungUp(var party) when party.equals(staying) ->
          end(state, hungUp(state.talking(), party), Set.of(party), pair);
      case HangUpRequested requested -> within(state, requested, pair);
      case InfoReceived(var party, var number, var digit) when state.left() ->
          Transition.to(state, new CallEffect.AnswerInfo(party, number, NOT_AVAILABLE));
      case PlaceWanted another ->
          Transition.to(state, new RefuseOther(another.leg(), REQUEST_PENDING));
      // One feature at a time.
      case FeatureEvent another -> Transition.ignored(state);
      case CallEvent ofTheTwo -> within(state, ofTheTwo, pair);
    };
  }

  /** Step 2. */
  private static Transition answered(
      Replacing state, Optional<SessionDescription> session, Pair pair) {
    LegId staying = state.staying();
    return switch (state.phase()) {
      case Asking asking -> {
        if (session.isEmpty()) {
          // rfc3261#section-14.1, rfc3264#section-5: an answer without media is none.
          yield end(
              state.in(new AskingInVain()),
              broken(state),
              Set.of(),
              pair,
              new RefuseOther(state.link(), NOT_ACCEPTABLE),
              new Acknowledge(staying, Optional.empty()));
        }
        yield Transition.to(
            state.in(new Offered(session.get())), new AnswerOther(state.link(), session.get()));
      }
      case AskingInVain vain -> goBack(state, session, pair);
      case Offered repeated -> Transition.ignored(state);
      case Returning repeated -> Transition.ignored(state);
    };
  }

  private static Transition refused(Replacing state, int status, Pair pair) {
    // rfc3261#section-12.2.1.2: after these two the dialog is over.
    boolean gone = status == NO_SUCH_CALL || status == REQUEST_TIMEOUT;
    boolean alone = state.left();
    return switch (state.phase()) {
      case Asking asking -> {
        RefuseOther refusal = new RefuseOther(state.link(), gone ? NOT_AVAILABLE : status);
        yield gone || alone
            ? end(state.in(new AskingInVain()), broken(state), Set.of(), pair, refusal)
            : Transition.to(steady(state.talking()), refusal);
      }
      case AskingInVain vain ->
          gone || alone
              ? end(state, broken(state), Set.of(), pair)
              : Transition.to(steady(state.talking()));
      case Offered stale -> Transition.ignored(state);
      case Returning stale -> Transition.ignored(state);
    };
  }

  /** Step 3. */
  private static Transition taken(
      Replacing state, Offered offered, Optional<SessionDescription> answer) {
    LegId staying = state.staying();
    Optional<SessionDescription> media =
        state.talking().asToldTo(staying, answer).map(it -> it.answering(offered.offer()));
    List<CallEffect> effects = new ArrayList<>();
    effects.add(new MoveBegins(Claims.NONE));
    effects.add(new Acknowledge(staying, media));
    Legs legs = state.talking().legs();
    if (!state.left()) {
      Legs.Withdrawal out = legs.withdraw(state.from(), Reason.MOVED);
      legs = out.legs();
      effects.addAll(out.effects());
    }
    Talking talking =
        state.talking().replacing(state.from(), state.link()).with(legs.talking(state.link()));
    effects.add(new MoveEnds(talking.calling(), talking.winner(), Optional.of(state.link())));
    return Transition.to(steady(talking), effects);
  }

  /** Step 4. */
  private static Transition givenUp(Replacing state, Pair pair) {
    if (state.left()) {
      return end(state.in(unlinked(state)), nobody(state.talking()), Set.of(), pair);
    }
    return state.phase() instanceof Offered(var offer)
        ? goBack(state, Optional.of(offer), pair)
        : Transition.to(state.in(new AskingInVain()));
  }

  private static Replacing.Phase unlinked(Replacing state) {
    return state.phase() instanceof Offered(var offer) ? new Returning(offer) : new AskingInVain();
  }

  private static Transition goBack(
      Replacing state, Optional<SessionDescription> ofStaying, Pair pair) {
    if (ofStaying.isEmpty() || state.left()) {
      return end(
          state.in(new AskingInVain()),
          broken(state),
          Set.of(),
          pair,
          new Acknowledge(state.staying(), Optional.empty()));
    }
    Optional<SessionDescription> offer = state.talking().asToldTo(state.from(), ofStaying);
    return Transition.to(
        state.with(state.talking().told(state.from(), offer)).in(new Returning(ofStaying.get())),
        new Reoffer(state.from(), offer));
  }

  private static Transition returned(
      Replacing state,
      SessionDescription ofStaying,
      Optional<SessionDescription> session,
      Pair pair) {
    LegId staying = state.staying();
    Acknowledge acknowledge = new Acknowledge(state.from(), Optional.empty());
    if (session.isEmpty()) {
      return end(state, broken(state), Set.of(), pair, acknowledge);
    }
    Optional<SessionDescription> media =
        state.talking().asToldTo(staying, session).map(it -> it.answering(ofStaying));
    Talking told = state.talking().told(staying, media);
    return Transition.to(steady(told), acknowledge, new Acknowledge(staying, media));
  }

  private static Transition fromLeft(Replacing state, Pair pair) {
    if (!state.isLinked()) {
      return end(state, hungUp(state.talking(), state.from()), Set.of(state.from()), pair);
    }
    if (state.left()) {
      return Transition.ignored(state);
    }
    Legs.Withdrawal gone = state.talking().legs().without(state.from());
    return Transition.to(state.with(state.talking().with(gone.legs())).leaving(), gone.effects());
  }

  /** What the two do by themselves; when they end, so does all of this. */
  private static Transition within(Replacing state, CallEvent event, Pair pair) {
    Transition beneath = pair.on(state.talking(), event);
    if (beneath.ignored()) {
      return Transition.ignored(state);
    }
    return beneath.state() instanceof Talking talking
        ? Transition.to(state.with(talking), beneath.effects())
        : end(state, endingOf(state.talking(), beneath), Set.of(), pair);
  }

  private static Ending endingOf(Talking talking, Transition ends) {
    Reason reason = Reason.HUNG_UP;
    CallEffect.RecordEnd recorded = Ending.of(reason, talking.outcome(), "").recorded();
    for (CallEffect effect : ends.effects()) {
      switch (effect) {
        case HangUp hangUp -> reason = hangUp.reason();
        case CallEffect.RecordEnd end -> recorded = end;
        default -> {}
      }
    }
    return new Ending(reason, recorded);
  }

  /** The call ends; what was promised to somebody is done first. */
  private static Transition end(
      Replacing state, Ending ending, Set<LegId> left, Pair pair, CallEffect... first) {
    List<CallEffect> effects = new ArrayList<>(List.of(first));
    Optional<SessionDescription> unanswered =
        switch (state.phase()) {
          case Offered(var offer) -> Optional.of(offer);
          case Returning(var ofStaying) -> Optional.of(ofStaying);
          default -> Optional.empty();
        };
    unanswered
        .map(offer -> new Acknowledge(state.staying(), Optional.of(offer.rejected())))
        .ifPresent(effects::add);
    if (state.isLinked()) {
      effects.add(
          state.phase() instanceof Asking
              ? new RefuseOther(state.link(), NOT_AVAILABLE)
              : new HangUp(state.link(), ending.reason()));
    }
    Set<LegId> gone = new HashSet<>(left);
    if (state.left()) {
      gone.add(state.from());
    }
    return pair.end(steady(state.talking()), ending, gone).after(effects);
  }

  private static Talking steady(Talking talking) {
    return talking.with(new Exchange.Steady());
  }

  private static Ending hungUp(Talking talking, LegId party) {
    return Ending.of(
        Reason.HUNG_UP,
        talking.outcome(),
        party.equals(talking.calling()) ? "the caller hung up" : "the answering party hung up");
  }

  private static Ending nobody(Talking talking) {
    return Ending.of(
        Reason.HUNG_UP,
        talking.outcome(),
        "the call that was to be joined gave up, and who has transferred it had left");
  }

  private static Ending broken(Replacing state) {
    return Ending.of(
        Reason.BROKEN, CallOutcome.FAILED, "the parties could not be brought together");
  }
}
