package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.midCall;
import static org.ringspan.call.Example.mobile;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect.AnswerArrival;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.RefuseArrival;
import org.ringspan.call.CallEffect.RerouteMedia;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.MediaWayLost;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.anchor.AnchorEvent.By;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.join.JoinEffect.AnswerLink;
import org.ringspan.call.move.MoveEvent.MoveImpossible;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.park.ParkEffect.ConfirmPark;
import org.ringspan.call.park.ParkEffect.FreeNumber;
import org.ringspan.call.park.ParkEffect.Recall;
import org.ringspan.call.park.ParkEffect.RefusePark;
import org.ringspan.call.park.ParkEvent.ParkRequested;
import org.ringspan.call.park.ParkEvent.RetrievalRequested;
import org.ringspan.call.park.ParkPlace;
import org.ringspan.call.park.Parked;
import org.ringspan.reach.Claims;
import org.ringspan.record.CallId;

/** Directed park (design guide table 21-2), in the call that is parked. */
class ParkTest {
  private static final LegId MOBILE = new LegId(1);
  private static final LegId DESK = new LegId(1000);
  private static final DirectoryNumber NUMBER = new DirectoryNumber("53000");
  private static final ParkPlace PLACE =
      new ParkPlace(NUMBER, new UserId("alice"), Duration.ofSeconds(60));
  private static final TimerId REVERSION = TimerId.ofCall(Kind.PARK);
  private static final SessionDescription ENGINE = sdp("engine", 3000);
  private static final Optional<SessionDescription> MEDIA = Optional.of(sdp("one", 6000));
  private static final Optional<SessionDescription> NOTHING = Optional.empty();

  private static CallScenario held(String code) {
    CallScenario call =
        callTo(midCall(mobile(Duration.ZERO, Duration.ZERO, Example.TO_MOBILE)))
            .given(new LegAnswered(MOBILE, MEDIA), new Acknowledged(CALLER, NOTHING));
    for (char key : code.toCharArray()) {
      call.when(new DigitPressed(MOBILE, key));
    }
    return call;
  }

  private static CallScenario parked() {
    return held("*82").given(new ParkRequested(MOBILE, PLACE)).in(Parked.class);
  }

  private static PickupDialled dialled() {
    return new PickupDialled(MOBILE, DESK, MEDIA, By.PARK);
  }

  private static MoveRequested recall() {
    return new MoveRequested(
        MOBILE,
        List.of(Example.desk(), Example.keyed(Duration.ZERO, Example.TO_MOBILE)),
        Claims.NONE,
        Duration.ofSeconds(40));
  }

  @Test
  @DisplayName("ADR 75: who waits in a parked call gets another way for its media, and waits on")
  void rerouted() {
    parked()
        .when(new MediaWayLost(CALLER))
        .thenAmongOthers(new RerouteMedia(CALLER))
        .when(new CallEvent.MediaWayOpened(CALLER))
        .thenAmongOthers(new CallEffect.ReofferFromEngine(CALLER))
        .when(new ReofferAnswered(CALLER, MEDIA))
        .thenAmongOthers(new NegotiateWithEngine(CALLER, MEDIA))
        .in(Parked.class)
        .when(dialled())
        .thenAmongOthers(new ConnectParties(CALLER, DESK));
    parked()
        .given(new MediaWayLost(CALLER))
        .when(new ReofferRefused(CALLER, 488))
        .thenAmongOthers(new FreeNumber(NUMBER), new HangUp(CALLER, Reason.BROKEN));
  }

  @Test
  @DisplayName("table 21-2, UM7: who holds parks: its telephone is free, and the other hears music")
  void parks() {
    held("*82")
        .when(new ParkRequested(MOBILE, PLACE))
        .then(
            new LeaveEngine(MOBILE),
            new HangUp(MOBILE, Reason.PARKED),
            new ConfirmPark(CALLER, MOBILE, PLACE),
            new StartTimer(REVERSION, Duration.ofSeconds(60)))
        .in(Parked.class);
    held("*81")
        .given(new HungUp(MOBILE))
        .when(new ParkRequested(MOBILE, PLACE))
        .thenNo(HangUp.class)
        .in(Parked.class);
    // A desk telephone parks with whom it talks.
    held("")
        .when(new ParkRequested(MOBILE, PLACE))
        .thenAmongOthers(new HoldParty(CALLER), new HangUp(MOBILE, Reason.PARKED))
        .in(Parked.class);
    // It waits for the desk no more.
    held("*82")
        .given(new HungUp(MOBILE))
        .when(new ParkRequested(MOBILE, PLACE))
        .thenAmongOthers(
            new StopTimer(TimerId.ofCall(Kind.DESK_PICKUP)),
            new ConfirmPark(CALLER, MOBILE, PLACE));
  }

