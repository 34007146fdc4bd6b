package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.midCall;
import static org.ringspan.call.Example.mobile;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.AnswerArrival;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.AnswerReofferFromEngine;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.HearKeys;
import org.ringspan.call.CallEffect.HoldParty;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.InviteToEngine;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.PlanMove;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseArrival;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.SendDigit;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Answered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving;
import org.ringspan.reach.Claims;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MoveRules;

/** Calls at remote destinations: keys, hold, handoff, pickup (design guide 21-51 to 21-54). */
class AnchorTest {
  private static final LegPlan MOBILE_LEG =
      midCall(mobile(Duration.ZERO, Duration.ZERO, Example.TO_MOBILE));
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final LegId THERE = new LegId(3);
  private static final LegId ALSO = new LegId(4);
  private static final Optional<SessionDescription> OF_MOBILE = Optional.of(sdp("mobile", 6000));
  private static final Optional<SessionDescription> OF_DESK = Optional.of(sdp("desk", 5000));
  private static final Optional<SessionDescription> NOTHING = Optional.empty();
  private static final TimerId KEYS = new TimerId(Kind.KEYS, MOBILE);
  private static final TimerId PICKUP = TimerId.ofCall(Kind.DESK_PICKUP);
  private static final TimerId RINGING = TimerId.ofCall(Kind.MOVE);

  /** The caller talks with the mobile. */
  private static CallScenario talking() {
    return callTo(desk(), MOBILE_LEG)
        .given(new LegAnswered(MOBILE, OF_MOBILE), new Acknowledged(CALLER, NOTHING));
  }

  private static CallScenario keyed(CallScenario call, String keys) {
    for (char key : keys.toCharArray()) {
      call.when(new DigitPressed(MOBILE, key));
    }
    return call;
  }

