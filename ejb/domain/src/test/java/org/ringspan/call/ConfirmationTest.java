package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.keyed;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.InviteToEngine;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.PlayPrompt;
import org.ringspan.call.CallEffect.ProgressCaller;
import org.ringspan.call.CallEffect.RecordAnswer;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.ReleaseChannel;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.RingCaller;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving;
import org.ringspan.reach.Claims;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;

/** Voicemail avoidance by user control (design guide page 21-58; D6, D8). */
class ConfirmationTest {
  private static final LegPlan KEYED = keyed(Duration.ZERO, Example.TO_MOBILE);
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final Optional<SessionDescription> TO_ENGINE = Optional.of(sdp("mobile", 6000));
  private static final Optional<SessionDescription> TO_CALLER = Optional.of(sdp("mobile", 2, 6002));
  private static final TimerId PROMPT = new TimerId(Kind.CONFIRM_PROMPT, MOBILE);
  private static final TimerId KEY = new TimerId(Kind.CONFIRM, MOBILE);
  private static final TimerId AGAIN = new TimerId(Kind.REOFFER_AGAIN, MOBILE);
  private static final TimerId NO_ANSWER = TimerId.ofCall(Kind.FORWARD_NO_ANSWER);

  /** The mobile has answered. */
  private static CallScenario answered() {
    return callTo(desk(), KEYED).given(new LegAnswered(MOBILE, TO_ENGINE));
  }

  private static CallScenario prompted() {
    return answered().given(new TimerExpired(PROMPT));
  }

  private static CallScenario pressed() {
    return prompted().given(new DigitPressed(MOBILE, '1'));
  }

  @Test
  @DisplayName("UM3-1: the mobile is offered the engine's media, and has no window for its answer")
  void invited() {
    callTo(desk(), KEYED)
        .thenAmongOthers(
            new InviteLeg(DESK, desk(), Optional.empty(), Optional.of(OFFER)),
            new InviteToEngine(MOBILE, KEYED, Optional.of(Example.TO_MOBILE)))
        .thenNo(CallEffect.AnswerCaller.class);
  }

  @Test
  @DisplayName("UM3-1: it answers: the caller goes on hearing that it rings, the desk rings on")
  void answers() {
    callTo(desk(), KEYED)
        .when(new LegAnswered(MOBILE, TO_ENGINE))
        .then(
            new ConnectToEngine(MOBILE, TO_ENGINE, false),
            new StartTimer(PROMPT, Duration.ofMillis(1000)),
            new RingCaller(),
            new StartTimer(TimerId.ofCall(Kind.RING_AGAIN), Duration.ofMinutes(1)))
        .in(Ringing.class);
  }

  @Test
  @DisplayName("UM3-2: a second later it is asked for a key, for which there are five seconds")
  void isAsked() {
    answered()
        .when(new TimerExpired(PROMPT))
        .then(
            new PlayPrompt(MOBILE, Prompt.CONFIRM, Optional.of(new UserId("alice"))),
            new StartTimer(KEY, Duration.ofMillis(5000)));
  }

