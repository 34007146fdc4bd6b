package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.mobile;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.Example.silentDesk;
import static org.ringspan.call.LegId.CALLER;
import static org.ringspan.call.TimerId.Kind.ANSWER_TOO_LATE;
import static org.ringspan.call.TimerId.Kind.ANSWER_TOO_SOON;
import static org.ringspan.call.TimerId.Kind.CLEARING;
import static org.ringspan.call.TimerId.Kind.DELAY_BEFORE_RINGING;
import static org.ringspan.call.TimerId.Kind.FORWARD_NO_ANSWER;
import static org.ringspan.call.TimerId.Kind.MAXIMUM_RINGING;
import static org.ringspan.call.TimerId.Kind.REOFFER_AGAIN;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.ProgressCaller;
import org.ringspan.call.CallEffect.RecordAnswer;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RecordStart;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.ReleaseCall;
import org.ringspan.call.CallEffect.ReleaseChannel;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.RingCaller;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallerCancelled;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ended;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.record.CallOutcome;

/** Single number reach by the design guide's steps (pages 21-49 to 21-58) and our decisions. */
class SingleNumberReachTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final LegId MAILBOX = new LegId(3);
  private static final SessionDescription DESK_MEDIA = sdp("desk", 5000);
  private static final SessionDescription MOBILE_MEDIA = sdp("mobile", 6000);
  private static final TimerId MOBILE_DELAY = new TimerId(DELAY_BEFORE_RINGING, MOBILE);
  private static final TimerId MOBILE_TOO_SOON = new TimerId(ANSWER_TOO_SOON, MOBILE);
  private static final TimerId MOBILE_TOO_LATE = new TimerId(ANSWER_TOO_LATE, MOBILE);
  private static final TimerId MAILBOX_TOO_LONG = new TimerId(MAXIMUM_RINGING, new LegId(0, 1));
  private static final StartTimer RING_AGAIN =
      new StartTimer(TimerId.ofCall(TimerId.Kind.RING_AGAIN), Duration.ofMinutes(1));
  private static final TimerId NO_ANSWER = TimerId.ofCall(FORWARD_NO_ANSWER);

  @Test
  @DisplayName("SNR-1..2: a call rings the desk phone at once, the mobile waits for its delay")
  void deskRingsAtOnce() {
    callTo(desk(), mobile())
        .then(
            new RecordStart(Example.plan(Example.toMailbox(), desk(), mobile())),
            new StartTimer(NO_ANSWER, Duration.ofSeconds(20)),
            new InviteLeg(DESK, desk(), Optional.empty(), Optional.of(OFFER)),
            new StartTimer(MOBILE_DELAY, Duration.ofMillis(4000)))
        .in(Ringing.class);
  }

  @Test
  @DisplayName(
      "SNR-3: after its delay the mobile rings; too soon and too late count from then (D6)")
  void mobileRingsAfterDelay() {
    callTo(desk(), mobile())
        .when(new TimerExpired(MOBILE_DELAY))
        .then(
            new InviteLeg(MOBILE, mobile(), Optional.of(Example.TO_MOBILE), Optional.of(OFFER)),
            new StartTimer(MOBILE_TOO_SOON, Duration.ofMillis(1500)),
            new StartTimer(MOBILE_TOO_LATE, Duration.ofMillis(19000)));
  }

  @Test
  @DisplayName(
      "SNR-4: the caller hears that it rings, once, without SDP while several may answer (D17)")
  void callerHearsRinging() {
    bothRing()
        .when(new LegRinging(DESK, Optional.of(DESK_MEDIA)))
        .then(new RingCaller(), RING_AGAIN)
        .when(new LegRinging(MOBILE, Optional.empty()))
        .then();
  }

  @Test
  @DisplayName("SNR-5: the first answer wins, the other legs are cancelled")
  void firstAnswerWins() {
    bothRing()
        .given(new TimerExpired(MOBILE_TOO_SOON))
        .when(new LegAnswered(MOBILE, Optional.of(MOBILE_MEDIA)))
        .then(
            new StopTimer(MOBILE_TOO_LATE),
            new CancelLeg(DESK, Reason.COMPLETED_ELSEWHERE),
            new StopTimer(NO_ANSWER),
            new Acknowledge(MOBILE, Optional.empty()),
            new AnswerCaller(Optional.of(MOBILE_MEDIA)),
            new RecordAnswer(MOBILE))
        .in(Answered.class)
        .given(new Acknowledged(CALLER, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("SNR-5: the desk phone answers before the mobile's delay is over: it never rings")
  void answeredBeforeDelay() {
    callTo(desk(), mobile())
        .when(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .thenAmongOthers(new StopTimer(MOBILE_DELAY), new AnswerCaller(Optional.of(DESK_MEDIA)))
        .when(new TimerExpired(MOBILE_DELAY))
        .thenIgnored();
  }

  @Test
  @DisplayName("SNR-6: the desk phone declines: the mobile's delay goes on and it rings (D16)")
  void declineEndsOneLeg() {
    callTo(desk(), mobile())
        .when(new LegFailed(DESK, 603))
        .then()
        .in(Ringing.class)
        .when(new TimerExpired(MOBILE_DELAY))
        .thenAmongOthers(
            new InviteLeg(MOBILE, mobile(), Optional.of(Example.TO_MOBILE), Optional.of(OFFER)));
  }

  @Test
  @DisplayName("Voicemail avoidance: an answer too soon clears the mobile only")
  void tooSoon() {
    bothRing()
        .when(new LegAnswered(MOBILE, Optional.of(MOBILE_MEDIA)))
        .then(
            new StopTimer(MOBILE_TOO_SOON),
            new StopTimer(MOBILE_TOO_LATE),
            new Acknowledge(MOBILE, Optional.empty()),
            new HangUp(MOBILE, Reason.ANSWERED_TOO_SOON))
        .in(Ringing.class)
        .given(new PartyCleared(MOBILE), new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .in(Answered.class);
  }

  @Test
  @DisplayName(
      "Voicemail avoidance: a mobile still silent at \"too late\" is cleared, the desk rings on")
  void tooLate() {
    bothRing()
        .given(new TimerExpired(MOBILE_TOO_SOON))
        .when(new TimerExpired(MOBILE_TOO_LATE))
        .then(new CancelLeg(MOBILE, Reason.ANSWERED_TOO_LATE))
        .in(Ringing.class)
        .when(new LegAnswered(MOBILE, Optional.of(MOBILE_MEDIA)))
        .then(
            new Acknowledge(MOBILE, Optional.empty()), new HangUp(MOBILE, Reason.ANSWERED_TOO_LATE))
        .in(Ringing.class);
  }

  @Test
  @DisplayName("SNR-7: nobody answers in time: every leg is cleared, the mailbox rings (D7)")
  void forwardNoAnswer() {
    CallScenario call = bothRing().given(new TimerExpired(MOBILE_TOO_SOON));
    call.when(new TimerExpired(NO_ANSWER))
        .thenAmongOthers(
            new CancelLeg(DESK, Reason.NO_ANSWER),
            new StopTimer(MOBILE_TOO_LATE),
            new CancelLeg(MOBILE, Reason.NO_ANSWER),
            new StartTimer(MAILBOX_TOO_LONG, SingleNumberReach.LONGEST_RINGING));
    assertThat(call.all(InviteLeg.class).getLast().leg()).isEqualTo(MAILBOX);
    assertThat(call.all(InviteLeg.class).getLast().plan().diversions().getLast().reason())
        .isEqualTo(Diversion.Reason.NO_ANSWER);
    call.when(new LegAnswered(MAILBOX, Optional.of(sdp("mailbox", 7000))))
        .thenAmongOthers(new RecordAnswer(MAILBOX))
        .given(new Acknowledged(CALLER, Optional.empty()))
        .when(new HungUp(CALLER))
        .thenAmongOthers(new RecordEnd(CallOutcome.FORWARDED, 200, "the caller hung up"));
  }

  @Test
  @DisplayName(
      "SNR-7: everybody declines: the mailbox rings at once, told that they were busy (D16)")
  void forwardBusy() {
    CallScenario call = bothRing().given(new LegFailed(DESK, 486));
    call.when(new LegFailed(MOBILE, 480)).thenAmongOthers(new StopTimer(NO_ANSWER));
    assertThat(call.all(InviteLeg.class).getLast().plan().diversions().getLast().reason())
        .isEqualTo(Diversion.Reason.USER_BUSY);
  }

  @Test
  @DisplayName("SNR-7: nobody can ring at all: the mailbox rings at once")
  void nothingRings() {
    CallScenario call = callTo(silentDesk());
    assertThat(call.all(InviteLeg.class)).extracting(InviteLeg::leg).containsExactly(new LegId(2));
    assertThat(call.all(InviteLeg.class).getFirst().plan().diversions().getLast().reason())
        .isEqualTo(Diversion.Reason.UNAVAILABLE);
  }

  @Test
  @DisplayName("D7: forward-no-answer runs for the mobile alone, before it rings")
  void forwardNoAnswerWithoutDesk() {
    callTo(silentDesk(), mobile())
        .when(new TimerExpired(NO_ANSWER))
        .thenAmongOthers(new StopTimer(MOBILE_DELAY))
        .thenNo(CancelLeg.class);
  }

  @Test
  @DisplayName("A mailbox that fails too: the caller hears of the person, not of the mailbox")
  void mailboxFails() {
    bothRing()
        .given(new LegFailed(DESK, 486), new LegFailed(MOBILE, 480))
        .when(new LegFailed(MAILBOX, 404))
        .thenAmongOthers(
            new RefuseCaller(486),
            new RecordEnd(
                CallOutcome.DECLINED, 486, "nobody took the call where it was forwarded to"),
            new ReleaseCall())
        .in(Ended.class);
  }

  @Test
  @DisplayName("A line without a mailbox rings until its longest time, then the caller gets 480")
  void ringsTooLong() {
    callTo(ForwardPlan.nowhere(), Optional.of(OFFER), desk())
        .when(new TimerExpired(TimerId.ofCall(MAXIMUM_RINGING)))
        .thenAmongOthers(new CancelLeg(DESK, Reason.NO_ANSWER), new RefuseCaller(480))
        .in(Clearing.class);
  }

  @ParameterizedTest(name = "{0} and {1} give {2}")
  @CsvSource({
    "486, 480, 486", "480, 404, 480", "500, 480, 480", "404, 500, 404", "603, 486, 603",
    "488, 480, 488", "408, 500, 480", "503, 503, 500", "302, 401, 480", "487, 481, 480",
  })
  @DisplayName("RFC 3261 16.7: the best refusal goes to the caller")
  void bestRefusal(int desk, int mobile, int caller) {
    callTo(ForwardPlan.nowhere(), Optional.of(OFFER), desk(), mobile())
        .given(
            new TimerExpired(MOBILE_DELAY),
            new LegFailed(DESK, desk),
            new LegFailed(MOBILE, mobile))
        .thenAmongOthers(new RefuseCaller(caller), new ReleaseCall());
  }

  @Test
  @DisplayName("The caller gives up: every leg is cancelled, the record says so")
  void callerGivesUp() {
    bothRing()
        .when(new CallerCancelled())
        .thenAmongOthers(
            new CancelLeg(DESK, Reason.CALLER_GAVE_UP),
            new CancelLeg(MOBILE, Reason.CALLER_GAVE_UP),
            new RecordEnd(CallOutcome.CANCELLED, 487, "the caller gave up"))
        .thenNo(RefuseCaller.class)
        .given(new LegFailed(DESK, 487))
        .when(new LegFailed(MOBILE, 487))
        .then(
            new ReleaseChannel(MOBILE), new StopTimer(TimerId.ofCall(CLEARING)), new ReleaseCall())
        .in(Ended.class);
  }

  @Test
  @DisplayName("The caller sends BYE in its early dialog: its INVITE gets 487")
  void callerByeEarly() {
    bothRing().when(new HungUp(CALLER)).thenAmongOthers(new RefuseCaller(487));
  }

  @Test
  @DisplayName(
      "Race: an answer crosses our CANCEL: it is acknowledged and hung up, for the same reason")
  void answerCrossesCancel() {
    bothRing()
        .given(new CallerCancelled())
        .when(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(new Acknowledge(DESK, Optional.empty()), new HangUp(DESK, Reason.CALLER_GAVE_UP))
        .given(new PartyCleared(DESK), new LegFailed(MOBILE, 487))
        .in(Ended.class);
  }

  @Test
  @DisplayName(
      "Race: two answers at once: one winner, the other is told that the call is elsewhere")
  void twoAnswers() {
    CallScenario call =
        bothRing()
            .given(
                new TimerExpired(MOBILE_TOO_SOON), new LegAnswered(DESK, Optional.of(DESK_MEDIA)));
    call.when(new LegAnswered(MOBILE, Optional.of(MOBILE_MEDIA)))
        .then(
            new Acknowledge(MOBILE, Optional.empty()),
            new HangUp(MOBILE, Reason.COMPLETED_ELSEWHERE))
        .in(Answered.class);
    assertThat(call.all(AnswerCaller.class)).hasSize(1);
  }

  @Test
  @DisplayName("Race: the caller's CANCEL crosses the answer: the winner is sent away")
  void cancelCrossesAnswer() {
    answeredByDesk()
        .when(new CallerCancelled())
        .thenAmongOthers(
            new HangUp(DESK, Reason.CALLER_GAVE_UP),
            new RecordEnd(CallOutcome.CANCELLED, 487, "the caller gave up while the answer came"));
  }

  @Test
  @DisplayName("Race: the winner hangs up before the caller's ACK: BYE waits for the ACK")
  void winnerLeavesBeforeAck() {
    answeredByDesk()
        .when(new HungUp(DESK))
        .then()
        .when(new Acknowledged(CALLER, Optional.empty()))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.HUNG_UP),
            new RecordEnd(CallOutcome.ANSWERED, 200, "the answering party hung up"));
  }

  @Test
  @DisplayName("Race: the caller's BYE comes before its ACK")
  void byeBeforeAck() {
    answeredByDesk()
        .when(new HungUp(CALLER))
        .thenAmongOthers(new HangUp(DESK, Reason.HUNG_UP))
        .thenNo(AnswerCaller.class);
  }

  @Test
  @DisplayName("The caller's ACK is lost for good: both are sent away, the record says failed")
  void lostAck() {
    answeredByDesk()
        .when(new NeverAcknowledged(CALLER))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.NOT_ACKNOWLEDGED),
            new HangUp(DESK, Reason.NOT_ACKNOWLEDGED),
            new RecordEnd(CallOutcome.FAILED, 200, "the caller never acknowledged the answer"));
  }

  @Test
  @DisplayName(
      "An INVITE without SDP: the winner's offer goes to the caller, the answer comes by ACK")
  void delayedOffer() {
    callTo(Example.toMailbox(), Optional.empty(), desk())
        .when(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(
            new StopTimer(NO_ANSWER),
            new AnswerCaller(Optional.of(DESK_MEDIA)),
            new RecordAnswer(DESK))
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(DESK, Optional.of(OFFER)));
  }

  @Test
  @DisplayName("An INVITE without SDP, and the winner leaves before the ACK: its 200 gets its ACK")
  void delayedOfferWinnerLeaves() {
    callTo(Example.toMailbox(), Optional.empty(), desk())
        .given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .when(new HungUp(DESK))
        .then(new Acknowledge(DESK, Optional.of(DESK_MEDIA.rejected())));
  }

  @Test
  @DisplayName("An answer without SDP to our offer does not count: the other leg rings on")
  void answerWithoutMedia() {
    bothRing()
        .when(new LegAnswered(DESK, Optional.empty()))
        .then(new Acknowledge(DESK, Optional.empty()), new HangUp(DESK, Reason.BROKEN))
        .in(Ringing.class);
  }

  @Test
  @DisplayName("An answer that left its SDP in the 183 counts with that")
  void answerAfterProgress() {
    bothRing()
        .given(new LegRinging(DESK, Optional.of(DESK_MEDIA)))
        .when(new LegAnswered(DESK, Optional.empty()))
        .thenAmongOthers(new AnswerCaller(Optional.of(DESK_MEDIA)));
  }

  @Test
  @DisplayName("D17: the early media of the last leg left are passed on")
  void earlyMediaOfLast() {
    bothRing()
        .given(new LegRinging(DESK, Optional.of(DESK_MEDIA)))
        .when(new LegFailed(MOBILE, 480))
        .thenAmongOthers(new ProgressCaller(DESK_MEDIA));
  }

  @Test
  @DisplayName(
      "D17: after early media of another leg the caller is moved to the winner by re-INVITE")
  void joinsAfterEarlyMedia() {
    SessionDescription mailbox = sdp("mailbox", 7000);
    SessionDescription join =
        new SessionDescription(mailbox.text().replace("o=mailbox 7 1", "o=desk 7 2"));
    CallScenario call = mailboxAnswersAfterEarlyMedia();
    call.then(
            new StopTimer(MAILBOX_TOO_LONG),
            new StopTimer(RING_AGAIN.timer()),
            new Acknowledge(MAILBOX, Optional.empty()),
            new AnswerCaller(Optional.of(DESK_MEDIA)),
            new RecordAnswer(MAILBOX))
        .when(new Acknowledged(CALLER, Optional.empty()))
        .then(new Reoffer(CALLER, Optional.of(join)))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(CALLER, Optional.empty()));
    // RFC 3264 section 8: the caller's dialog keeps its origin, and its version grows.
    call.when(new Reoffered(MAILBOX, Optional.of(sdp("mailbox", 2, 7002))))
        .then(
            new Reoffer(
                CALLER,
                Optional.of(
                    new SessionDescription(
                        sdp("mailbox", 2, 7002).text().replace("o=mailbox 7 2", "o=desk 7 3")))));
  }

  @Test
  @DisplayName(
      "D17: glare at the join: it is tried again, and the caller's own re-INVITE must wait")
  void glareAtJoin() {
    TimerId again = TimerId.ofCall(REOFFER_AGAIN);
    mailboxAnswersAfterEarlyMedia()
        .given(new Acknowledged(CALLER, Optional.empty()))
        .when(new ReofferRefused(CALLER, 491))
        .then(new StartTimer(again, Duration.ofMillis(1100)))
        .when(new Reoffered(CALLER, Optional.of(OFFER)))
        .then(new RefuseReoffer(CALLER, 491))
        .given(new TimerExpired(again))
        .given(new ReofferRefused(CALLER, 491))
        .when(new HungUp(CALLER))
        .thenAmongOthers(new StopTimer(again));
  }

  @Test
  @DisplayName(
      "Hold: a re-INVITE is passed on, its answer back; the other's own meanwhile gets 491")
  void renegotiates() {
    SessionDescription hold = sdp("caller", 2, 4000);
    talking()
        .when(new Reoffered(CALLER, Optional.of(hold)))
        .then(new Reoffer(DESK, Optional.of(hold)))
        .when(new Reoffered(DESK, Optional.of(DESK_MEDIA)))
        .then(new RefuseReoffer(DESK, 491))
        .when(new ReofferAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(
            new Acknowledge(DESK, Optional.empty()),
            new AnswerReoffer(CALLER, Optional.of(DESK_MEDIA)))
        .given(new Acknowledged(CALLER, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("Race: BYE crosses a re-INVITE: that gets 487, the late answer its ACK")
  void byeCrossesReinvite() {
    talking()
        .given(new Reoffered(DESK, Optional.of(DESK_MEDIA)))
        .when(new HungUp(CALLER))
        .thenAmongOthers(new RefuseReoffer(DESK, 487), new HangUp(DESK, Reason.HUNG_UP))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(CALLER, Optional.empty()));
  }

  @Test
  @DisplayName("A party that is gone at a re-INVITE ends the call (RFC 3261 12.2.1.2)")
  void goneAtReinvite() {
    talking()
        .given(new Reoffered(CALLER, Optional.of(OFFER)))
        .when(new ReofferRefused(DESK, 481))
        .thenAmongOthers(new RefuseReoffer(CALLER, 487), new HangUp(CALLER, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("A leg that cannot be reached is out; the others ring on")
  void inviteFails() {
    bothRing()
        .given(new EffectFailed(new InviteLeg(DESK, desk(), Optional.empty(), Optional.of(OFFER))))
        .in(Ringing.class)
        .given(new TimerExpired(MOBILE_TOO_SOON))
        .when(new LegAnswered(MOBILE, Optional.of(MOBILE_MEDIA)))
        .in(Answered.class);
  }

  @Test
  @DisplayName("A record or a 180 that fails costs nobody the call")
  void bearableFailures() {
    bothRing()
        .when(new EffectFailed(new RingCaller()))
        .thenIgnored()
        .when(new EffectFailed(new RecordAnswer(DESK)))
        .thenIgnored();
    talking()
        .when(new EffectFailed(new HangUp(MOBILE, Reason.COMPLETED_ELSEWHERE)))
        .in(Talking.class);
  }

  @Test
  @DisplayName("An answer that cannot be sent to the caller ends the call: no ACK will come")
  void answerFails() {
    answeredByDesk()
        .when(new EffectFailed(new AnswerCaller(Optional.of(DESK_MEDIA))))
        .thenAmongOthers(
            new RefuseCaller(500),
            new HangUp(DESK, Reason.CALLER_GAVE_UP),
            new RecordEnd(CallOutcome.CANCELLED, 487, "the caller gave up while the answer came"));
  }

  @Test
  @DisplayName("A timer that cannot be started has run out")
  void timerFails() {
    callTo(desk(), mobile())
        .when(new EffectFailed(new StartTimer(MOBILE_DELAY, Example.DELAY)))
        .thenAmongOthers(
            new InviteLeg(MOBILE, mobile(), Optional.of(Example.TO_MOBILE), Optional.of(OFFER)));
  }

  @Test
  @DisplayName("Ended on request, at any time: the caller is told, everybody leaves")
  void endedOnRequest() {
    bothRing().when(new HangUpRequested()).thenAmongOthers(new RefuseCaller(480));
    answeredByDesk()
        .when(new HangUpRequested())
        .thenAmongOthers(new HangUp(DESK, Reason.HUNG_UP))
        .when(new Acknowledged(CALLER, Optional.empty()))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.HUNG_UP),
            new RecordEnd(CallOutcome.ANSWERED, 200, "ended on request"));
    talking()
        .when(new HangUpRequested())
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP), new HangUp(DESK, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("Released once, when the last has left; who stays silent is waited for 35 s")
  void releasedOnce() {
    CallScenario call = talking();
    call.given(new HungUp(CALLER), new PartyCleared(DESK))
        .in(Clearing.class)
        .when(new TimerExpired(TimerId.ofCall(CLEARING)))
        .then(new ReleaseChannel(MOBILE), new ReleaseCall())
        .in(Ended.class)
        .when(new LegFailed(MOBILE, 487))
        .thenIgnored();
    assertThat(call.all(ReleaseCall.class)).hasSize(1);
  }

  private static CallScenario bothRing() {
    return callTo(desk(), mobile()).given(new TimerExpired(MOBILE_DELAY));
  }

  private static CallScenario answeredByDesk() {
    return bothRing().given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)));
  }

  private static CallScenario talking() {
    return answeredByDesk().given(new Acknowledged(CALLER, Optional.empty()));
  }

  private static CallScenario mailboxAnswersAfterEarlyMedia() {
    return bothRing()
        .given(
            new LegFailed(MOBILE, 480),
            new LegRinging(DESK, Optional.of(DESK_MEDIA)),
            new LegFailed(DESK, 480))
        .when(new LegAnswered(MAILBOX, Optional.of(sdp("mailbox", 7000))));
  }
}
