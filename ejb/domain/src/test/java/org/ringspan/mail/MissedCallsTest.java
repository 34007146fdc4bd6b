package org.ringspan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.LegCourse;
import org.ringspan.record.LegCourse.Kind;

class MissedCallsTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  private static LegCourse leg(Kind kind, boolean rang, boolean answered, OptionalInt status) {
    return new LegCourse(
        1,
        0,
        false,
        kind,
        "target",
        "",
        OptionalLong.of(0),
        Optional.empty(),
        "",
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        rang ? OptionalLong.of(1) : OptionalLong.empty(),
        OptionalLong.empty(),
        answered ? OptionalLong.of(5) : OptionalLong.empty(),
        OptionalLong.of(9),
        status,
        "");
  }

  private static LegCourse desk(int status) {
    return leg(Kind.DEVICE, true, false, OptionalInt.of(status));
  }

  private static boolean isMissed(CallOutcome outcome, LegCourse... legs) {
    return MissedCalls.isMissed(Optional.of(BOB), ALICE, outcome, List.of(legs));
  }

  @Test
  @DisplayName("The caller gave up, or nobody answered: missed")
  void unanswered() {
    assertThat(isMissed(CallOutcome.CANCELLED, desk(487))).isTrue();
    assertThat(isMissed(CallOutcome.NOT_ANSWERED, desk(480))).isTrue();
    assertThat(
            MissedCalls.isMissed(
                Optional.empty(), ALICE, CallOutcome.CANCELLED, List.of(desk(487))))
        .isTrue();
  }

  @Test
  @DisplayName("Answered at any telephone, also when others rang in vain: not missed")
  void answered() {
    assertThat(
            isMissed(
                CallOutcome.ANSWERED,
                desk(487),
                leg(Kind.DESTINATION, true, true, OptionalInt.of(200))))
        .isFalse();
  }

  @Test
  @DisplayName("The mailbox answered: missed; another place it was forwarded to: not")
  void forwarded() {
    LegCourse mailbox = leg(Kind.MAILBOX, false, true, OptionalInt.of(200));
    LegCourse secretary = leg(Kind.DEVICE, true, true, OptionalInt.of(200));
    assertThat(isMissed(CallOutcome.FORWARDED, desk(487), mailbox)).isTrue();
    assertThat(isMissed(CallOutcome.FORWARDED, desk(487), secretary)).isFalse();
    assertThat(
            isMissed(
                CallOutcome.FORWARDED,
                leg(Kind.MAILBOX, false, false, OptionalInt.empty()),
                secretary))
        .isFalse();
  }

  @Test
  @DisplayName("All busy: missed; declined by a person (603): not")
  void declined() {
    assertThat(isMissed(CallOutcome.DECLINED, desk(486))).isTrue();
    assertThat(isMissed(CallOutcome.DECLINED, desk(486), desk(603))).isFalse();
  }

  @Test
  @DisplayName("Nothing rang before the caller gave up: not missed")
  void rangNowhere() {
    assertThat(isMissed(CallOutcome.CANCELLED, leg(Kind.DEVICE, false, false, OptionalInt.empty())))
        .isFalse();
    assertThat(isMissed(CallOutcome.NOT_ANSWERED)).isFalse();
  }

  @Test
  @DisplayName("One's own call isn't missed")
  void own() {
    assertThat(
            MissedCalls.isMissed(
                Optional.of(ALICE), ALICE, CallOutcome.CANCELLED, List.of(desk(487))))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What can't be missed by its outcome isn't, whatever the legs")
  void byOutcome(CallOutcome outcome) {
    boolean missed =
        isMissed(outcome, desk(486), leg(Kind.MAILBOX, true, true, OptionalInt.of(200)));
    assertThat(missed).isEqualTo(MissedCalls.mayBeMissed(outcome));
  }
}