  @Test
  @DisplayName("Who is on hold doesn't park, and nobody parks while telephones ring")
  void refuses() {
    held("*82")
        .when(new ParkRequested(CALLER, PLACE))
        .then(new RefusePark(NUMBER))
        .in(Anchored.class);
    held("")
        .given(
            new MoveRequested(MOBILE, List.of(Example.desk()), Claims.NONE, Duration.ofSeconds(10)))
        .when(new ParkRequested(MOBILE, PLACE))
        .then(new RefusePark(NUMBER))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("A telephone that dials what retrieves the call has it, and the number is free")
  void retrieved() {
    parked()
        .when(dialled())
        .thenAmongOthers(
            new StopTimer(REVERSION),
            new FreeNumber(NUMBER),
            new AnswerArrival(DESK, MEDIA),
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, DESK))
        .thenNo(HangUp.class)
        .in(Anchored.class)
        .given(new Acknowledged(DESK, NOTHING))
        .when(new HungUp(DESK))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("So has another call, whose caller has keyed it by voice or feature access")
  void retrievedByAccess() {
    parked()
        .when(new RetrievalRequested(DESK, new CallId("other"), ENGINE))
        .thenAmongOthers(
            new FreeNumber(NUMBER),
            new AnswerLink(DESK, ENGINE),
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, DESK))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("By the resume code, or Replaces, nobody gets a parked call")
  void notByCode() {
    for (By by : List.of(By.CODE, By.REPLACES)) {
      parked()
          .when(new PickupDialled(MOBILE, DESK, MEDIA, by))
          .then(new RefuseArrival(DESK, 480))
          .in(Parked.class);
    }
  }

  @Test
  @DisplayName("Who is parked hangs up: the call is over, and the number free")
  void partyLeaves() {
    parked()
        .when(new HungUp(CALLER))
        .thenAmongOthers(new StopTimer(REVERSION), new FreeNumber(NUMBER))
        .given(new PartyCleared(MOBILE))
        .in(CallState.Ended.class);
  }

  @Test
  @DisplayName("Reversion: telephones ring; who answers has the call, by all that guards mobiles")
  void recalled() {
    CallScenario call = parked();
    call.when(new TimerExpired(REVERSION)).then(new Recall(MOBILE, PLACE));
    call.given(recall()).in(Parked.class);
    LegId desk = first(call);
    LegId mobile = new LegId(desk.number() + 1);
    call.given(new LegAnswered(mobile, MEDIA)).in(Parked.class);
    assertThat(call.all(FreeNumber.class)).as("no key was pressed yet").isEmpty();
    call.when(new DigitPressed(mobile, '1'))
        .thenAmongOthers(
            new FreeNumber(NUMBER),
            new CancelLeg(desk, Reason.COMPLETED_ELSEWHERE),
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, mobile))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("Nobody answers, or none can ring: it stays parked, and they ring again later")
  void recalledInVain() {
    CallScenario call = parked().given(new TimerExpired(REVERSION));
    call.when(new MoveImpossible(MOBILE, List.of("nobody is registered")))
        .then(new StartTimer(REVERSION, Duration.ofSeconds(60)))
        .in(Parked.class)
        .given(new TimerExpired(REVERSION), recall());
    LegId desk = first(call);
    call.given(new LegFailed(desk, 486));
    call.when(new TimerExpired(TimerId.ofCall(Kind.MOVE)))
        .thenAmongOthers(new StartTimer(REVERSION, Duration.ofSeconds(60)))
        .thenNo(FreeNumber.class)
        .in(Parked.class);
  }

  @Test
  @DisplayName("Somebody retrieves it while telephones ring for it: they ring no more")
  void retrievedWhileRinging() {
    CallScenario call = parked().given(new TimerExpired(REVERSION), recall());
    LegId desk = first(call);
    call.when(dialled())
        .thenAmongOthers(
            new CancelLeg(desk, Reason.NO_ANSWER),
            new FreeNumber(NUMBER),
            new AnswerArrival(DESK, MEDIA),
            new ConnectParties(CALLER, DESK))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("A caller parks, too, and leaves the engine before its telephone is sent away")
  void callerParks() {
    CallScenario call = held("");
    call.when(new ParkRequested(CALLER, PLACE))
        .thenAmongOthers(
            new HoldParty(MOBILE), new LeaveEngine(CALLER), new HangUp(CALLER, Reason.PARKED))
        .given(new PartyCleared(CALLER))
        .when(new HungUp(MOBILE))
        .thenAmongOthers(new FreeNumber(NUMBER))
        .in(CallState.Ended.class);
  }

  /** The first telephone that rings for the parked call. */
  private static LegId first(CallScenario call) {
    return ((Parked) call.state()).two().ringing().orElseThrow().first() > 0
        ? new LegId(((Parked) call.state()).two().ringing().orElseThrow().first())
        : CALLER;
  }
}