  private static MoveRequested toDesks(LegId from) {
    return new MoveRequested(from, List.of(desk(), desk()), Claims.NONE, Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("The mobile is offered the engine's media, the desk the caller's")
  void invites() {
    callTo(desk(), MOBILE_LEG)
        .thenAmongOthers(
            new InviteLeg(DESK, desk(), Optional.empty(), Optional.of(OFFER)),
            new InviteToEngine(MOBILE, MOBILE_LEG.anchoring(), Optional.of(Example.TO_MOBILE)));
  }

  @Test
  @DisplayName("It answers: the caller gets the engine's answer, and both are connected")
  void answers() {
    callTo(desk(), MOBILE_LEG)
        .when(new LegAnswered(MOBILE, OF_MOBILE))
        .thenAmongOthers(
            new ConnectToEngine(MOBILE, OF_MOBILE, false),
            new CancelLeg(DESK, Reason.COMPLETED_ELSEWHERE),
            new AnswerCallerFromEngine(Optional.of(OFFER)))
        .thenNo(CallEffect.Acknowledge.class)
        .in(Answered.class)
        .when(new Acknowledged(CALLER, NOTHING))
        .then(new ConnectParties(CALLER, MOBILE), new HearKeys(MOBILE))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("UM7: keys that overtake the caller's ACK wait for it, and count then")
  void keysBeforeAck() {
    callTo(desk(), MOBILE_LEG)
        .given(new LegAnswered(MOBILE, OF_MOBILE))
        .when(new InfoReceived(MOBILE, 1, Optional.of('*')))
        .then()
        .when(new InfoReceived(MOBILE, 2, Optional.of('8')))
        .then()
        .when(new InfoReceived(MOBILE, 3, Optional.empty()))
        .then(new AnswerInfo(MOBILE, 3, 480))
        .when(new Acknowledged(CALLER, NOTHING))
        .thenAmongOthers(
            new ConnectParties(CALLER, MOBILE),
            new HearKeys(MOBILE),
            new AnswerInfo(MOBILE, 1, 200),
            new AnswerInfo(MOBILE, 2, 200))
        .in(Anchored.class)
        .when(new InfoReceived(MOBILE, 4, Optional.of('1')))
        .thenAmongOthers(new AnswerInfo(MOBILE, 4, 200))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("UM7: so do those of the media; of a leg that didn't answer none counts")
  void keysOfMediaBeforeAck() {
    callTo(desk(), MOBILE_LEG)
        .given(new LegAnswered(MOBILE, OF_MOBILE))
        .when(new DigitPressed(MOBILE, '*'))
        .then()
        .when(new DigitPressed(DESK, '8'))
        .then()
        .when(new DigitPressed(MOBILE, '8'))
        .then()
        .given(new Acknowledged(CALLER, NOTHING))
        .when(new DigitPressed(MOBILE, '1'))
        .thenAmongOthers(new HoldParty(CALLER))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("rfc3261#section-15.1.2: who leaves before the ACK gets an answer to its keys")
  void keysOfWhoLeaves() {
    callTo(desk(), MOBILE_LEG)
        .given(new LegAnswered(MOBILE, OF_MOBILE))
        .given(new InfoReceived(MOBILE, 1, Optional.of('*')))
        .given(new DigitPressed(MOBILE, '*'))
        .when(new HungUp(MOBILE))
        .thenAmongOthers(new AnswerInfo(MOBILE, 1, 487))
        .when(new InfoReceived(MOBILE, 2, Optional.of('*')))
        .thenAmongOthers(new AnswerInfo(MOBILE, 2, 480));
  }

  @Test
  @DisplayName("No more keys wait for the ACK than anybody presses")
  void mostKeysBeforeAck() {
    CallScenario call = callTo(desk(), MOBILE_LEG).given(new LegAnswered(MOBILE, OF_MOBILE));
    for (int key = 1; key <= 16; key++) {
      call.when(new InfoReceived(MOBILE, key, Optional.of('0'))).then();
    }
    call.when(new InfoReceived(MOBILE, 17, Optional.of('0'))).then(new AnswerInfo(MOBILE, 17, 480));
  }

  @Test
  @DisplayName("The desk answers: nothing goes through the engine")
  void deskAnswers() {
    callTo(desk(), MOBILE_LEG)
        .when(new LegAnswered(DESK, OF_DESK))
        .thenAmongOthers(new LeaveEngine(MOBILE))
        .thenNo(AnswerCallerFromEngine.class)
        .given(new Acknowledged(CALLER, NOTHING))
        .in(Talking.class);
  }

  @Test
  @DisplayName("A caller who wants to be offered media is offered the engine's")
  void noOffer() {
    callTo(ForwardPlan.nowhere(), NOTHING, MOBILE_LEG)
        .given(new LegAnswered(DESK, OF_MOBILE))
        .thenAmongOthers(
            new ConnectToEngine(DESK, OF_MOBILE, true), new AnswerCallerFromEngine(NOTHING))
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(
            new NegotiateWithEngine(CALLER, Optional.of(OFFER)),
            new ConnectParties(CALLER, DESK),
            new HearKeys(DESK));
  }

  @Test
  @DisplayName("A caller with media that the engine can't do with is connected without it")
  void otherMedia() {
    SessionDescription encrypted =
        new SessionDescription(OFFER.text().replace("RTP/AVP", "RTP/SAVP"));
    callTo(ForwardPlan.nowhere(), Optional.of(encrypted), MOBILE_LEG)
        .thenNo(InviteToEngine.class)
        .given(new LegAnswered(DESK, OF_MOBILE), new Acknowledged(CALLER, NOTHING))
        .in(Talking.class);
  }

  @Test
  @DisplayName("Where the engine has no media left the mobile is called all the same")
  void noMedia() {
    callTo(desk(), MOBILE_LEG)
        .when(new LegNotInvited(MOBILE, LegNotInvited.Why.NO_MEDIA))
        .thenAmongOthers(
            new InviteLeg(
                MOBILE,
                MOBILE_LEG.notAnchored(),
                Optional.of(Example.TO_MOBILE),
                Optional.of(OFFER)));
  }

  @Test
  @DisplayName("UM7: *81 puts the other on hold, *83 takes it back; nobody hears these keys")
  void holds() {
    CallScenario call = talking();
    call.when(new DigitPressed(MOBILE, '*')).then(new StartTimer(KEYS, Duration.ofSeconds(2)));
    keyed(call, "81").thenAmongOthers(new HoldParty(CALLER));
    keyed(call, "*83").thenAmongOthers(new ResumeParty(CALLER));
    assertThat(call.all(SendDigit.class)).isEmpty();
  }

  @Test
  @DisplayName("D4: what is no code is passed on, also the beginning of one after a pause")
  void passesOn() {
    CallScenario call = talking();
    keyed(call, "5").then(new SendDigit(CALLER, '5'));
    keyed(call, "*8")
        .when(new TimerExpired(KEYS))
        .then(new SendDigit(CALLER, '*'), new SendDigit(CALLER, '8'));
    keyed(call, "*81");
    assertThat(call.all(HoldParty.class)).hasSize(1);
  }

  @Test
  @DisplayName("A key after a star that is no code begins a code anew")
  void doubled() {
    CallScenario call = talking();
    keyed(call, "**81");
    assertThat(call.all(SendDigit.class)).containsExactly(new SendDigit(CALLER, '*'));
    assertThat(call.all(HoldParty.class)).hasSize(1);
  }

  @Test
  @DisplayName("Keys by INFO are answered and mean the same; the other party's are passed on")
  void byInfo() {
    talking()
        .given(
            new InfoReceived(MOBILE, 1, Optional.of('*')),
            new InfoReceived(MOBILE, 2, Optional.of('8')))
        .when(new InfoReceived(MOBILE, 3, Optional.of('1')))
        .thenAmongOthers(new AnswerInfo(MOBILE, 3, 200), new HoldParty(CALLER))
        .when(new InfoReceived(CALLER, 4, Optional.of('1')))
        .then(new AnswerInfo(CALLER, 4, 200));
    talking()
        .when(new InfoReceived(CALLER, 1, Optional.of('7')))
        .then(new AnswerInfo(CALLER, 1, 200), new SendDigit(MOBILE, '7'));
  }

  @Test
  @DisplayName("A telephone on hold by its own key has the other hear music")
  void heldBySdp() {
    SessionDescription away = new SessionDescription(OFFER.text() + "a=sendonly\r\n");
    talking()
        .when(new Reoffered(CALLER, Optional.of(away)))
        .then(new AnswerReofferFromEngine(CALLER, Optional.of(away)), new HoldParty(MOBILE))
        .given(new Acknowledged(CALLER, NOTHING))
        .when(new Reoffered(CALLER, Optional.of(OFFER)))
        .thenAmongOthers(new ResumeParty(MOBILE));
  }

  @Test
  @DisplayName("UM5: *74 rings the desk while the two talk on; its answer takes the call")
  void handsOff() {
    CallScenario call = talking();
    keyed(call, "*74").thenAmongOthers(new PlanMove(MOBILE, MoveRules.To.DESK));
    call.when(toDesks(MOBILE))
        .thenAmongOthers(
            new StartTimer(RINGING, Duration.ofSeconds(10)),
            new InviteLeg(THERE, desk().anchoring(), Optional.empty(), NOTHING))
        .when(new LegAnswered(THERE, OF_DESK))
        .thenAmongOthers(
            new ConnectToEngine(THERE, OF_DESK, true),
            new StopTimer(RINGING),
            new CancelLeg(ALSO, Reason.COMPLETED_ELSEWHERE),
            new ConnectParties(CALLER, THERE),
            new LeaveEngine(MOBILE),
            new HangUp(MOBILE, Reason.MOVED),
            new MoveEnds(CALLER, THERE, Optional.of(THERE)));
    assertThat(call.all(HoldParty.class)).isEmpty();
  }

  @Test
  @DisplayName("UM5: nobody answers at the desk: the call stays at the mobile")
  void handoffUnanswered() {
    CallScenario call = talking().given(toDesks(MOBILE));
    call.when(new TimerExpired(RINGING))
        .thenAmongOthers(
            new CancelLeg(THERE, Reason.NO_ANSWER),
            new CancelLeg(ALSO, Reason.NO_ANSWER),
            new MoveEnds(CALLER, MOBILE, Optional.empty()))
        .in(Anchored.class);
    keyed(call, "*81").thenAmongOthers(new HoldParty(CALLER));
  }

  @Test
  @DisplayName("UM4: the mobile hangs up: the call waits 10 s with music, and then ends")
  void awaitsPickup() {
    talking()
        .when(new HungUp(MOBILE))
        .thenAmongOthers(
            new LeaveEngine(MOBILE),
            new HoldParty(CALLER),
            new StartTimer(PICKUP, Duration.ofSeconds(10)))
        .thenNo(HangUp.class)
        .when(new TimerExpired(PICKUP))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("UM4: the desk picks it up within that time")
  void picksUp() {
    talking()
        .given(new HungUp(MOBILE), toDesks(MOBILE))
        .when(new LegAnswered(THERE, OF_DESK))
        .thenAmongOthers(
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, THERE),
            new StopTimer(PICKUP),
            new MoveEnds(CALLER, THERE, Optional.of(THERE)))
        .thenNo(HangUp.class)
        .when(new HungUp(THERE))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("UM4: a desk telephone dials *83 and has the call at once")
  void dialsCode() {
    LegId arrival = new LegId(1000);
    talking()
        .given(new HungUp(MOBILE))
        .when(new PickupDialled(MOBILE, arrival, OF_DESK))
        .thenAmongOthers(
            new AnswerArrival(arrival, OF_DESK),
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, arrival),
            new StopTimer(PICKUP),
            new MoveEnds(CALLER, arrival, Optional.of(arrival)))
        .given(new Acknowledged(arrival, NOTHING))
        .when(new HungUp(arrival))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("UM4: a code for a call that doesn't wait is refused, and so is one after *82")
  void dialsCodeInVain() {
    LegId arrival = new LegId(1000);
    CallScenario call = talking();
    call.when(new PickupDialled(MOBILE, arrival, OF_DESK)).then(new RefuseArrival(arrival, 480));
    keyed(call, "*82")
        .when(new PickupDialled(MOBILE, new LegId(2000), OF_DESK))
        .then(new RefuseArrival(new LegId(2000), 480));
    keyed(call, "*81")
        .when(new PickupDialled(MOBILE, new LegId(3000), NOTHING))
        .thenAmongOthers(
            new AnswerArrival(new LegId(3000), NOTHING), new HangUp(MOBILE, Reason.MOVED));
  }

  private static PickupDialled named(LegId from, int leg) {
    return new PickupDialled(from, new LegId(leg), OF_DESK, AnchorEvent.By.REPLACES);
  }

  @Test
  @DisplayName("UM4: the desk takes the call that waits by Replaces, as by the code")
  void replacesWaiting() {
    LegId arrival = new LegId(1000);
    talking()
        .given(new HungUp(MOBILE))
        .when(named(MOBILE, 1000))
        .thenAmongOthers(
            new AnswerArrival(arrival, OF_DESK),
            new ResumeParty(CALLER),
            new ConnectParties(CALLER, arrival),
            new StopTimer(PICKUP),
            new MoveEnds(CALLER, arrival, Optional.of(arrival)))
        .thenNo(HangUp.class);
  }

  @Test
  @DisplayName("RFC 3891: the desk takes a call from the mobile that talks, and that is hung up")
  void replacesTalking() {
    LegId arrival = new LegId(1000);
    CallScenario call = talking().when(named(MOBILE, 1000));
    call.thenAmongOthers(
            new AnswerArrival(arrival, OF_DESK),
            new ConnectParties(CALLER, arrival),
            new LeaveEngine(MOBILE),
            new HangUp(MOBILE, Reason.MOVED),
            new MoveEnds(CALLER, arrival, Optional.of(arrival)))
        .thenNo(ResumeParty.class)
        .when(named(arrival, 2000))
        .then(new RefuseArrival(new LegId(2000), 480))
        .given(new Acknowledged(arrival, NOTHING))
        .when(named(arrival, 3000))
        .thenAmongOthers(new HangUp(arrival, Reason.MOVED));
  }

  @Test
  @DisplayName("D3: what is held for one telephone, or rings, or is another's can't be replaced")
  void replacesInVain() {
    LegId arrival = new LegId(1000);
    CallScenario call = talking();
    call.when(named(DESK, 1000)).then(new RefuseArrival(arrival, 480));
    call.given(toDesks(MOBILE))
        .when(named(MOBILE, 1000))
        .then(new RefuseArrival(arrival, 480))
        .given(new TimerExpired(RINGING));
    keyed(call, "*82").when(named(MOBILE, 1000)).then(new RefuseArrival(arrival, 480));
    call.when(named(CALLER, 1000)).then(new RefuseArrival(arrival, 480));
    keyed(call, "*81")
        .when(named(MOBILE, 2000))
        .thenAmongOthers(new ResumeParty(CALLER), new HangUp(MOBILE, Reason.MOVED));
  }

  @Test
  @DisplayName("UM4: the other hangs up while it waits: nobody is sent BYE")
  void otherLeaves() {
    CallScenario call = talking().given(new HungUp(MOBILE)).when(new HungUp(CALLER));
    call.thenNo(HangUp.class).thenAmongOthers(new StopTimer(PICKUP));
    assertThat(call.all(RecordEnd.class)).hasSize(1);
  }

  @Test
  @DisplayName(
      "UM4: after *81 the call waits for the desk without a limit; D3: after *82 it doesn't")
  void waitsAfterHold() {
    CallScenario held = talking();
    keyed(held, "*81").when(new HungUp(MOBILE));
    assertThat(held.all(StartTimer.class)).noneMatch(start -> start.timer().equals(PICKUP));
    held.in(Anchored.class);
    CallScenario exclusive = talking();
    keyed(exclusive, "*82").when(toDesks(MOBILE)).thenIgnored();
    exclusive
        .when(new HungUp(MOBILE))
        .thenAmongOthers(new StartTimer(PICKUP, Duration.ofSeconds(10)));
  }

  @Test
  @DisplayName("UM13: a call from a known destination goes through the engine wherever it rings")
  void anchoredCaller() {
    CallScenario call =
        new CallScenario()
            .when(
                new CallEvent.CallPlaced(
                    Example.plan(ForwardPlan.nowhere(), desk()).keyed(Optional.of(Example.TERMS)),
                    Optional.of(OFFER)))
            .thenAmongOthers(new InviteToEngine(DESK, desk().anchoring(), Optional.empty()))
            .given(new LegAnswered(DESK, OF_DESK))
            .when(new Acknowledged(CALLER, NOTHING))
            .then(new ConnectParties(CALLER, DESK), new HearKeys(CALLER));
    call.when(new HungUp(CALLER))
        .thenAmongOthers(new HoldParty(DESK), new StartTimer(PICKUP, Duration.ofSeconds(10)))
        .when(new TimerExpired(PICKUP))
        .thenAmongOthers(new HangUp(DESK, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("UM6: a call sent from the desk to the mobile goes through the engine from then on")
  void sentToMobile() {
    callTo(desk())
        .given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, NOTHING))
        .given(new MoveRequested(DESK, List.of(MOBILE_LEG), Claims.NONE, Duration.ofSeconds(60)))
        .when(new LegAnswered(MOBILE, OF_MOBILE))
        .thenAmongOthers(
            new ConnectToEngine(MOBILE, OF_MOBILE, true), new ReofferFromEngine(CALLER))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFER)))
        .thenAmongOthers(
            new NegotiateWithEngine(CALLER, Optional.of(OFFER)),
            new HangUp(DESK, Reason.MOVED),
            new MoveEnds(CALLER, MOBILE, Optional.of(MOBILE)),
            new ConnectParties(CALLER, MOBILE),
            new HearKeys(MOBILE))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("UM6: who stays refuses the engine's media: the call stays at the desk")
  void sendingRefused() {
    callTo(desk())
        .given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, NOTHING))
        .given(
            new MoveRequested(DESK, List.of(MOBILE_LEG), Claims.NONE, Duration.ofSeconds(60)),
            new LegAnswered(MOBILE, OF_MOBILE))
        .in(Moving.class)
        .when(new ReofferRefused(CALLER, 488))
        .thenAmongOthers(
            new LeaveEngine(CALLER), new LeaveEngine(MOBILE), new HangUp(MOBILE, Reason.BROKEN))
        .in(Talking.class);
  }
}
