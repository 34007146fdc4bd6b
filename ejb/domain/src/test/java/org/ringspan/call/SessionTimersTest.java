package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefreshSession;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.RefreshRefused;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.record.CallOutcome;

/** RFC 4028: each dialog of a call is refreshed in time, or the call ends. */
class SessionTimersTest {
  private static final LegId DESK = new LegId(1);
  private static final SessionDescription DESK_MEDIA = sdp("desk", 5000);
  private static final TimerId OF_DESK = new TimerId(TimerId.Kind.SESSION, DESK);
  private static final TimerId OF_CALLER = new TimerId(TimerId.Kind.SESSION, CALLER);

  /** Half of 1800 s, and what is left then to 32 s before the end. */
  private static final StartTimer HALF = new StartTimer(OF_DESK, Duration.ofSeconds(900));

  private static final StartTimer REST = new StartTimer(OF_DESK, Duration.ofSeconds(868));

  @Test
  @DisplayName("We refresh at half the interval by re-INVITE; its 200 starts the timer again")
  void refreshes() {
    talking()
        .when(agreed(DESK, 1800, true, false))
        .then(HALF)
        .when(new TimerExpired(OF_DESK))
        .then(REST, new RefreshSession(DESK, false))
        .when(new ReofferAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(new Acknowledge(DESK, Optional.empty()))
        .when(agreed(DESK, 1800, true, false))
        .then(new StopTimer(OF_DESK), HALF)
        .in(Talking.class);
  }

  @Test
  @DisplayName("We refresh by UPDATE when the party lets us, whatever exchange runs")
  void refreshesByUpdate() {
    talking()
        .given(agreed(DESK, 1800, true, true), new Reoffered(CALLER, Optional.of(OFFER)))
        .when(new TimerExpired(OF_DESK))
        .then(REST, new RefreshSession(DESK, true))
        .when(agreed(DESK, 1800, true, true))
        .then(new StopTimer(OF_DESK), HALF);
  }

  @Test
  @DisplayName(
      "A refused UPDATE is followed by a re-INVITE; one that gets 481 or 408 ends the call")
  void updateRefused() {
    talking()
        .given(agreed(DESK, 1800, true, true), new TimerExpired(OF_DESK))
        .when(new RefreshRefused(DESK, 405))
        .then(new RefreshSession(DESK, false));
    for (int gone : new int[] {408, 481}) {
      talking()
          .given(agreed(CALLER, 1800, true, true), new TimerExpired(OF_CALLER))
          .when(new RefreshRefused(CALLER, gone))
          .thenAmongOthers(
              new HangUp(CALLER, Reason.SESSION_EXPIRED),
              new HangUp(DESK, Reason.SESSION_EXPIRED),
              new StopTimer(OF_CALLER),
              new RecordEnd(
                  CallOutcome.ANSWERED, 200, "a party was gone when its session was refreshed"))
          .in(Clearing.class);
    }
  }

  @Test
  @DisplayName(
      "Our re-INVITE meets another: after the wait it is sent again; 500 waits for the end")
  void refreshRefused() {
    TimerId again = TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN);
    CallScenario call = talking().given(agreed(DESK, 1800, true, false), new TimerExpired(OF_DESK));
    call.when(new Reoffered(CALLER, Optional.of(OFFER)))
        .then(new RefuseReoffer(CALLER, 491))
        .given(new ReofferRefused(DESK, 491))
        .when(new TimerExpired(again))
        .then(new RefreshSession(DESK, false))
        .when(new ReofferRefused(DESK, 500))
        .then()
        .when(new TimerExpired(OF_DESK))
        .thenAmongOthers(new HangUp(DESK, Reason.SESSION_EXPIRED));
  }

