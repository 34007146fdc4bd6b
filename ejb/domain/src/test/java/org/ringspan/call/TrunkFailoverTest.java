package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.TO_MOBILE;
import static org.ringspan.call.Example.TO_MOBILE_TOO;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AwaitResponse;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.ReleaseChannel;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.LegSilent;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;

/** A leg to a number goes on to its next route when a trunk fails or is full (CC2). */
class TrunkFailoverTest {
  private static final LegId FIRST = new LegId(1);
  private static final LegId SECOND = new LegId(1, 1);
  private static final LegPlan MOBILE =
      Example.mobile(Duration.ZERO, Example.TOO_SOON, TO_MOBILE, TO_MOBILE_TOO);
  private static final LegPlan BY_ONE = Example.mobile(Duration.ZERO, Example.TOO_SOON, TO_MOBILE);
  private static final SessionDescription MEDIA = sdp("mobile", 6000);
  private static final TimerId TOO_SOON = new TimerId(TimerId.Kind.ANSWER_TOO_SOON, FIRST);
  private static final TimerId TOO_SOON_AGAIN = new TimerId(TimerId.Kind.ANSWER_TOO_SOON, SECOND);
  private static final TimerId TOO_LATE = new TimerId(TimerId.Kind.ANSWER_TOO_LATE, FIRST);

