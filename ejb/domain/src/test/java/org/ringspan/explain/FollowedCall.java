package org.ringspan.explain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallMailbox;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.reach.AnswerWindow;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.record.CallId;
import org.ringspan.trunk.Trunks;

/** A call of the real state machine, followed by its chronicle, at times that the test tells. */
final class FollowedCall implements CallMailbox.Shell {
  /** A Saturday, 21:14 in Los Angeles. */
  static final Instant SATURDAY_NIGHT = Instant.parse("2026-11-22T05:14:00Z");

  static final SessionDescription SDP =
      new SessionDescription(
          "v=0\r\no=u 7 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");
  static final CallerIdentity CALLER =
      new CallerIdentity("Zoë", Optional.of("+14085550100"), false);
  static final UserId ALICE = new UserId("alice");
  static final TrunkRoute FIRST = route("pstn");
  static final TrunkRoute SECOND = route("second");

  private final CallChronicle chronicle;
  private final CallMailbox mailbox = new CallMailbox(this);
  private Instant now = SATURDAY_NIGHT;

  FollowedCall(CallerIdentity caller, ForwardPlan forward, LegPlan... legs) {
    ReachPlan plan =
        new ReachPlan("+14085551234", Optional.of(ALICE), caller, List.of(legs), forward);
    chronicle =
        CallChronicle.begin(
            new CallId("call-1"),
            now,
            new CallOrigin.FromTrunk(new TrunkName("pstn")),
            plan,
            configuration());
    post(new CallEvent.CallPlaced(plan, Optional.of(SDP)));
  }

  FollowedCall(LegPlan... legs) {
    this(CALLER, ForwardPlan.always(Duration.ofSeconds(20), mailbox()), legs);
  }

  private static TrunkRoute route(String trunk) {
    return new TrunkRoute(new TrunkName(trunk), "+14085557890", CALLER);
  }

  static Forward mailbox() {
    E164Number number = new E164Number("+14085559999");
    LegPlan leg =
        new LegPlan(
            new LegTarget.Mailbox(
                number, List.of(new TrunkRoute(new TrunkName("pstn"), "+14085559999", CALLER))),
            new LegDecision.Ring(Duration.ZERO),
            CALLER,
            List.of(),
            Optional.empty());
    return new Forward(Optional.of(number), List.of(leg), ForwardPlan.nowhere());
  }

  static LegPlan desk() {
    return new LegPlan(
        new LegTarget.SilentDevice(new DeviceName("alice-desk")),
        new LegDecision.Ring(Duration.ZERO),
        CALLER,
        List.of(),
        Optional.empty());
  }

  static LegPlan mobile(LegDecision decision, TrunkRoute... routes) {
    return new LegPlan(
        new LegTarget.Destination(
            ALICE, "mobile", new DestinationNumber("+14085557890"), List.of(routes)),
        decision,
        CALLER,
        List.of(),
        Optional.of(new AnswerWindow(Duration.ofMillis(1500), Duration.ofMillis(19_000))));
  }

  /** Alice, whose mobile rings in office hours, not for a blocked number. */
  static ConfigurationSnapshot configuration() {
    RemoteDestination mobile =
        new RemoteDestination(
            new DestinationNumber("+14085557890"),
            "mobile",
            new RemoteDestination.ToProfile(),
            true,
            true,
            ReachTimers.DEFAULT,
            Optional.of(
                new AccessList(
                    AccessList.Kind.BLOCKED, Set.of(new AccessList.NumberMask("+14085550100")))),
            Optional.of(
                new RingSchedule(
                    ZoneId.of("America/Los_Angeles"),
                    List.of(
                        new RingSchedule.Period(
                            Set.of(
                                DayOfWeek.MONDAY,
                                DayOfWeek.TUESDAY,
                                DayOfWeek.WEDNESDAY,
                                DayOfWeek.THURSDAY,
                                DayOfWeek.FRIDAY),
                            LocalTime.of(8, 0),
                            LocalTime.of(18, 0))))));
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        List.of(new User(ALICE, "Alice", true, List.of(mobile))),
        List.of(),
        List.of(),
        Trunks.none(),
        Optional.empty(),
        DialPlanSettings.NONE);
  }

  /** Time goes by. */
  FollowedCall after(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  FollowedCall post(CallEvent event) {
    chronicle.happened(event, now);
    mailbox.post(event);
    return this;
  }

  FollowedCall timer(org.ringspan.call.TimerId.Kind kind, int leg) {
    return post(new CallEvent.TimerExpired(new org.ringspan.call.TimerId(kind, new LegId(leg))));
  }

  CallChronicle chronicle() {
    return chronicle;
  }

  List<String> sentences() {
    return Explanation.of(chronicle).sentences();
  }

  @Override
  public void execute(CallEffect effect) {
    chronicle.decided(effect, now);
  }

  @Override
  public void ignored(CallState state, CallEvent event) {}

  @Override
  public void failed(CallEffect effect, Exception why) {
    throw new AssertionError(why);
  }

  @Override
  public void broken(CallState state, CallEvent event, Throwable why) {
    throw new AssertionError(why);
  }
}
