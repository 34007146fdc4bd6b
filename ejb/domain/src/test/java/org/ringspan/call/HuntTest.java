package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.mobile;
import static org.ringspan.call.Example.sdp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RouteRedirect;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.LegRedirected;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.HuntCalls;
import org.ringspan.reach.LegPlan;
import org.ringspan.record.CallOutcome;

/** A call goes through the members of a hunt group. */
class HuntTest {
  private static final Duration RINGS = Duration.ofSeconds(15);
  private static final LegId FIRST = new LegId(1);
  private static final LegId SECOND = new LegId(2);
  private static final LegId THIRD = new LegId(3);
  private static final LegId FOURTH = new LegId(4);

  /** Each with a desk telephone and a mobile. */
  private static List<LegPlan> member(int which) {
    return HuntCalls.seated(which, List.of(desk(), mobile(Example.DELAY, Duration.ZERO)));
  }

  private static CallScenario inOrder(int members) {
    return callTo(
        HuntCalls.inOrder(RINGS, members, HuntTest::member),
        Optional.of(OFFER),
        member(0).toArray(LegPlan[]::new));
  }

  private static TimerExpired ringingEnds(CallScenario call) {
    return new TimerExpired(
        call.all(StartTimer.class).stream()
            .map(StartTimer::timer)
            .filter(
                timer ->
                    timer.kind() == TimerId.Kind.FORWARD_NO_ANSWER
                        || timer.kind() == TimerId.Kind.MAXIMUM_RINGING)
            .toList()
            .getLast());
  }

  @Test
  @DisplayName(
      "Nobody answers in time: the next member rings, whose mobile waits for its own delay")
  void noAnswer() {
    CallScenario call = inOrder(3);
    call.when(ringingEnds(call))
        .thenAmongOthers(
            new CancelLeg(FIRST, Reason.NO_ANSWER),
            new StartTimer(new TimerId(TimerId.Kind.DELAY_BEFORE_RINGING, FOURTH), Example.DELAY))
        .in(Ringing.class);
    assertThat(call.all(InviteLeg.class)).extracting(InviteLeg::leg).containsExactly(FIRST, THIRD);
    assertThat(call.all(InviteLeg.class).getLast().plan().diversions()).isEmpty();
    call.when(new LegAnswered(THIRD, Optional.of(sdp("bob", 5000))))
        .thenAmongOthers(new AnswerCaller(Optional.of(sdp("bob", 5000))))
        .in(Answered.class);
    assertThat(((Answered) call.state()).outcome())
        .as("going on to the next member is no forward")
        .isEqualTo(CallOutcome.ANSWERED);
  }

  @Test
  @DisplayName(
      "UM3: a member who is asked for a key keeps the call until that is decided, then the next rings")
  void stillAsking() {
    CallScenario call =
        callTo(
            HuntCalls.inOrder(RINGS, 2, HuntTest::member),
            Optional.of(OFFER),
            HuntCalls.seated(0, List.of(desk(), Example.keyed(Duration.ZERO, Example.TO_MOBILE)))
                .toArray(LegPlan[]::new));
    call.given(new LegAnswered(SECOND, Optional.of(sdp("mobile", 6000))));
    call.when(ringingEnds(call))
        .thenAmongOthers(new CancelLeg(FIRST, Reason.NO_ANSWER))
        .thenNo(InviteLeg.class)
        .when(new CallEvent.HungUp(SECOND));
    assertThat(call.all(InviteLeg.class)).extracting(InviteLeg::leg).containsExactly(FIRST, THIRD);
  }

  @Test
  @DisplayName("A member whose line is busy gives way at once, the mobile that waits included")
  void lineBusy() {
    CallScenario call = inOrder(2);
    call.when(new LegNotInvited(FIRST, LegNotInvited.Why.MEMBER_BUSY)).in(Ringing.class);
    assertThat(call.all(InviteLeg.class)).extracting(InviteLeg::leg).containsExactly(FIRST, THIRD);
    call.when(new TimerExpired(new TimerId(TimerId.Kind.DELAY_BEFORE_RINGING, SECOND)))
        .thenIgnored();
  }

