package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.REOFFER_AGAIN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.RefreshSession;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.ExchangeEvent;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange.AwaitingAck;
import org.ringspan.call.Exchange.Following;
import org.ringspan.call.Exchange.Joining;
import org.ringspan.call.Exchange.Refreshing;
import org.ringspan.call.Exchange.Relaying;
import org.ringspan.call.Exchange.Reserved;
import org.ringspan.call.Exchange.Steady;
import org.ringspan.call.Exchange.TryingAgain;
import org.ringspan.record.CallOutcome;

/**
 * Re-INVITEs between caller and winner: a party's offer is passed to the other and its answer back
 * (hold, codec change), and the caller is moved to the winner's media after early media of another
 * leg (D17).
 */
final class Renegotiation {
  private static final int REQUEST_TERMINATED = 487;
  private static final int REQUEST_PENDING = 491;
  private static final int SERVER_ERROR = 500;

  /** A party that never gets its own re-INVITE through is not waited for longer. */
  private static final int MOST_GLARES = 5;

  /**
   * rfc3261#section-14.1: who does not own the Call-ID tries again after "a randomly chosen value
   * of between 0 and 2 seconds"; the other side waits for 2.1 s at least.
   */
  private static final Duration AFTER_GLARE = Duration.ofMillis(1100);

  private static final TimerId AGAIN = TimerId.ofCall(REOFFER_AGAIN);

  private Renegotiation() {}

  /** An event of the caller or the winner. */
  static Transition on(Talking state, ExchangeEvent event) {
    return switch (event) {
      case Reoffered reoffered -> reoffered(state, reoffered);
      case ReofferAnswered answered -> answered(state, answered);
      case ReofferRefused refused -> refused(state, refused);
      case Acknowledged acknowledged -> acknowledged(state, acknowledged);
      case NeverAcknowledged never -> neverAcknowledged(state, never);
    };
  }

  private static Transition reoffered(Talking state, Reoffered event) {
    return switch (state.exchange()) {
      case Steady steady -> relay(state, event);
      // rfc3311#section-5.2: "If an UPDATE is received that contains an offer, and the UAS has
      // received an offer in an earlier [request] which it has not yet answered, the UAS MUST
      // return a 500 response": and so for a second re-INVITE.
      case Relaying relaying when event.party().equals(relaying.from()) ->
          refuse(state, event, SERVER_ERROR);
      // rfc3261#section-14.2: "A UAS that receives an INVITE on a dialog while an INVITE it had
      // sent on that dialog is in progress MUST return a 491 (Request Pending) response to the
      // received INVITE."
      case Relaying running -> refuse(state, event, REQUEST_PENDING);
      case AwaitingAck running -> refuse(state, event, REQUEST_PENDING);
      case Joining running -> refuse(state, event, REQUEST_PENDING);
      case Following running -> refuse(state, event, REQUEST_PENDING);
      case Refreshing running -> refuse(state, event, REQUEST_PENDING);
      case Exchange.Rerouting running -> refuse(state, event, REQUEST_PENDING);
      case Reserved feature -> refuse(state, event, REQUEST_PENDING);
      // Ours comes first: until it is through, the two don't hear each other.
      case TryingAgain waiting -> refuse(state, event, REQUEST_PENDING);
    };
  }

  private static Transition relay(Talking state, Reoffered event) {
    LegId other = state.other(event.party());
    Optional<SessionDescription> offer = state.asToldTo(other, event.offer());
    return Transition.to(
        state.told(other, offer).with(new Relaying(event.party(), event.offer(), event.byUpdate())),
        new Reoffer(other, offer));
  }

  private static Transition refuse(Talking state, Reoffered event, int status) {
    return Transition.to(state, new RefuseReoffer(event.party(), status));
  }

  private static Transition answered(Talking state, ReofferAnswered event) {
    return switch (state.exchange()) {
      case Relaying(var from, var offer, var byUpdate) when !event.party().equals(from) -> {
        boolean offered = offer.isPresent();
        Optional<SessionDescription> session =
            state.asToldTo(from, answering(state, offer, event.session()));
        List<CallEffect> effects = new ArrayList<>();
        if (offered) {
          effects.add(new Acknowledge(event.party(), Optional.empty()));
        }
        effects.add(new AnswerReoffer(from, session));
        yield Transition.to(
            state
                .told(from, session)
                .with(byUpdate ? new Steady() : new AwaitingAck(from, offered)),
            effects);
      }
      case Joining joining when event.party().equals(state.calling()) -> joined(state, event);
      case Following following when event.party().equals(state.winner()) ->
          Transition.to(state.with(new Steady()), new Acknowledge(event.party(), Optional.empty()));
      // Nothing was changed, and the answer is taken to change nothing either.
      case Refreshing(var party, var glares) when event.party().equals(party) ->
          Transition.to(state.with(new Steady()), new Acknowledge(party, Optional.empty()));
      // A 2xx that nobody awaits must be acknowledged all the same, or it comes for ever.
      case Exchange stale -> Transition.to(state, new Acknowledge(event.party(), Optional.empty()));
    };
  }

  private static Transition joined(Talking state, ReofferAnswered event) {
    Acknowledge acknowledge = new Acknowledge(state.calling(), Optional.empty());
    Optional<SessionDescription> before = state.setup().offer().map(state::allowed);
    Optional<SessionDescription> moved =
        event
            .session()
            .map(state::allowed)
            .filter(now -> before.isPresent() && !now.sameMediaAs(before.get()));
    return moved.isPresent()
        ? Transition.to(
            state.with(new Following(moved.get())), acknowledge, new Reoffer(state.winner(), moved))
        : Transition.to(state.with(new Steady()), acknowledge);
  }

