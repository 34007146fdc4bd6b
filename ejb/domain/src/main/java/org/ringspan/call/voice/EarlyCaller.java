package org.ringspan.call.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.Alone;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Ending;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.Reason;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.Transition;
import org.ringspan.call.voice.Conversing.Joining;
import org.ringspan.record.CallOutcome;

/**
 * A caller who was answered with the media of somebody else is moved to the engine's by re-INVITE;
 * then the dialogue begins.
 */
final class EarlyCaller {
  static final TimerId AGAIN = TimerId.ofCall(Kind.REOFFER_AGAIN);

  private static final int REQUEST_PENDING = 491;
  private static final int MOST_GLARES = 5;

  /**
   * rfc3261#section-14.1: who does not own the Call-ID tries again after "a randomly chosen value
   * of between 0 and 2 seconds".
   */
  private static final Duration AFTER_GLARE = Duration.ofMillis(1100);

  private EarlyCaller() {}

  /** Its ACK has come. */
  static Transition begin(Conversing state) {
    return Transition.to(
        state.in(new Joining(0, false)).with(new Exchange.Reserved()),
        new ReofferFromEngine(LegId.CALLER));
  }

  /** What belongs to this; nothing: it is like anything else that happens to the caller. */
  static Optional<Transition> on(Conversing state, Joining joining, CallEvent event) {
    return switch (event) {
      case ReofferAnswered(var party, var session)
          when party.equals(LegId.CALLER) && !joining.waiting() ->
          Optional.of(
              Steps.enter(state.with(new Exchange.Steady()))
                  .after(List.of(new ConnectToEngine(LegId.CALLER, session, false))));
      case ReofferRefused(var party, var status)
          when party.equals(LegId.CALLER) && !joining.waiting() ->
          Optional.of(refused(state, joining, status));
      case TimerExpired(var timer) when timer.equals(AGAIN) && joining.waiting() ->
          Optional.of(
              Transition.to(
                  state.in(new Joining(joining.glares(), false)),
                  new ReofferFromEngine(LegId.CALLER)));
      case CallEvent other -> Optional.empty();
    };
  }

  private static Transition refused(Conversing state, Joining joining, int status) {
    if (status == REQUEST_PENDING && joining.glares() < MOST_GLARES) {
      return Transition.to(
          state.in(new Joining(joining.glares() + 1, true)), new StartTimer(AGAIN, AFTER_GLARE));
    }
    return VoiceCall.end(
        state,
        true,
        Alone.isGone(status)
            ? Ending.of(Alone.SESSION_EXPIRED, state.outcome(), "the caller was gone")
            : Ending.of(
                Reason.BROKEN,
                CallOutcome.FAILED,
                "the caller could not be moved to the server's media"));
  }
}