  @Test
  @DisplayName("A member who is at the limit of calls at mobiles rings at the desk only")
  void noSlot() {
    CallScenario call = inOrder(2);
    call.when(new TimerExpired(new TimerId(TimerId.Kind.DELAY_BEFORE_RINGING, SECOND)))
        .when(new LegNotInvited(SECOND, LegNotInvited.Why.TOO_MANY_CALLS))
        .thenNo(InviteLeg.class)
        .in(Ringing.class);
  }

  @Test
  @DisplayName(
      "Twenty members, more than forwards are allowed: the last one rings, then the caller is told")
  void manyMembers() {
    CallScenario call = inOrder(20);
    for (int i = 1; i < 20; i++) {
      call.when(ringingEnds(call)).in(Ringing.class);
      assertThat(call.all(InviteLeg.class).getLast().leg()).isEqualTo(new LegId(2 * i + 1));
    }
    assertThat(call.all(StartTimer.class).getLast().after()).isNotEqualTo(Duration.ofMinutes(3));
    call.when(ringingEnds(call)).thenAmongOthers(new RefuseCaller(480));
    assertThat(call.all(RecordEnd.class).getFirst().outcome()).isEqualTo(CallOutcome.NOT_ANSWERED);
  }

  @Test
  @DisplayName("The group is busy when every member is, and unanswered when one only wasn't there")
  void busy() {
    CallScenario all = inOrder(2);
    all.when(new LegNotInvited(FIRST, LegNotInvited.Why.MEMBER_BUSY))
        .when(new LegNotInvited(THIRD, LegNotInvited.Why.MEMBER_BUSY))
        .thenAmongOthers(new RefuseCaller(486));
    CallScenario one = inOrder(2);
    one.when(ringingEnds(one))
        .when(new LegNotInvited(THIRD, LegNotInvited.Why.MEMBER_BUSY))
        .thenAmongOthers(new RefuseCaller(480));
    CallScenario other = inOrder(2);
    other.when(new LegNotInvited(FIRST, LegNotInvited.Why.MEMBER_BUSY));
    other.when(ringingEnds(other)).thenAmongOthers(new RefuseCaller(480));
  }

  @Test
  @DisplayName("Do-not-disturb of one member doesn't break the group: the others ring on")
  void declinesForOneself() {
    LegPlan alice = HuntCalls.seated(0, List.of(desk().decliningEverywhere())).getFirst();
    LegPlan alices = HuntCalls.seated(0, List.of(desk())).getFirst();
    LegPlan bob = HuntCalls.seated(1, List.of(desk())).getFirst();
    CallScenario call = callTo(ForwardPlan.nowhere(), Optional.of(OFFER), alice, alices, bob);
    call.when(new LegFailed(FIRST, 603))
        .then(new CancelLeg(SECOND, Reason.DECLINED))
        .in(Ringing.class);
    call.when(new LegAnswered(THIRD, Optional.of(sdp("bob", 5000)))).in(Answered.class);
  }

  @Test
  @DisplayName("Two members answer at once: one wins")
  void race() {
    CallScenario call =
        callTo(
            ForwardPlan.nowhere(),
            Optional.of(OFFER),
            HuntCalls.seated(0, List.of(desk())).getFirst(),
            HuntCalls.seated(1, List.of(desk())).getFirst());
    call.when(new LegAnswered(SECOND, Optional.of(sdp("bob", 5000))))
        .thenAmongOthers(new CancelLeg(FIRST, Reason.COMPLETED_ELSEWHERE))
        .when(new LegAnswered(FIRST, Optional.of(sdp("alice", 5002))))
        .thenAmongOthers(new CallEffect.HangUp(FIRST, Reason.COMPLETED_ELSEWHERE));
    assertThat(call.all(AnswerCaller.class)).hasSize(1);
  }

  @Test
  @DisplayName("Where a member's telephone sends calls by itself is for the member's own calls")
  void redirects() {
    CallScenario call = inOrder(2);
    call.when(new LegRedirected(FIRST, 302, "51239")).thenNo(RouteRedirect.class);
    assertThat(call.state()).isInstanceOf(Ringing.class);
  }
}
