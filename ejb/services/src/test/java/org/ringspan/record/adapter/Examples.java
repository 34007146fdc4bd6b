package org.ringspan.record.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringspan.address.HuntGroupName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.CallStarted;
import org.ringspan.record.GroupMember;
import org.ringspan.record.Ladder;
import org.ringspan.record.LegCourse;
import org.ringspan.record.SipMethod;

/** Halves of records that the tests share: a call of three legs. */
final class Examples {
  static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");

  private Examples() {}

  static LegCourse planned(int leg, LegCourse.Kind kind, String target) {
    return new LegCourse(
        leg,
        0,
        false,
        kind,
        target,
        kind == LegCourse.Kind.DESTINATION ? "mobile" : "",
        OptionalLong.of(leg == 1 ? 0 : 4000),
        Optional.empty(),
        "",
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "");
  }

  static LegCourse silent(int leg, String target) {
    return new LegCourse(
        leg,
        0,
        false,
        LegCourse.Kind.DESTINATION,
        target,
        "home",
        OptionalLong.empty(),
        Optional.of("OUTSIDE_RING_SCHEDULE"),
        "Mon-Fri 08:00-18:00 America/Los_Angeles, the call came Friday 04:00",
        OptionalLong.of(1500),
        OptionalLong.of(19_000),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "");
  }

  private static LegCourse over(LegCourse leg, String trunk, long answered, String ending) {
    return new LegCourse(
        leg.leg(),
        leg.attempt(),
        leg.forwarded(),
        leg.kind(),
        leg.target(),
        leg.name(),
        leg.delayMillis(),
        leg.silent(),
        leg.detail(),
        leg.tooSoonMillis(),
        leg.tooLateMillis(),
        trunk.isEmpty() ? Optional.empty() : Optional.of(trunk),
        trunk.isEmpty() ? Optional.empty() : Optional.of(leg.target()),
        OptionalLong.of(2),
        OptionalLong.of(90),
        answered == 0 ? OptionalLong.empty() : OptionalLong.of(answered),
        OptionalLong.of(5003),
        answered == 0 ? OptionalInt.of(487) : OptionalInt.of(200),
        ending);
  }

  static CallStarted started(String call) {
    return started(call, AT, "alice", "+14085550100");
  }

  static CallStarted started(String call, Instant at, String user, String caller) {
    return new CallStarted(
        new CallId(call),
        at,
        new CallOrigin.FromTrunk(new TrunkName("pstn")),
        Optional.empty(),
        new CallerIdentity("Zoë", Optional.of(caller), false),
        "+14085551234",
        Optional.of(new UserId(user)),
        List.of(
            planned(1, LegCourse.Kind.DEVICE, "alice-desk"),
            planned(2, LegCourse.Kind.DESTINATION, "+14085557890"),
            silent(3, "+14085557891")));
  }

  static CallEnded ended(String call) {
    return ended(call, AT);
  }

  static CallEnded ended(String call, Instant began) {
    return new CallEnded(
        new CallId(call),
        began.plusSeconds(60),
        CallOutcome.ANSWERED,
        Optional.of(began.plusMillis(100)),
        Optional.of(began.plusSeconds(5)),
        Optional.of("alice-desk"),
        200,
        "the caller hung up",
        List.of(
            over(planned(1, LegCourse.Kind.DEVICE, "alice-desk"), "", 5000, ""),
            over(
                planned(2, LegCourse.Kind.DESTINATION, "+14085557890"),
                "pstn",
                0,
                "Call completed elsewhere"),
            silent(3, "+14085557891")),
        ladder());
  }

  /** The end of a call that rang two members of a hunt group, of whom Bob took it. */
  static CallEnded endedInGroup(String call) {
    CallEnded ended = ended(call);
    HuntGroupName sales = new HuntGroupName("sales");
    return new CallEnded(
        ended.call(),
        ended.at(),
        ended.outcome(),
        ended.ringingAt(),
        ended.answeredAt(),
        ended.answeredBy(),
        ended.status(),
        ended.detail(),
        ended.legs(),
        ended.ladder(),
        List.of(
            new GroupMember(new UserId("alma"), sales, false),
            new GroupMember(new UserId("bob"), sales, true)));
  }

  /** As many lines as a call of three legs has. */
  static Ladder ladder() {
    Ladder ladder = new Ladder();
    ladder.message(0, 0, 0, false, SipMethod.INVITE, 0, 1);
    for (int leg = 1; leg <= 2; leg++) {
      ladder.message(2, leg, 0, true, SipMethod.INVITE, 0, 1);
      ladder.message(5, leg, 0, false, SipMethod.INVITE, 100, 1);
      ladder.message(90, leg, 0, false, SipMethod.INVITE, 180, 1);
    }
    ladder.message(91, 0, 0, true, SipMethod.INVITE, 180, 1);
    ladder.timer(1502, 2, 0, "ANSWER_TOO_SOON");
    ladder.message(5000, 1, 0, false, SipMethod.INVITE, 200, 1);
    ladder.message(5001, 1, 0, true, SipMethod.ACK, 0, 1);
    ladder.decided(5001, 1, 0, "its answer counts");
    ladder.message(5001, 0, 0, true, SipMethod.INVITE, 200, 1);
    ladder.message(5030, 0, 0, false, SipMethod.ACK, 0, 1);
    ladder.decided(5002, 2, 0, "cleared: Call completed elsewhere");
    ladder.message(5002, 2, 0, true, SipMethod.CANCEL, 0, 1);
    ladder.message(5012, 2, 0, false, SipMethod.CANCEL, 200, 1);
    ladder.message(5013, 2, 0, false, SipMethod.INVITE, 487, 1);
    ladder.message(60_000, 0, 0, false, SipMethod.BYE, 0, 2_147_483_647);
    ladder.message(60_000, 0, 0, true, SipMethod.BYE, 200, 2_147_483_647);
    ladder.decided(60_000, 1, 0, "cleared: Hung up");
    ladder.message(60_001, 1, 0, true, SipMethod.BYE, 0, 2);
    ladder.decided(60_001, 0, 0, "the call ends: the caller hung up");
    ladder.message(60_020, 1, 0, false, SipMethod.BYE, 200, 2);
    return ladder;
  }
}