  @Test
  @DisplayName("The first route is tried with a watch over its silence, the last one without")
  void firstRoute() {
    call(MOBILE)
        .thenAmongOthers(
            new InviteLeg(FIRST, MOBILE, Optional.of(TO_MOBILE), Optional.of(OFFER)),
            new StartTimer(TOO_SOON, Example.TOO_SOON),
            new StartTimer(TOO_LATE, Example.TOO_LATE),
            new AwaitResponse(FIRST));
    call(BY_ONE).thenNo(AwaitResponse.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 501, 502, 503, 504, 505, 513, 599})
  @DisplayName(
      "The trunk fails: the next route is tried; too soon counts anew, too late goes on (D6)")
  void trunkFails(int status) {
    call(MOBILE)
        .when(new LegFailed(FIRST, status))
        .then(
            new ReleaseChannel(FIRST),
            new StopTimer(TOO_SOON),
            new InviteLeg(SECOND, MOBILE, Optional.of(TO_MOBILE_TOO), Optional.of(OFFER)),
            new StartTimer(TOO_SOON_AGAIN, Example.TOO_SOON))
        .given(new TimerExpired(TOO_SOON_AGAIN))
        .when(new TimerExpired(TOO_LATE))
        .then(new CancelLeg(SECOND, Reason.ANSWERED_TOO_LATE));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 480, 486, 487, 488, 580, 600, 603})
  @DisplayName("The callee refuses: that is the leg's answer, no other route is tried")
  void calleeRefuses(int status) {
    call(MOBILE)
        .when(new LegFailed(FIRST, status))
        .thenNo(InviteLeg.class)
        .thenAmongOthers(new ReleaseChannel(FIRST), new StopTimer(TOO_LATE));
  }

  @ParameterizedTest(name = "{0}: tried again: {1}")
  @CsvSource({"503, true", "500, false", "408, false", "486, false"})
  @DisplayName("A leg that has rung has reached its telephone: only 503 sends it elsewhere")
  void hasRung(int status, boolean again) {
    CallScenario call =
        call(MOBILE)
            .given(new LegRinging(FIRST, Optional.empty()))
            .when(new LegFailed(FIRST, status));
    assertThat(call.all(InviteLeg.class).stream().anyMatch(invite -> invite.leg().equals(SECOND)))
        .isEqualTo(again);
  }

  @Test
  @DisplayName("No free channel: the next route is tried at once, and nothing is given back")
  void noFreeChannel() {
    call(MOBILE)
        .when(new LegNotInvited(FIRST, LegNotInvited.Why.NO_FREE_CHANNEL))
        .thenAmongOthers(
            new InviteLeg(SECOND, MOBILE, Optional.of(TO_MOBILE_TOO), Optional.of(OFFER)))
        .thenNo(ReleaseChannel.class);
  }

  @Test
  @DisplayName("The INVITE can't be sent: the next route is tried")
  void transportFails() {
    call(MOBILE)
        .when(
            new EffectFailed(
                new InviteLeg(FIRST, MOBILE, Optional.of(TO_MOBILE), Optional.of(OFFER))))
        .thenAmongOthers(
            new InviteLeg(SECOND, MOBILE, Optional.of(TO_MOBILE_TOO), Optional.of(OFFER)))
        .thenNo(ReleaseChannel.class);
  }

  @Test
  @DisplayName("A silent trunk: its INVITE is cancelled and the next route tried meanwhile")
  void silentTrunk() {
    call(MOBILE)
        .when(new LegSilent(FIRST))
        .then(
            new StopTimer(TOO_SOON),
            new CancelLeg(FIRST, Reason.ROUTE_SILENT),
            new InviteLeg(SECOND, MOBILE, Optional.of(TO_MOBILE_TOO), Optional.of(OFFER)),
            new StartTimer(TOO_SOON_AGAIN, Example.TOO_SOON))
        .when(new LegFailed(FIRST, 408))
        .then(new ReleaseChannel(FIRST));
  }

  @Test
  @DisplayName("Race: the silent trunk answers after all: it is acknowledged and hung up")
  void lateAnswerOfAbandonedTry() {
    CallScenario call = call(MOBILE).given(new LegSilent(FIRST), new TimerExpired(TOO_SOON_AGAIN));
    call.when(new LegAnswered(FIRST, Optional.of(MEDIA)))
        .then(new Acknowledge(FIRST, Optional.empty()), new HangUp(FIRST, Reason.ROUTE_SILENT))
        .when(new LegAnswered(SECOND, Optional.of(MEDIA)))
        .thenAmongOthers(new StopTimer(TOO_LATE), new AnswerCaller(Optional.of(MEDIA)))
        .when(new PartyCleared(FIRST))
        .then(new ReleaseChannel(FIRST));
  }

  @Test
  @DisplayName("An answer of the second route is judged by its own INVITE: too soon is too soon")
  void tooSoonOnSecondRoute() {
    call(MOBILE)
        .given(new TimerExpired(TOO_SOON), new LegFailed(FIRST, 503))
        .when(new LegAnswered(SECOND, Optional.of(MEDIA)))
        .thenAmongOthers(
            new StopTimer(TOO_SOON_AGAIN),
            new StopTimer(TOO_LATE),
            new HangUp(SECOND, Reason.ANSWERED_TOO_SOON));
  }

  @Test
  @DisplayName("Every route fails: the leg is lost, by the status of the last")
  void everyRouteFails() {
    callTo(ForwardPlan.nowhere(), Optional.of(OFFER), MOBILE)
        .given(new LegFailed(FIRST, 503))
        .when(new LegFailed(SECOND, 504))
        .thenAmongOthers(
            new ReleaseChannel(SECOND), new StopTimer(TOO_LATE), new RefuseCaller(504));
  }

  @Test
  @DisplayName("The other legs ring on while a trunk fails")
  void othersRingOn() {
    CallScenario call =
        callTo(ForwardPlan.nowhere(), Optional.of(OFFER), MOBILE, desk())
            .given(new LegFailed(FIRST, 503));
    call.when(new LegAnswered(new LegId(2), Optional.of(sdp("desk", 5000))))
        .thenAmongOthers(
            new CancelLeg(SECOND, Reason.COMPLETED_ELSEWHERE),
            new AnswerCaller(Optional.of(sdp("desk", 5000))));
  }

  private static CallScenario call(LegPlan leg) {
    return callTo(leg, desk());
  }
}