  @Test
  @DisplayName(
      "A party that doesn't refresh gets BYE min(32 s, a third) before the end; so the other")
  void ends() {
    talking()
        .when(agreed(CALLER, 1800, false, true))
        .then(new StartTimer(OF_CALLER, Duration.ofSeconds(1768)))
        .when(new TimerExpired(OF_CALLER))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.SESSION_EXPIRED),
            new HangUp(DESK, Reason.SESSION_EXPIRED),
            new RecordEnd(CallOutcome.ANSWERED, 200, "a party's session was not refreshed"));
    talking()
        .when(agreed(CALLER, 90, false, true))
        .then(new StartTimer(OF_CALLER, Duration.ofSeconds(60)));
  }

  @Test
  @DisplayName("A running exchange is let pass; it may refresh the session itself")
  void waitsForExchange() {
    StartTimer soon = new StartTimer(OF_DESK, Duration.ofSeconds(2));
    talking()
        .given(agreed(DESK, 1800, true, false), new Reoffered(CALLER, Optional.of(OFFER)))
        .when(new TimerExpired(OF_DESK))
        .then(soon)
        .given(new ReofferAnswered(DESK, Optional.of(DESK_MEDIA)))
        .given(new Acknowledged(CALLER, Optional.empty()))
        .when(new TimerExpired(OF_DESK))
        .then(new StartTimer(OF_DESK, Duration.ofSeconds(866)), new RefreshSession(DESK, false));
  }

  @Test
  @DisplayName("An exchange that never comes to its end doesn't keep a session alive")
  void endsUnderExchange() {
    CallScenario call =
        talking().given(agreed(DESK, 9, true, false), new Reoffered(CALLER, Optional.of(OFFER)));
    // 4.5 s, and 1.5 s to the end.
    call.when(new TimerExpired(OF_DESK))
        .then(new StartTimer(OF_DESK, Duration.ofMillis(1500)))
        .when(new TimerExpired(OF_DESK))
        .thenAmongOthers(new RefuseReoffer(CALLER, 487), new HangUp(DESK, Reason.SESSION_EXPIRED));
  }

  @Test
  @DisplayName("The timer of the answering party runs from its 200, before the caller's ACK")
  void fromTheAnswer() {
    callTo(desk())
        .given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .when(agreed(DESK, 1800, true, false))
        .then(HALF)
        .in(Answered.class)
        .when(new TimerExpired(OF_DESK))
        .then(new StartTimer(OF_DESK, Duration.ofSeconds(2)))
        .in(Answered.class)
        .when(new HungUp(DESK))
        .then(new StopTimer(OF_DESK))
        .when(agreed(CALLER, 1800, true, false))
        .thenIgnored();
  }

  @Test
  @DisplayName("Whoever hangs up, no timer of the call runs on")
  void stopped() {
    for (LegId leaver : new LegId[] {CALLER, DESK}) {
      talking()
          .given(agreed(DESK, 1800, true, false), agreed(CALLER, 1800, false, false))
          .when(new HungUp(leaver))
          .thenAmongOthers(new StopTimer(OF_CALLER));
      talking()
          .given(agreed(DESK, 1800, true, false), agreed(CALLER, 1800, false, false))
          .when(new HungUp(leaver))
          .thenAmongOthers(new StopTimer(OF_DESK));
    }
  }

  @Test
  @DisplayName("A 2xx without Session-Expires turns the timer off in the middle of a dialog")
  void turnedOff() {
    talking()
        .given(agreed(DESK, 1800, true, false))
        .when(new SessionAgreed(DESK, Optional.empty(), false))
        .then(new StopTimer(OF_DESK))
        .when(new TimerExpired(OF_DESK))
        .thenIgnored();
  }

  @Test
  @DisplayName("A party's re-INVITE goes on to the other; nothing of it is ours to refresh")
  void reofferIsRelayed() {
    talking()
        .given(agreed(CALLER, 1800, false, false))
        .when(new Reoffered(CALLER, Optional.of(OFFER)))
        .then(new Reoffer(DESK, Optional.of(OFFER)))
        .when(new ReofferAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(
            new Acknowledge(DESK, Optional.empty()),
            new AnswerReoffer(CALLER, Optional.of(DESK_MEDIA)))
        .when(agreed(CALLER, 1800, false, false))
        .then(new StopTimer(OF_CALLER), new StartTimer(OF_CALLER, Duration.ofSeconds(1768)));
    assertThat(talking().all(RefreshSession.class)).isEmpty();
  }

  private static SessionAgreed agreed(LegId party, int seconds, boolean weRefresh, boolean update) {
    return new SessionAgreed(
        party, Optional.of(new SessionInterval(Duration.ofSeconds(seconds), weRefresh)), update);
  }

  private static CallScenario talking() {
    return callTo(desk())
        .given(
            new LegAnswered(DESK, Optional.of(DESK_MEDIA)),
            new Acknowledged(CALLER, Optional.empty()));
  }
}
