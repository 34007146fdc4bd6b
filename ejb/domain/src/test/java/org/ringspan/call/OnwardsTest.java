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
import org.ringspan.address.DeviceName;
import org.ringspan.address.E164Number;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RouteRedirect;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRedirected;
import org.ringspan.call.CallEvent.RedirectRouted;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Ringing;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.TrunkRoute;

/** Where a call goes on to: forwards from place to place, phones that redirect, "no" for all. */
class OnwardsTest {
  private static final E164Number BOB = new E164Number("+14085551235");
  private static final LegId FIRST = new LegId(1);
  private static final LegId SECOND = new LegId(2);
  private static final LegId THIRD = new LegId(3);
  private static final LegPlan OUTSIDE =
      new LegPlan(
          new LegTarget.OutsideNumber(
              "+14085550199",
              List.of(new TrunkRoute(Example.PSTN, "+14085550199", Example.CALLER))),
          new Ring(Duration.ZERO),
          Example.CALLER,
          List.of(),
          Optional.empty());

  @Test
  @DisplayName("Forward no answer to a number, from there on busy to the mailbox: each hop is told")
  void chain() {
    Forward toOutside =
        new Forward(
            Optional.of(Example.ALICE),
            List.of(OUTSIDE),
            new ForwardPlan(
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.of(new Forward(Optional.of(BOB), List.of(mailboxLeg()), nowhere())),
                Optional.empty()));
    CallScenario call =
        callTo(
            new ForwardPlan(
                Example.FORWARD_AFTER, Optional.of(toOutside), Optional.empty(), Optional.empty()),
            Optional.of(OFFER),
            desk());
    call.when(new TimerExpired(TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER)))
        .thenAmongOthers(new CancelLeg(FIRST, Reason.NO_ANSWER));
    assertThat(call.all(InviteLeg.class).getLast().plan().diversions())
        .containsExactly(new Diversion(Example.ALICE, Diversion.Reason.NO_ANSWER));
    call.when(new LegFailed(SECOND, 486)).in(Ringing.class);
    InviteLeg mailbox = call.all(InviteLeg.class).getLast();
    assertThat(mailbox.leg()).isEqualTo(THIRD);
    assertThat(mailbox.plan().diversions())
        .containsExactly(
            new Diversion(Example.ALICE, Diversion.Reason.NO_ANSWER),
            new Diversion(BOB, Diversion.Reason.USER_BUSY));
  }

  @Test
  @DisplayName("D16: busy with a forward for no answer only: the caller hears busy")
  void busyStaysBusy() {
    callTo(
            new ForwardPlan(
                Example.FORWARD_AFTER,
                Optional.of(Example.mailbox()),
                Optional.empty(),
                Optional.of(Example.mailbox())),
            Optional.of(OFFER),
            desk())
        .when(new LegFailed(FIRST, 486))
        .thenAmongOthers(new RefuseCaller(486));
  }

  @Test
  @DisplayName("Forwards end after five hops, whatever the rules have planned")
  void mostHops() {
    ForwardPlan plan = nowhere();
    for (int i = 0; i < 8; i++) {
      plan =
          ForwardPlan.always(
              Example.FORWARD_AFTER, new Forward(Optional.of(BOB), List.of(desk()), plan));
    }
    CallScenario call = callTo(plan, Optional.of(OFFER), desk());
    for (int i = 1; i <= 5; i++) {
      call.given(new LegFailed(new LegId(i), 480)).in(Ringing.class);
    }
    call.when(new LegFailed(new LegId(6), 480)).thenAmongOthers(new RefuseCaller(480));
  }

  @Test
  @DisplayName("302 of a phone: whom it names rings instead of it, the others ring on")
  void redirected() {
    CallScenario call =
        callTo(desk(), mobile())
            .when(new LegRedirected(FIRST, 302, "51235"))
            .then(new RouteRedirect(FIRST, desk(), "51235"))
            .in(Ringing.class);
    call.when(new RedirectRouted(FIRST, List.of(OUTSIDE)))
        .thenAmongOthers(
            new InviteLeg(
                THIRD,
                OUTSIDE,
                Optional.of(OUTSIDE.target().routes().getFirst()),
                Optional.of(OFFER)))
        .when(new LegAnswered(THIRD, Optional.of(sdp("bob", 5000))))
        .thenAmongOthers(new AnswerCaller(Optional.of(sdp("bob", 5000))));
  }

  @Test
  @DisplayName("302 of a phone to somewhere the rules refuse: the phone is out, as if it failed")
  void redirectRefused() {
    callTo(nowhere(), Optional.of(OFFER), desk())
        .given(new LegRedirected(FIRST, 302, "0900123"))
        .when(new RedirectRouted(FIRST, List.of()))
        .thenAmongOthers(new RefuseCaller(480));
  }

  @Test
  @DisplayName("302 of a trunk is no order to us: that leg has failed")
  void trunkRedirects() {
    CallScenario call = callTo(nowhere(), Optional.of(OFFER), OUTSIDE, desk());
    call.when(new LegRedirected(FIRST, 302, "51235")).in(Ringing.class);
    assertThat(call.all(RouteRedirect.class)).isEmpty();
  }

  @Test
  @DisplayName("Phones that redirect in a circle: five times, then the leg is lost")
  void redirectLoop() {
    CallScenario call = callTo(nowhere(), Optional.of(OFFER), desk());
    for (int i = 1; i <= 5; i++) {
      LegId leg = new LegId(i);
      call.given(new LegRedirected(leg, 302, "51234"), new RedirectRouted(leg, List.of(desk())))
          .in(Ringing.class);
    }
    LegId last = new LegId(6);
    call.given(new LegRedirected(last, 302, "51234"))
        .when(new RedirectRouted(last, List.of(desk())))
        .thenAmongOthers(new RefuseCaller(480));
  }

  @Test
  @DisplayName(
      "D16: 603 of a phone whose user declines everywhere: all are cancelled, busy forward")
  void declinesEverywhere() {
    LegPlan decided =
        new LegPlan(
                new LegTarget.SilentDevice(new DeviceName("alice-desk")),
                new Ring(Duration.ZERO),
                Example.CALLER,
                List.of(),
                Optional.empty())
            .decliningEverywhere();
    CallScenario call =
        callTo(decided, desk())
            .when(new LegFailed(FIRST, 603))
            .thenAmongOthers(new CancelLeg(SECOND, Reason.DECLINED));
    assertThat(call.all(InviteLeg.class).getLast().plan().diversions().getLast().reason())
        .isEqualTo(Diversion.Reason.USER_BUSY);
    callTo(decided, desk()).when(new LegFailed(FIRST, 486)).thenNo(CancelLeg.class);
    callTo(desk(), desk()).when(new LegFailed(FIRST, 603)).thenNo(CancelLeg.class);
  }

  private static LegPlan mailboxLeg() {
    return Example.mailbox().legs().getFirst();
  }

  private static ForwardPlan nowhere() {
    return ForwardPlan.nowhere();
  }
}
