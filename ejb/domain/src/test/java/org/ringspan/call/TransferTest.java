package org.ringspan.call;

import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.transfer.TransferEffect.TellTransferor;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.reach.Claims;
import org.ringspan.record.CallOutcome;

/** A telephone sends the other party of its call to a number (RFC 5589 section 6). */
class TransferTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId THERE = new LegId(2);
  private static final LegId ALSO = new LegId(3);
  private static final TimerId RINGING = TimerId.ofCall(TimerId.Kind.MOVE);
  private static final Claims CLAIMS = new Claims(Set.of(new UserId("bob")), Set.of());
  private static final Optional<SessionDescription> OF_DESK = Optional.of(sdp("desk", 5000));
  private static final Optional<SessionDescription> OF_THERE = Optional.of(sdp("there", 6000));
  private static final Optional<SessionDescription> OF_CALLER = Optional.of(sdp("caller", 4002));
  private static final Optional<SessionDescription> NO_OFFER = Optional.empty();

  private static CallScenario talking() {
    return callTo(desk())
        .given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, Optional.empty()));
  }

  private static TransferRequested transfer(LegId from) {
    return new TransferRequested(
        from,
        new UserId("alice"),
        "51235",
        List.of(desk(), desk()),
        CLAIMS,
        Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("RFC 5589 6.1, RFC 3515 2.4.4: 180 and 200 are told, then the transferor gets BYE")
  void succeeds() {
    talking()
        .when(transfer(DESK))
        .then(
            new MoveBegins(CLAIMS),
            new StartTimer(RINGING, Duration.ofSeconds(30)),
            new InviteLeg(THERE, desk(), Optional.empty(), NO_OFFER),
            new InviteLeg(ALSO, desk(), Optional.empty(), NO_OFFER))
        .in(Transferring.class)
        .when(new LegRinging(THERE, NO_OFFER))
        .then(new TellTransferor(DESK, 180))
        .when(new LegRinging(ALSO, NO_OFFER))
        .then()
        .when(new LegAnswered(THERE, OF_THERE))
        .then(
            new StopTimer(RINGING),
            new CancelLeg(ALSO, Reason.COMPLETED_ELSEWHERE),
            new Reoffer(CALLER, OF_THERE))
        .when(new ReofferAnswered(CALLER, OF_CALLER))
        .then(
            new TellTransferor(DESK, 200),
            new Acknowledge(CALLER, Optional.empty()),
            new Acknowledge(THERE, OF_CALLER),
            new HangUp(DESK, Reason.MOVED),
            new MoveEnds(CALLER, THERE, Optional.of(THERE)))
        .in(Talking.class);
  }

  @Test
  @DisplayName("RFC 5589 6.2: the target refuses: the transferor is told how, and talks on")
  void fails() {
    talking()
        .given(transfer(DESK), new LegFailed(THERE, 486))
        .when(new LegFailed(ALSO, 480))
        .then(
            new TellTransferor(DESK, 486),
            new StopTimer(RINGING),
            new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class)
        .when(new HungUp(DESK))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("RFC 5589 6.2: nobody answers in time: 480, and the two talk on")
  void notAnswered() {
    talking()
        .given(transfer(CALLER), new LegRinging(THERE, NO_OFFER), new LegRinging(ALSO, NO_OFFER))
        .when(new TimerExpired(RINGING))
        .then(
            new TellTransferor(CALLER, 480),
            new StopTimer(RINGING),
            new CancelLeg(THERE, Reason.NO_ANSWER),
            new CancelLeg(ALSO, Reason.NO_ANSWER),
            new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("RFC 5589 6.1: the transferor hangs up at once: the other waits, and is connected")
  void transferorLeaves() {
    talking()
        .given(transfer(DESK))
        .when(new HungUp(DESK))
        .then(new NoteFeature(DESK, FeatureNote.LEFT_TRANSFERRING))
        .in(Transferring.class)
        .when(new Reoffered(CALLER, OF_CALLER))
        .then(new RefuseReoffer(CALLER, 491))
        .given(new LegAnswered(THERE, OF_THERE))
        .when(new ReofferAnswered(CALLER, OF_CALLER))
        .then(
            new TellTransferor(DESK, 200),
            new Acknowledge(CALLER, Optional.empty()),
            new Acknowledge(THERE, OF_CALLER),
            new MoveEnds(CALLER, THERE, Optional.of(THERE)))
        .in(Talking.class);
  }

  @Test
  @DisplayName("The transferor has hung up and nobody answers: there is nobody to go back to")
  void nobodyToGoBackTo() {
    talking()
        .given(transfer(DESK), new HungUp(DESK), new LegFailed(THERE, 486))
        .when(new LegFailed(ALSO, 486))
        .thenAmongOthers(
            new TellTransferor(DESK, 486),
            new HangUp(CALLER, Reason.NO_ANSWER),
            new RecordEnd(
                CallOutcome.ANSWERED,
                200,
                "nobody answered where the call was transferred, and who has transferred it had"
                    + " left"))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("Who is transferred hangs up while it rings: the telephones there stop ringing")
  void transferredHangsUp() {
    talking()
        .given(transfer(DESK), new LegRinging(THERE, NO_OFFER))
        .when(new HungUp(CALLER))
        .thenAmongOthers(
            new TellTransferor(DESK, 487),
            new HangUp(DESK, Reason.HUNG_UP),
            new CancelLeg(THERE, Reason.HUNG_UP))
        .in(Clearing.class);
    talking()
        .given(transfer(DESK), new HungUp(DESK), new LegRinging(THERE, NO_OFFER))
        .when(new HungUp(CALLER))
        .thenAmongOthers(new TellTransferor(DESK, 487), new CancelLeg(THERE, Reason.HUNG_UP))
        .in(Clearing.class);
  }
}