  @Test
  @DisplayName("UM3-3: a key: it is offered the caller's media, and wins when it takes them")
  void confirms() {
    prompted()
        .when(new DigitPressed(MOBILE, '7'))
        .then(new StopTimer(KEY), new Reoffer(MOBILE, Optional.of(OFFER)))
        .in(Ringing.class)
        .when(new ReofferAnswered(MOBILE, TO_CALLER))
        .then(
            new LeaveEngine(MOBILE),
            new CancelLeg(DESK, Reason.COMPLETED_ELSEWHERE),
            new StopTimer(NO_ANSWER),
            new StopTimer(TimerId.ofCall(Kind.RING_AGAIN)),
            new Acknowledge(MOBILE, Optional.empty()),
            new AnswerCaller(TO_CALLER),
            new RecordAnswer(MOBILE))
        .in(Answered.class)
        .given(new Acknowledged(CALLER, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("UM3-2: a key before the prompt counts, and is asked for no more")
  void earlyKey() {
    answered()
        .when(new DigitPressed(MOBILE, '#'))
        .then(new StopTimer(PROMPT), new Reoffer(MOBILE, Optional.of(OFFER)))
        .when(new TimerExpired(PROMPT))
        .thenIgnored();
  }

  @Test
  @DisplayName("UM3: a second key while the first is dealt with changes nothing")
  void secondKey() {
    pressed().when(new DigitPressed(MOBILE, '2')).thenIgnored();
  }

  @Test
  @DisplayName("CC9: a key that comes by INFO counts, and its INFO is answered")
  void keyByInfo() {
    prompted()
        .when(new InfoReceived(MOBILE, 1, Optional.of('5')))
        .then(
            new AnswerInfo(MOBILE, 1, 200),
            new StopTimer(KEY),
            new Reoffer(MOBILE, Optional.of(OFFER)));
    prompted().when(new InfoReceived(MOBILE, 1)).then(new AnswerInfo(MOBILE, 1, 480));
    prompted().when(new InfoReceived(DESK, 1, Optional.of('5'))).then(new AnswerInfo(DESK, 1, 480));
  }

  @Test
  @DisplayName("UM3-4: without a key only this leg is hung up; the desk rings on")
  void noKey() {
    prompted()
        .when(new TimerExpired(KEY))
        .then(new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.NOT_CONFIRMED))
        .in(Ringing.class)
        .given(new PartyCleared(MOBILE))
        .when(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))))
        .thenAmongOthers(new AnswerCaller(Optional.of(sdp("desk", 5000))), new RecordAnswer(DESK));
  }

  @Test
  @DisplayName("UM3-4: without a key and with no other telephone the call goes to the mailbox")
  void noKeyAndNobodyElse() {
    CallScenario call = prompted();
    call.given(new LegFailed(DESK, 486))
        .when(new TimerExpired(KEY))
        .thenAmongOthers(new HangUp(MOBILE, Reason.NOT_CONFIRMED), new StopTimer(NO_ANSWER))
        .in(Ringing.class);
    assertThat(call.all(InviteLeg.class).getLast().plan().target()).isEqualTo(Example.MAILBOX);
  }

  @Test
  @DisplayName("UM3: the desk answers while the mobile is asked: the mobile is hung up")
  void deskWins() {
    prompted()
        .when(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))))
        .thenAmongOthers(
            new StopTimer(KEY),
            new LeaveEngine(MOBILE),
            new HangUp(MOBILE, Reason.COMPLETED_ELSEWHERE),
            new AnswerCaller(Optional.of(sdp("desk", 5000))));
  }

  @Test
  @DisplayName(
      "D8: of two keys the leg that joins first wins; the 2xx of the other is acknowledged")
  void twoKeys() {
    LegId first = new LegId(1);
    LegId second = new LegId(2);
    callTo(KEYED, KEYED)
        .given(new LegAnswered(first, TO_ENGINE), new LegAnswered(second, TO_ENGINE))
        .given(new DigitPressed(second, '1'), new DigitPressed(first, '1'))
        .given(new ReofferAnswered(second, TO_CALLER))
        .thenAmongOthers(
            new LeaveEngine(first),
            new HangUp(first, Reason.COMPLETED_ELSEWHERE),
            new RecordAnswer(second))
        .when(new ReofferAnswered(first, TO_CALLER))
        .then(new Acknowledge(first, Optional.empty()));
  }

  @Test
  @DisplayName("UM3: what it says early to the engine is nothing for the caller")
  void earlyMedia() {
    callTo(desk(), KEYED)
        .given(new LegFailed(DESK, 486))
        .when(new LegRinging(MOBILE, TO_ENGINE))
        .thenNo(ProgressCaller.class)
        .thenAmongOthers(new RingCaller())
        .when(new LegAnswered(MOBILE, Optional.empty()))
        .thenAmongOthers(new ConnectToEngine(MOBILE, TO_ENGINE, false));
  }

  @Test
  @DisplayName("UM3: a caller without an offer: the mobile makes one to the engine and one to it")
  void callerWithoutOffer() {
    callTo(Example.toMailbox(), Optional.empty(), KEYED)
        .thenAmongOthers(
            new InviteLeg(new LegId(1), KEYED, Optional.of(Example.TO_MOBILE), Optional.empty()))
        .when(new LegAnswered(new LegId(1), TO_ENGINE))
        .thenAmongOthers(new ConnectToEngine(new LegId(1), TO_ENGINE, true))
        .when(new DigitPressed(new LegId(1), '1'))
        .thenAmongOthers(new Reoffer(new LegId(1), Optional.empty()))
        .when(new ReofferAnswered(new LegId(1), TO_CALLER))
        .thenAmongOthers(new AnswerCaller(TO_CALLER))
        .thenNo(Acknowledge.class)
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(new LegId(1), Optional.of(OFFER)));
  }

  @Test
  @DisplayName("UM3: it hangs up while it is asked: only this leg is out")
  void hangsUp() {
    prompted()
        .when(new HungUp(MOBILE))
        .then(new ReleaseChannel(MOBILE), new StopTimer(KEY), new LeaveEngine(MOBILE))
        .in(Ringing.class);
  }

  @Test
  @DisplayName("UM3: the caller gives up while it is asked")
  void callerGivesUp() {
    prompted()
        .when(new CallEvent.CallerCancelled())
        .thenAmongOthers(
            new StopTimer(KEY), new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.CALLER_GAVE_UP));
  }

  @Test
  @DisplayName(
      "UM3, page 21-58: the time to answer ends while it is asked: the desk stops ringing, and the call waits 12 s")
  void stillAsking() {
    prompted()
        .when(new TimerExpired(NO_ANSWER))
        .then(
            new CancelLeg(DESK, Reason.NO_ANSWER),
            new CallEffect.NoteFeature(CALLER, FeatureNote.STILL_ASKING),
            new StartTimer(NO_ANSWER, Duration.ofSeconds(12)))
        .in(Ringing.class)
        .given(new DigitPressed(MOBILE, '1'))
        .when(new ReofferAnswered(MOBILE, TO_CALLER))
        .thenAmongOthers(
            new StopTimer(NO_ANSWER), new AnswerCaller(TO_CALLER), new RecordAnswer(MOBILE))
        .in(Answered.class);
  }

  @Test
  @DisplayName("UM3: a key in the last second counts, with the connection that takes longer")
  void joiningWhenTimeIsOver() {
    pressed()
        .when(new TimerExpired(NO_ANSWER))
        .thenAmongOthers(new StartTimer(NO_ANSWER, Duration.ofSeconds(12)))
        .thenNo(HangUp.class)
        .when(new ReofferAnswered(MOBILE, TO_CALLER))
        .thenAmongOthers(new AnswerCaller(TO_CALLER));
  }

  @Test
  @DisplayName("UM3: no key after the time to answer: the mailbox has the call at once")
  void notConfirmedWhenTimeIsOver() {
    for (CallEvent out : List.of(new TimerExpired(KEY), new HungUp(MOBILE))) {
      CallScenario call = prompted();
      call.given(new TimerExpired(NO_ANSWER))
          .when(out)
          .thenAmongOthers(new StopTimer(NO_ANSWER))
          .in(Ringing.class);
      LegPlan last = call.all(InviteLeg.class).getLast().plan();
      assertThat(last.target()).isEqualTo(Example.MAILBOX);
      assertThat(last.diversions())
          .last()
          .extracting(Diversion::reason)
          .isEqualTo(Diversion.Reason.NO_ANSWER);
    }
  }

  @Test
  @DisplayName("UM3: the call doesn't wait longer than its bound, whatever the leg does")
  void asksTooLong() {
    CallScenario call = pressed();
    call.given(new TimerExpired(NO_ANSWER), new ReofferRefused(MOBILE, 491))
        .when(new TimerExpired(NO_ANSWER))
        .thenAmongOthers(
            new StopTimer(AGAIN), new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.NO_ANSWER))
        .in(Ringing.class);
    assertThat(call.all(InviteLeg.class).getLast().plan().target()).isEqualTo(Example.MAILBOX);
  }

  @Test
  @DisplayName("UM3: a desk that was busy doesn't make it a busy line when the time is over")
  void busyDeskWhenTimeIsOver() {
    ForwardPlan busyElsewhere =
        new ForwardPlan(
            Example.FORWARD_AFTER,
            Optional.of(Example.mailbox()),
            Optional.empty(),
            Optional.empty());
    CallScenario call =
        callTo(busyElsewhere, Optional.of(OFFER), desk(), KEYED)
            .given(new LegFailed(DESK, 486), new LegAnswered(MOBILE, TO_ENGINE))
            .given(new TimerExpired(NO_ANSWER));
    call.when(new HungUp(MOBILE)).in(Ringing.class);
    assertThat(call.all(InviteLeg.class).getLast().plan().target()).isEqualTo(Example.MAILBOX);
  }

  @Test
  @DisplayName("UM3: where nothing is behind the line a call that rings too long waits as well")
  void ringsTooLong() {
    TimerId longest = TimerId.ofCall(Kind.MAXIMUM_RINGING);
    callTo(ForwardPlan.nowhere(), Optional.of(OFFER), desk(), KEYED)
        .given(new LegAnswered(MOBILE, TO_ENGINE), new TimerExpired(longest))
        .thenAmongOthers(new StartTimer(longest, Duration.ofSeconds(12)))
        .when(new HungUp(MOBILE))
        .thenAmongOthers(new StopTimer(longest), new CallEffect.RefuseCaller(480));
  }

  @Test
  @DisplayName("UM3: no media can be had with it: only this leg is out")
  void noMedia() {
    answered()
        .when(new MediaFailed(MOBILE))
        .then(new StopTimer(PROMPT), new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.BROKEN))
        .in(Ringing.class);
    pressed().when(new MediaFailed(MOBILE)).thenIgnored();
  }

  @Test
  @DisplayName("UM3: its re-INVITE while it is asked waits, and ours is tried again after a glare")
  void glare() {
    prompted().when(new Reoffered(MOBILE, TO_CALLER)).then(new RefuseReoffer(MOBILE, 491));
    pressed()
        .when(new ReofferRefused(MOBILE, 491))
        .then(new StartTimer(AGAIN, Duration.ofMillis(1100)))
        .when(new TimerExpired(AGAIN))
        .then(new Reoffer(MOBILE, Optional.of(OFFER)))
        .when(new ReofferRefused(MOBILE, 488))
        .then(new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.BROKEN));
  }

  @Test
  @DisplayName("UM3: it takes the caller's offer without an answer: only this leg is out")
  void noAnswerToTheOffer() {
    pressed()
        .when(new ReofferAnswered(MOBILE, Optional.empty()))
        .then(
            new Acknowledge(MOBILE, Optional.empty()),
            new LeaveEngine(MOBILE),
            new HangUp(MOBILE, Reason.BROKEN))
        .in(Ringing.class);
  }

  @Test
  @DisplayName("D9: a call that is sent to the mobile moves when a key is pressed there")
  void movesToIt() {
    LegId there = new LegId(2);
    callTo(ForwardPlan.nowhere(), Optional.of(OFFER), desk())
        .given(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))))
        .given(new Acknowledged(CALLER, Optional.empty()))
        .given(new MoveRequested(DESK, List.of(KEYED), Claims.NONE, Duration.ofMinutes(1)))
        .thenAmongOthers(
            new InviteLeg(there, KEYED, Optional.of(Example.TO_MOBILE), Optional.empty()))
        .given(new LegAnswered(there, TO_ENGINE))
        .thenAmongOthers(new ConnectToEngine(there, TO_ENGINE, true))
        .given(new InfoReceived(there, 1, Optional.of('1')))
        .thenAmongOthers(new AnswerInfo(there, 1, 200), new Reoffer(there, Optional.empty()))
        .in(Moving.class)
        .when(new ReofferAnswered(there, TO_CALLER))
        .then(
            new LeaveEngine(there),
            new StopTimer(TimerId.ofCall(Kind.MOVE)),
            new Reoffer(CALLER, TO_CALLER))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFER)))
        .thenAmongOthers(new Acknowledge(there, Optional.of(OFFER)))
        .in(Talking.class);
  }
}
