package org.ringspan.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.explain.FollowedCall.ALICE;
import static org.ringspan.explain.FollowedCall.CALLER;
import static org.ringspan.explain.FollowedCall.FIRST;
import static org.ringspan.explain.FollowedCall.SDP;
import static org.ringspan.explain.FollowedCall.SECOND;
import static org.ringspan.explain.FollowedCall.configuration;
import static org.ringspan.explain.FollowedCall.desk;
import static org.ringspan.explain.FollowedCall.mobile;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.TimerId;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.Ladder;
import org.ringspan.record.LegCourse;
import org.ringspan.record.SipMethod;

/** Calls of the real state machine, told to somebody who asks why. */
class ExplanationTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final Ring AFTER_FOUR = new Ring(Duration.ofMillis(4000));

  @Test
  @DisplayName("Why did the mobile not ring: its schedule, with the facts")
  void outsideSchedule() {
    FollowedCall call =
        new FollowedCall(desk(), mobile(new DontRing(LegDecision.Why.OUTSIDE_RING_SCHEDULE)))
            .after(80)
            .post(new CallEvent.LegRinging(DESK, Optional.empty()))
            .after(2_920)
            .post(new CallEvent.CallerCancelled());

    assertThat(call.sentences())
        .containsExactly(
            "Zoë (+14085550100) called +14085551234, a number of alice, over the trunk pstn on"
                + " 2026-11-22 at 05:14:00 UTC.",
            "Alice's phone alice-desk was called 0.00 s after the call came; it rang from 0.08 s"
                + " on, and was cleared 3.0 s after the call came: the caller gave up.",
            "Alice's mobile +14085557890 did not ring: outside its ring schedule (Mon-Fri"
                + " 08:00-18:00 America/Los_Angeles, the call came Saturday 21:14).",
            "The caller gave up after 3.0 s.");
  }

  @Test
  @DisplayName("The access list is named with the caller it keeps away")
  void accessList() {
    FollowedCall call =
        new FollowedCall(desk(), mobile(new DontRing(LegDecision.Why.CALLER_NOT_ALLOWED)));

    assertThat(call.sentences())
        .contains(
            "Alice's mobile +14085557890 does not ring: its access list does not let this caller"
                + " ring it (the caller +14085550100 is on its list of blocked callers).")
        .endsWith("The call is still going on.");
  }

  @Test
  @DisplayName("An answer that comes too soon, and who took the call")
  void tooSoon() {
    FollowedCall call =
        new FollowedCall(desk(), mobile(AFTER_FOUR, FIRST))
            .after(100)
            .post(new CallEvent.LegRinging(DESK, Optional.empty()))
            .after(3_900)
            .timer(TimerId.Kind.DELAY_BEFORE_RINGING, 2)
            .after(900)
            .post(new CallEvent.LegAnswered(MOBILE, Optional.of(SDP)))
            .after(1_100)
            .post(new CallEvent.LegAnswered(DESK, Optional.of(SDP)))
            .after(10)
            .post(new CallEvent.Acknowledged(LegId.CALLER, Optional.empty()))
            .after(5_000)
            .post(new CallEvent.HungUp(DESK));

    assertThat(call.sentences())
        .contains(
            "Alice's phone alice-desk was called 0.00 s after the call came; it rang from 0.10 s"
                + " on, answered after 6.0 s and left 11.0 s after the call came: it hung up.",
            "Alice's mobile +14085557890 was called 4.0 s after the call came over the trunk pstn;"
                + " it never said that it rings, answered after 0.90 s and was cleared: an answer"
                + " within 1.5 s is a mailbox's, not a person's.");
    assertThat(call.sentences().getLast())
        .startsWith("The call was answered by alice-desk and ended after 11.0 s:");
    CallEnded end = call.chronicle().ended().orElseThrow();
    assertThat(end.outcome()).isEqualTo(CallOutcome.ANSWERED);
    assertThat(end.answeredBy()).contains("alice-desk");
    assertThat(Explanation.of(call.chronicle()).ladder())
        .anySatisfy(line -> assertThat(line).contains("timer DELAY_BEFORE_RINGING ran out"))
        .anySatisfy(line -> assertThat(line).contains("cleared: Answered too soon"));
  }

  @Test
  @DisplayName("A route that fails, the next that is tried, and the mailbox after all")
  void failOver() {
    FollowedCall call =
        new FollowedCall(mobile(new Ring(Duration.ZERO), FIRST, SECOND))
            .after(50)
            .post(new CallEvent.LegFailed(new LegId(1), 503))
            .after(50)
            .post(new CallEvent.LegFailed(new LegId(1, 1), 486));

    List<LegCourse> legs = call.chronicle().legs();
    assertThat(legs).extracting(LegCourse::attempt).containsExactly(0, 1, 0);
    assertThat(legs)
        .extracting(leg -> leg.trunk().orElse(""))
        .containsExactly("pstn", "second", "pstn");
    assertThat(legs).extracting(LegCourse::forwarded).containsExactly(false, false, true);
    assertThat(call.sentences())
        .contains(
            "Alice's mobile +14085557890 was called 0.00 s after the call came over the trunk pstn;"
                + " it never said that it rings, and refused 0.05 s after the call came with 503"
                + " Service Unavailable.")
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("Alice's mobile +14085557890, attempt 2, was called 0.05 s")
                    .contains("over the trunk second")
                    .endsWith("with 486 Busy Here."))
        .anySatisfy(sentence -> assertThat(sentence).startsWith("The mailbox +14085559999"));
  }

  @Test
  @DisplayName("A mailbox of ours takes the call, and nothing of it rings")
  void ownMailbox() {
    LegPlan mailbox =
        new LegPlan(
            new LegTarget.MessageTaking(ALICE),
            new Ring(Duration.ZERO),
            CALLER,
            List.of(),
            Optional.empty());
    FollowedCall call =
        new FollowedCall(
                CALLER,
                ForwardPlan.always(
                    Duration.ofSeconds(20),
                    new Forward(Optional.empty(), List.of(mailbox), ForwardPlan.nowhere())),
                desk())
            .after(20_000)
            .post(new CallEvent.TimerExpired(TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER)))
            .post(new CallEvent.Acknowledged(LegId.CALLER, Optional.empty()))
            .after(5_000)
            .post(new CallEvent.HungUp(LegId.CALLER));

    assertThat(call.sentences())
        .contains("The mailbox alice took the call 20.0 s after the call came.")
        .last()
        .isEqualTo("The mailbox took the call; it ended after 25.0 s: the caller hung up.");
    CallEnded end = call.chronicle().ended().orElseThrow();
    assertThat(end.outcome()).isEqualTo(CallOutcome.FORWARDED);
    assertThat(end.answeredBy()).contains("alice");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every reason why a leg does not ring has words of its own")
  void reasons(LegDecision.Why why) {
    FollowedCall call = new FollowedCall(mobile(new DontRing(why)));

    assertThat(call.sentences().get(1))
        .startsWith("Alice's mobile +14085557890 does not ring: " + ReasonText.of(why))
        .doesNotContain(why.name());
  }

  @Test
  @DisplayName("No two reasons sound alike; one of another version is named")
  void distinct() {
    Set<String> texts = new HashSet<>();
    for (LegDecision.Why why : LegDecision.Why.values()) {
      assertThat(texts.add(ReasonText.of(why))).as(why.name()).isTrue();
    }
    for (Anchoring.Why why : Anchoring.Why.values()) {
      assertThat(texts.add(ReasonText.of(why))).as(why.name()).isTrue();
    }
    assertThat(ReasonText.ofSilence("MOON_IS_FULL", "")).isEqualTo("for the reason MOON_IS_FULL");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every reason why a call is refused has words of its own")
  void refusals(RoutingDecision.Why why) {
    assertThat(ExplanationText.sentences(new RoutingDecision.Refuse(why), List.of()))
        .singleElement()
        .asString()
        .startsWith("The call is refused with " + why.status() + " ")
        .contains(ReasonText.of(why));
  }

  @Test
  @DisplayName("What would become of a call, with its forwards")
  void whatIf() {
    ReachPlan plan =
        new ReachPlan(
            "+14085551234",
            Optional.of(ALICE),
            CALLER,
            List.of(desk(), mobile(AFTER_FOUR, FIRST)),
            ForwardPlan.always(Duration.ofSeconds(20), FollowedCall.mailbox()));

    assertThat(
            ExplanationText.sentences(
                new RoutingDecision.Place(plan),
                PlannedLegs.of(plan, configuration(), FollowedCall.SATURDAY_NIGHT)))
        .containsExactly(
            "Alice's phone alice-desk rings at once.",
            "Alice's mobile +14085557890 rings after 4.0 s.",
            "When nobody takes the call within 20 s, when it is declined or nobody can be rung, it"
                + " goes on to the mailbox +14085559999.");
  }

  @Test
  @DisplayName("D7, page 21-58: who is asked for a key keeps the call, and for how long at most")
  void stillAsking() {
    LegPlan keyed =
        new LegPlan(
            mobile(AFTER_FOUR, FIRST).target(), AFTER_FOUR, CALLER, List.of(), UserControl.DEFAULT);
    ReachPlan plan =
        new ReachPlan(
            "+14085551234",
            Optional.of(ALICE),
            CALLER,
            List.of(desk(), keyed),
            ForwardPlan.always(Duration.ofSeconds(20), FollowedCall.mailbox()));
    assertThat(
            ExplanationText.sentences(
                new RoutingDecision.Place(plan),
                PlannedLegs.of(plan, configuration(), FollowedCall.SATURDAY_NIGHT)))
        .endsWith(
            "Who has answered by then and is asked for a key keeps the call until that is"
                + " decided, 12 s longer at most.");

    FollowedCall call =
        new FollowedCall(desk(), keyed)
            .after(4_000)
            .timer(TimerId.Kind.DELAY_BEFORE_RINGING, 2)
            .after(15_000)
            .post(new CallEvent.LegAnswered(MOBILE, Optional.of(SDP)))
            .after(1_000)
            .post(new CallEvent.TimerExpired(TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER)));
    assertThat(Explanation.of(call.chronicle()).ladder())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("the time to answer is over")
                    .contains("is asked for a key: the call waits for that"));
  }

  @Test
  @DisplayName("What comes over the wire is harmless in the text")
  void hostile() {
    CallerIdentity caller =
        new CallerIdentity("<b>\r\nX\u202E\"", Optional.of("1\u0000" + "9".repeat(300)), false);
    FollowedCall call = new FollowedCall(caller, ForwardPlan.nowhere(), desk());

    String text = Explanation.of(call.chronicle()).text();
    assertThat(call.sentences().getFirst()).startsWith("?b???X?? (1?9999");
    assertThat(text).doesNotContain("<", "\r", "\u0000", "\u202E").hasSizeLessThan(1_000);
  }

  @Test
  @DisplayName("The ladder: one line a message, without anything else of it")
  void ladder() {
    FollowedCall call = new FollowedCall(desk());
    call.chronicle()
        .message(
            FollowedCall.SATURDAY_NIGHT.plusMillis(1_234),
            new LegId(1, 1),
            false,
            SipMethod.INVITE,
            486,
            7);
    call.chronicle()
        .message(
            FollowedCall.SATURDAY_NIGHT.plusMillis(1_300),
            LegId.CALLER,
            true,
            SipMethod.BYE,
            0,
            4_294_967_295L);

    assertThat(Explanation.of(call.chronicle()).ladder())
        .contains(
            "   +1.234 s  leg 1/2   -> 486 Busy Here (CSeq 7 INVITE)",
            "   +1.300 s  caller    <- BYE (CSeq 4294967295)");
  }

  @Test
  @DisplayName("A call can't fill the memory: what is too much is counted")
  void bounded() {
    FollowedCall call = new FollowedCall(desk());
    for (int i = 0; i < 10_000; i++) {
      call.chronicle()
          .message(FollowedCall.SATURDAY_NIGHT, LegId.CALLER, false, SipMethod.INFO, 0, i);
    }

    assertThat(call.chronicle().ladder().lines()).hasSize(Ladder.MOST_LINES);
    assertThat(Explanation.of(call.chronicle()).ladder().getLast())
        .endsWith("more lines were not kept.");
  }

  @Test
  @DisplayName("Every status has a phrase, every method its name")
  void tables() {
    IntStream.rangeClosed(100, 699)
        .forEach(
            status -> assertThat(StatusPhrase.of(status)).isNotBlank().isNotEqualTo("Unknown"));
    assertThat(StatusPhrase.of(0)).isEqualTo("Unknown");
    for (SipMethod method : SipMethod.values()) {
      assertThat(SipMethod.named(method.name())).isEqualTo(method);
    }
    assertThat(SipMethod.named("invite")).isEqualTo(SipMethod.OTHER);
  }
}
