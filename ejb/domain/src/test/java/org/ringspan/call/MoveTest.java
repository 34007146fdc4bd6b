package org.ringspan.call;

import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.mobile;
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
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.RelayInfo;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.move.Moving;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegPlan;
import org.ringspan.record.CallOutcome;

/** A call that stands is moved to another telephone of one of the two. */
class MoveTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId THERE = new LegId(2);
  private static final LegId ALSO = new LegId(3);
  private static final TimerId RINGING = TimerId.ofCall(TimerId.Kind.MOVE);
  private static final TimerExpired AGAIN =
      new TimerExpired(TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN));
  private static final Claims CLAIMS = new Claims(Set.of(new UserId("alice")), Set.of());
  private static final Optional<SessionDescription> OF_DESK = Optional.of(sdp("desk", 5000));
  private static final Optional<SessionDescription> OF_THERE = Optional.of(sdp("there", 6000));
  private static final Optional<SessionDescription> OF_CALLER = Optional.of(sdp("caller", 4002));
  private static final Optional<SessionDescription> NO_OFFER = Optional.empty();

  private static CallScenario talking() {
    return callTo(desk())
        .given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, Optional.empty()));
  }

  private static MoveRequested move(LegId from, LegPlan... to) {
    return new MoveRequested(from, List.of(to), CLAIMS, Duration.ofMinutes(1));
  }

  private static CallScenario offered(LegId from) {
    return talking().given(move(from, desk()), new LegAnswered(THERE, OF_THERE));
  }

  @Test
  @DisplayName("RFC 3725 flow I: who answers there offers, who stays answers, who left gets BYE")
  void calledSide() {
    talking()
        .when(move(DESK, desk()))
        .then(
            new MoveBegins(CLAIMS),
            new StartTimer(RINGING, Duration.ofMinutes(1)),
            new InviteLeg(THERE, desk(), Optional.empty(), NO_OFFER))
        .in(Moving.class)
        .when(new LegAnswered(THERE, OF_THERE))
        .then(new StopTimer(RINGING), new Reoffer(CALLER, OF_THERE))
        .when(new ReofferAnswered(CALLER, OF_CALLER))
        .then(
            new Acknowledge(CALLER, Optional.empty()),
            new Acknowledge(THERE, OF_CALLER),
            new HangUp(DESK, Reason.MOVED),
            new MoveEnds(CALLER, THERE, Optional.of(THERE)))
        .in(Talking.class)
        .given(new PartyCleared(DESK))
        .when(new InfoReceived(THERE, 1))
        .then(new RelayInfo(THERE, CALLER, 1))
        .when(new HungUp(THERE))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.HUNG_UP),
            new RecordEnd(CallOutcome.ANSWERED, 200, "the answering party hung up"));
  }

  @Test
  @DisplayName("Who has called moves in the same way, and its new telephone ends the call")
  void callingSide() {
    offered(CALLER)
        .when(new ReofferAnswered(DESK, OF_DESK))
        .then(
            new Acknowledge(DESK, Optional.empty()),
            new Acknowledge(THERE, OF_DESK),
            new HangUp(CALLER, Reason.MOVED),
            new MoveEnds(THERE, DESK, Optional.of(THERE)))
        .when(new Reoffered(THERE, OF_THERE))
        .then(new Reoffer(DESK, OF_THERE))
        .given(new ReofferAnswered(DESK, OF_DESK), new Acknowledged(THERE, Optional.empty()))
        .when(new PartyCleared(CALLER))
        .then()
        .when(new HungUp(THERE))
        .then(
            new HangUp(DESK, Reason.HUNG_UP),
            new RecordEnd(CallOutcome.ANSWERED, 200, "the caller hung up"),
            new StartTimer(TimerId.ofCall(TimerId.Kind.CLEARING), Departure.LONGEST_SILENCE));
  }

  @Test
  @DisplayName("A call can move back, and on")
  void again() {
    offered(DESK)
        .given(new ReofferAnswered(CALLER, OF_CALLER), new PartyCleared(DESK))
        .when(move(THERE, desk()))
        .thenAmongOthers(new InviteLeg(ALSO, desk(), Optional.empty(), NO_OFFER))
        .given(new LegAnswered(ALSO, OF_DESK), new ReofferAnswered(CALLER, OF_CALLER))
        .in(Talking.class)
        .when(new HungUp(CALLER))
        .thenAmongOthers(new HangUp(ALSO, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("Several telephones ring: the first answer counts, the others are cancelled")
  void several() {
    CallScenario call = talking().given(move(DESK, desk(), desk()));
    call.when(new LegAnswered(ALSO, OF_THERE))
        .then(
            new StopTimer(RINGING),
            new CancelLeg(THERE, Reason.COMPLETED_ELSEWHERE),
            new Reoffer(CALLER, OF_THERE));
    call.when(new LegAnswered(THERE, OF_DESK))
        .then(
            new Acknowledge(THERE, OF_DESK.map(SessionDescription::rejected)),
            new HangUp(THERE, Reason.COMPLETED_ELSEWHERE))
        .in(Moving.class);
  }

  @Test
  @DisplayName("Nobody answers in time, or all are out: the two talk on")
  void nobody() {
    talking()
        .given(move(DESK, desk()))
        .when(new TimerExpired(RINGING))
        .then(
            new StopTimer(RINGING),
            new CancelLeg(THERE, Reason.NO_ANSWER),
            new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class)
        .when(new LegAnswered(THERE, OF_THERE))
        .then(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(THERE, Reason.NO_ANSWER))
        .in(Talking.class);
    talking()
        .given(move(DESK, desk(), desk()), new LegFailed(THERE, 486))
        .in(Moving.class)
        .when(new LegFailed(ALSO, 480))
        .then(new StopTimer(RINGING), new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("Page 21-57: what answers too soon is a mailbox; the two talk on")
  void tooSoon() {
    talking()
        .given(move(DESK, mobile(Duration.ZERO, Example.TOO_SOON, Example.TO_MOBILE)))
        .when(new LegAnswered(THERE, OF_THERE))
        .thenAmongOthers(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(THERE, Reason.ANSWERED_TOO_SOON),
            new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class);
  }

  @Test
  @DisplayName("Who stays refuses the new media: the two talk on as before")
  void refused() {
    offered(DESK)
        .when(new ReofferRefused(CALLER, 488))
        .then(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(THERE, Reason.BROKEN),
            new MoveEnds(CALLER, DESK, Optional.empty()))
        .in(Talking.class)
        .when(new Reoffered(DESK, OF_DESK))
        .then(new Reoffer(CALLER, OF_DESK));
  }

  @Test
  @DisplayName("RFC 3261 14.1: after a glare the offer is made again; a party that is gone ends it")
  void glare() {
    CallScenario call = offered(DESK);
    call.when(new ReofferRefused(CALLER, 491))
        .then(new StartTimer(AGAIN.timer(), Duration.ofMillis(1100)))
        .when(AGAIN)
        .then(new Reoffer(CALLER, OF_THERE));
    call.when(new ReofferRefused(CALLER, 481))
        .thenAmongOthers(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(CALLER, Reason.HUNG_UP),
            new HangUp(DESK, Reason.HUNG_UP),
            new HangUp(THERE, Reason.HUNG_UP))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("The offer waits for a re-INVITE of the two; while it runs theirs is refused")
  void negotiating() {
    CallScenario call = talking().given(move(DESK, desk()), new Reoffered(CALLER, OF_CALLER));
    call.when(new LegAnswered(THERE, OF_THERE)).then(new StopTimer(RINGING));
    call.when(new ReofferAnswered(DESK, OF_DESK)).thenNo(Reoffer.class);
    call.when(new Acknowledged(CALLER, Optional.empty())).then(new Reoffer(CALLER, OF_THERE));
    for (LegId party : List.of(CALLER, DESK, THERE)) {
      call.when(new Reoffered(party, OF_DESK)).then(new RefuseReoffer(party, 491));
    }
  }

  @Test
  @DisplayName("Who hangs up meanwhile ends the call, and the telephones with it")
  void hungUp() {
    talking()
        .given(move(DESK, desk()))
        .when(new HungUp(CALLER))
        .thenAmongOthers(
            new StopTimer(RINGING),
            new HangUp(DESK, Reason.HUNG_UP),
            new CancelLeg(THERE, Reason.HUNG_UP),
            new RecordEnd(CallOutcome.ANSWERED, 200, "the caller hung up"));
    offered(DESK)
        .when(new HungUp(DESK))
        .thenAmongOthers(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(CALLER, Reason.HUNG_UP),
            new HangUp(THERE, Reason.HUNG_UP))
        .in(Clearing.class);
    offered(DESK)
        .when(new HungUp(THERE))
        .thenAmongOthers(
            new Acknowledge(THERE, OF_THERE.map(SessionDescription::rejected)),
            new HangUp(CALLER, Reason.HUNG_UP),
            new HangUp(DESK, Reason.HUNG_UP))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("Nobody moves who isn't one of the two, nowhere, or twice at a time")
  void impossible() {
    talking().when(move(THERE, desk())).thenIgnored();
    talking().when(move(DESK)).thenIgnored();
    talking().when(move(DESK, Example.silentDesk())).thenIgnored();
    talking().given(move(DESK, desk())).when(move(CALLER, desk())).thenIgnored();
    callTo(desk()).when(move(CALLER, desk())).thenIgnored();
  }

  @Test
  @DisplayName("Page 21-75: a destination is offered, and offers, nothing but audio")
  void audioOnly() {
    SessionDescription video =
        new SessionDescription(OF_THERE.orElseThrow().text() + "m=video 7000 RTP/AVP 31\r\n");
    talking()
        .given(move(DESK, mobile(Duration.ZERO, Duration.ZERO, Example.TO_MOBILE)))
        .when(new LegAnswered(THERE, Optional.of(video)))
        .thenAmongOthers(new Reoffer(CALLER, Optional.of(video.audioOnly())));
  }
}
