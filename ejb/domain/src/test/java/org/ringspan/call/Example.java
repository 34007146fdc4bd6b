package org.ringspan.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.AnswerWindow;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.MidCall;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.TrunkRoute;

/** Plans and session descriptions that the tests of the call core share. */
final class Example {
  static final TrunkName PSTN = new TrunkName("pstn");
  static final E164Number ALICE = new E164Number("+14085551234");
  static final CallerIdentity CALLER = new CallerIdentity("", Optional.of("+14085550100"), false);
  static final Duration FORWARD_AFTER = Duration.ofSeconds(20);
  static final Duration DELAY = Duration.ofMillis(4000);
  static final Duration TOO_SOON = Duration.ofMillis(1500);
  static final Duration TOO_LATE = Duration.ofMillis(19000);
  static final TrunkRoute TO_MOBILE = new TrunkRoute(PSTN, "+14085557890", CALLER);
  static final TrunkRoute TO_MOBILE_TOO =
      new TrunkRoute(new TrunkName("second"), "14085557890", CALLER);
  static final LegTarget.Mailbox MAILBOX =
      new LegTarget.Mailbox(
          new E164Number("+14085559999"), List.of(new TrunkRoute(PSTN, "+14085559999", CALLER)));

  static final MidCall TERMS =
      new MidCall(
          new UserId("alice"),
          FeatureCodes.DEFAULT,
          Duration.ofMillis(2000),
          Duration.ofSeconds(10));

  private Example() {}

  static LegPlan desk() {
    return new LegPlan(
        new LegTarget.SilentDevice(new DeviceName("alice-desk")),
        new Ring(Duration.ZERO),
        CALLER,
        List.of(),
        Optional.empty());
  }

  static LegPlan silentDesk() {
    return new LegPlan(
        new LegTarget.SilentDevice(new DeviceName("alice-desk")),
        new DontRing(LegDecision.Why.NOT_REGISTERED),
        CALLER,
        List.of(),
        Optional.empty());
  }

  static LegPlan mobile() {
    return mobile(DELAY, TOO_SOON);
  }

  static LegPlan mobile(Duration delay, Duration tooSoon) {
    return mobile(delay, tooSoon, TO_MOBILE);
  }

  /** A mobile with these ways to it. */
  static LegPlan mobile(Duration delay, Duration tooSoon, TrunkRoute... routes) {
    return new LegPlan(
        new LegTarget.Destination(
            new UserId("alice"), "mobile", new DestinationNumber("+14085557890"), List.of(routes)),
        new Ring(delay),
        CALLER,
        List.of(),
        Optional.of(new AnswerWindow(tooSoon, TOO_LATE)));
  }

  /** A mobile at which a key confirms the answer. */
  static LegPlan keyed(Duration delay, TrunkRoute... routes) {
    return new LegPlan(
        new LegTarget.Destination(
            new UserId("alice"), "mobile", new DestinationNumber("+14085557890"), List.of(routes)),
        new Ring(delay),
        CALLER,
        List.of(),
        UserControl.DEFAULT);
  }

  /** The same leg, which hears who calls before it is asked for a key. */
  static LegPlan announced(LegPlan leg) {
    UserControl announcing =
        new UserControl(
            UserControl.DEFAULT.promptAfter(), UserControl.DEFAULT.confirmWithin(), true);
    return new LegPlan(leg.target(), leg.decision(), leg.shown(), leg.diversions(), announcing);
  }

  /** The same leg where keys mean something in the call. */
  static LegPlan midCall(LegPlan leg) {
    return leg.keyed(Optional.of(TERMS));
  }

  static Forward mailbox() {
    LegPlan leg =
        new LegPlan(MAILBOX, new Ring(Duration.ZERO), CALLER, List.of(), Optional.empty());
    return new Forward(Optional.of(ALICE), List.of(leg), ForwardPlan.nowhere());
  }

  static ForwardPlan toMailbox() {
    return ForwardPlan.always(FORWARD_AFTER, mailbox());
  }

  /** A mailbox of ours, in which a message is left. */
  static LegPlan messageTaking() {
    return new LegPlan(
        new LegTarget.MessageTaking(new UserId("alice")),
        new Ring(Duration.ZERO),
        CALLER,
        List.of(),
        Optional.empty());
  }

  static Forward ownMailbox() {
    return new Forward(Optional.of(ALICE), List.of(messageTaking()), ForwardPlan.nowhere());
  }

  static ForwardPlan toOwnMailbox() {
    return ForwardPlan.always(FORWARD_AFTER, ownMailbox());
  }

  static ReachPlan plan(ForwardPlan forward, LegPlan... legs) {
    return new ReachPlan(
        "+14085551234", Optional.of(new UserId("alice")), CALLER, List.of(legs), forward);
  }

  /** An audio session of {@code user} at {@code port}, as SIP user agents write it. */
  static SessionDescription sdp(String user, int port) {
    return sdp(user, 1, port);
  }

  static SessionDescription sdp(String user, int version, int port) {
    return new SessionDescription(
        "v=0\r\no=%s 7 %d IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio %d RTP/AVP 0\r\n"
            .formatted(user, version, port));
  }

  static Instant at(String text) {
    return Instant.parse(text);
  }
}