  private static Transition refused(Talking state, ReofferRefused event) {
    return switch (state.exchange()) {
      case Relaying relaying when event.party().equals(relaying.from()) ->
          Transition.ignored(state);
      // rfc3261#section-12.2.1.2: "If the response for a request within a dialog is a 481
      // (Call/Transaction Does Not Exist) or a 408 (Request Timeout), the UAC SHOULD terminate the
      // dialog."
      case Relaying relaying when event.status() == 481 || event.status() == 408 ->
          Conversation.endBoth(
              state, Ending.of(Reason.HUNG_UP, state.outcome(), "a party was gone at a re-INVITE"));
      case Relaying(var from, var offer, var byUpdate) ->
          Transition.to(state.with(new Steady()), new RefuseReoffer(from, event.status()));
      case Joining(var offer, var glares) when isGlare(event, glares) ->
          later(state, new Joining(offer, glares + 1));
      case Joining joining ->
          Conversation.endBoth(
              state,
              Ending.of(
                  Reason.BROKEN,
                  CallOutcome.FAILED,
                  "the caller refused the media of the answering party"));
      case Following(var offer, var glares) when isGlare(event, glares) ->
          later(state, new Following(offer, glares + 1));
      // The caller has moved already: to go on would be a call in which one doesn't hear the other.
      case Following following ->
          Conversation.endBoth(
              state,
              Ending.of(
                  Reason.BROKEN,
                  CallOutcome.FAILED,
                  "the answering party refused the media of the caller"));
      case Refreshing(var party, var glares) when !event.party().equals(party) ->
          Transition.ignored(state);
      case Refreshing(var party, var glares) when isGlare(event, glares) ->
          later(state, new Refreshing(party, glares + 1));
      case Refreshing refreshing when SessionTimers.isGone(event.status()) ->
          Conversation.endBoth(state, SessionTimers.gone(state));
      // The session goes on until its timer ends it.
      case Refreshing refreshing -> Transition.to(state.with(new Steady()));
      case AwaitingAck awaiting -> Transition.ignored(state);
      case Exchange.Rerouting ofAnchored -> Transition.ignored(state);
      case TryingAgain waiting -> Transition.ignored(state);
      case Reserved feature -> Transition.ignored(state);
      case Steady steady -> Transition.ignored(state);
    };
  }

  private static boolean isGlare(ReofferRefused event, int glares) {
    return event.status() == REQUEST_PENDING && glares < MOST_GLARES;
  }

  private static Transition later(Talking state, Exchange refused) {
    return Transition.to(state.with(new TryingAgain(refused)), new StartTimer(AGAIN, AFTER_GLARE));
  }

  /** The wait after a glare is over. */
  static Transition again(Talking state) {
    return switch (state.exchange()) {
      case TryingAgain(Joining joining) ->
          Transition.to(
              state.with(joining), new Reoffer(state.calling(), Optional.of(joining.offer())));
      case TryingAgain(Following following) ->
          Transition.to(
              state.with(following), new Reoffer(state.winner(), Optional.of(following.offer())));
      case TryingAgain(Refreshing refreshing) ->
          Transition.to(state.with(refreshing), new RefreshSession(refreshing.party(), false));
      case Exchange stale -> Transition.ignored(state);
    };
  }

  private static Transition acknowledged(Talking state, Acknowledged event) {
    return switch (state.exchange()) {
      case AwaitingAck(var from, var offered) when event.party().equals(from) -> {
        LegId other = state.other(from);
        Optional<SessionDescription> answer = state.asToldTo(other, event.answer());
        yield offered
            ? Transition.to(state.with(new Steady()))
            : Transition.to(
                state.told(other, answer).with(new Steady()), new Acknowledge(other, answer));
      }
      case Exchange stale -> Transition.ignored(state);
    };
  }

  private static Transition neverAcknowledged(Talking state, NeverAcknowledged event) {
    return state.exchange() instanceof AwaitingAck(var from, var offered)
            && event.party().equals(from)
        ? Conversation.endBoth(
            state,
            Ending.of(
                Reason.NOT_ACKNOWLEDGED, state.outcome(), "a re-INVITE was never acknowledged"))
        : Transition.ignored(state);
  }

  /** The re-INVITE was given up before it had its answer; the session goes on. */
  static Transition answerNotSent(Talking state, LegId party) {
    return state.exchange() instanceof AwaitingAck(var from, var offered) && party.equals(from)
        ? Transition.to(state.with(new Steady()), abandon(state))
        : Transition.ignored(state);
  }

  /** What has to be done for a running exchange before the call ends. */
  static List<CallEffect> abandon(Talking state) {
    return switch (state.exchange()) {
      // rfc3261#section-15.1.2: "The UAS MUST still respond to any pending requests received for
      // that dialog. It is RECOMMENDED that a 487 (Request Terminated) response be generated".
      case Relaying relaying -> List.of(new RefuseReoffer(relaying.from(), REQUEST_TERMINATED));
      case AwaitingAck(var from, var offered) when !offered ->
          List.of(new Acknowledge(state.other(from), Optional.empty()));
      case TryingAgain waiting -> List.of(new StopTimer(AGAIN));
      case AwaitingAck awaiting -> List.of();
      case Joining joining -> List.of();
      case Following following -> List.of();
      case Refreshing refreshing -> List.of();
      case Exchange.Rerouting rerouting -> List.of();
      case Reserved feature -> List.of();
      case Steady steady -> List.of();
    };
  }

  /** Where streams were switched off in the offer, the answer must still have them all. */
  private static Optional<SessionDescription> answering(
      Talking state, Optional<SessionDescription> offer, Optional<SessionDescription> answer) {
    return state.isAudioOnly() && offer.isPresent()
        ? answer.map(media -> media.answering(offer.get()))
        : answer;
  }
}
