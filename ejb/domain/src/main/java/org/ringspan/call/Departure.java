package org.ringspan.call;

import static org.ringspan.call.TimerId.Kind.CLEARING;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.ReleaseCall;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ended;

/** The end of a call: everyone was told to leave, and it is released when the last has left. */
final class Departure {
  /**
   * A party that is silent for longer than any transaction lasts (64*T1, RFC 3261 section 17) has
   * left.
   */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(35);

  private static final TimerId SILENCE = TimerId.ofCall(CLEARING);

  private Departure() {}

  static Transition begin(Setup setup, Legs legs) {
    return legs.allGone()
        ? Transition.to(new Ended(), new ReleaseCall())
        : Transition.to(new Clearing(setup, legs), new StartTimer(SILENCE, LONGEST_SILENCE));
  }

  static Transition on(Clearing state, CallEvent event) {
    return switch (event) {
      case Reoffered(var party, var offer, var byUpdate) ->
          Transition.to(state, new RefuseReoffer(party, 481));
      case InfoReceived(var party, var number, var digit) ->
          Transition.to(state, new AnswerInfo(party, number, 481));
      // It crossed our BYE, or the party's own.
      case ReofferAnswered(var party, var session) ->
          Transition.to(state, new Acknowledge(party, Optional.empty()));
      case PartyEvent ofParty -> partyEvent(state, ofParty);
      case TimerExpired(var timer) when timer.equals(SILENCE) ->
          Transition.to(new Ended(), new ReleaseCall()).after(state.legs().releaseChannels());
      case SessionAgreed late -> Transition.ignored(state);
      case RefreshRefused late -> Transition.ignored(state);
      case TimerExpired stale -> Transition.ignored(state);
      case EffectFailed bearable -> Transition.ignored(state);
      case CallPlaced again -> Transition.ignored(state);
      case CallEvent.FeatureEvent elsewhere -> Transition.ignored(state);
      case CallerCancelled late -> Transition.ignored(state);
      case HangUpRequested late -> Transition.ignored(state);
    };
  }

  private static Transition partyEvent(Clearing state, PartyEvent event) {
    return state
        .legs()
        .on(event, state.setup().offer())
        .map(moved -> with(state.setup(), moved.legs()).after(moved.effects()))
        .orElseGet(() -> Transition.ignored(state));
  }

  private static Transition with(Setup setup, Legs legs) {
    return legs.allGone()
        ? Transition.to(new Ended(), new StopTimer(SILENCE), new ReleaseCall())
        : Transition.to(new Clearing(setup, legs));
  }
}
