package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerInfo;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.ProgressCaller;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.RelayInfo;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.RingCaller;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HangUpRequested;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.NeverAcknowledged;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Talking;
import org.ringspan.record.CallOutcome;

/** What comes inside the dialogs of a call: INFO, UPDATE, repeated ringing, unwanted offers. */
class InDialogTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId OTHER = new LegId(2);
  private static final LegId WINNER = new LegId(3);
  private static final SessionDescription DESK_MEDIA = sdp("desk", 5000);
  private static final SessionDescription HELD = sdp("caller", 4002);
  private static final StartTimer RING_AGAIN =
      new StartTimer(TimerId.ofCall(TimerId.Kind.RING_AGAIN), Duration.ofMinutes(1));

  @Test
  @DisplayName("INFO: passed on to the other party while they talk, refused before and after")
  void info() {
    talking().when(new InfoReceived(CALLER, 1)).then(new RelayInfo(CALLER, DESK, 1));
    talking().when(new InfoReceived(DESK, 2)).then(new RelayInfo(DESK, CALLER, 2));
    talking()
        .given(new HungUp(CALLER))
        .when(new InfoReceived(DESK, 3))
        .then(new AnswerInfo(DESK, 3, 481));
    callTo(desk()).when(new InfoReceived(CALLER, 1)).then(new AnswerInfo(CALLER, 1, 480));
  }

  @Test
  @DisplayName("INFO that overtakes the ACK of the answer is passed on")
  void infoBeforeAck() {
    callTo(desk())
        .given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .when(new InfoReceived(CALLER, 1))
        .then(new RelayInfo(CALLER, DESK, 1));
    callTo(desk())
        .given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)))
        .when(new InfoReceived(DESK, 1))
        .then(new RelayInfo(DESK, CALLER, 1));
  }

  @Test
  @DisplayName("A re-INVITE or UPDATE that overtakes the ACK of the answer waits for it")
  void offerBeforeAck() {
    for (boolean byUpdate : List.of(false, true)) {
      answered()
          .when(new Reoffered(CALLER, Optional.of(HELD), byUpdate))
          .then()
          .when(new Acknowledged(CALLER, Optional.empty()))
          .then(new Reoffer(DESK, Optional.of(HELD)))
          .in(Talking.class);
    }
    // The desk has its ACK already.
    answered()
        .when(new Reoffered(DESK, Optional.of(DESK_MEDIA)))
        .then()
        .when(new Reoffered(CALLER, Optional.of(HELD)))
        .then(new RefuseReoffer(CALLER, 491))
        .when(new Acknowledged(CALLER, Optional.empty()))
        .then(new Reoffer(CALLER, Optional.of(DESK_MEDIA)));
    // A caller without an offer: the ACK carries its answer to the desk, which comes first.
    callTo(Example.toMailbox(), Optional.empty(), desk())
        .given(
            new LegAnswered(DESK, Optional.of(DESK_MEDIA)),
            new Reoffered(CALLER, Optional.of(HELD)))
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(DESK, Optional.of(OFFER)), new Reoffer(DESK, Optional.of(HELD)));
  }

  @Test
  @DisplayName("A re-INVITE that waits for the ACK gets its answer, however the call ends")
  void offerBeforeAckThatNeverComes() {
    for (CallEvent end :
        List.of(
            new NeverAcknowledged(CALLER),
            new HungUp(CALLER),
            new HungUp(DESK),
            new HangUpRequested())) {
      for (LegId party : List.of(CALLER, DESK)) {
        answered()
            .given(new Reoffered(party, Optional.of(HELD)))
            .when(end)
            .thenAmongOthers(new RefuseReoffer(party, 487))
            .when(new Acknowledged(CALLER, Optional.empty()))
            .thenNo(Reoffer.class)
            .thenNo(RefuseReoffer.class);
      }
    }
  }

  @Test
  @DisplayName("RFC 3261 14.2: a re-INVITE is refused when ours has to come first")
  void offerBeforeJoin() {
    callTo(Example.toMailbox(), Optional.of(OFFER), desk(), desk())
        .given(
            new LegRinging(DESK, Optional.of(DESK_MEDIA)),
            new CallEvent.LegFailed(OTHER, 480),
            new LegAnswered(DESK, Optional.of(sdp("desk", 5002))))
        .when(new Reoffered(CALLER, Optional.of(HELD)))
        .then(new RefuseReoffer(CALLER, 491))
        .when(new Acknowledged(CALLER, Optional.empty()))
        .thenAmongOthers(new Reoffer(CALLER, Optional.of(sdp("desk", 2, 5002))));
  }

  @Test
  @DisplayName("RFC 3311: an UPDATE with an offer is passed on; its answer goes back, no ACK comes")
  void update() {
    talking()
        .when(new Reoffered(CALLER, Optional.of(HELD), true))
        .then(new Reoffer(DESK, Optional.of(HELD)))
        .when(new ReofferAnswered(DESK, Optional.of(DESK_MEDIA)))
        .then(
            new Acknowledge(DESK, Optional.empty()),
            new AnswerReoffer(CALLER, Optional.of(DESK_MEDIA)))
        .when(new Reoffered(DESK, Optional.of(DESK_MEDIA)))
        .then(new Reoffer(CALLER, Optional.of(DESK_MEDIA)))
        .in(Talking.class);
  }

  @Test
  @DisplayName("RFC 3311 5.2: a second offer gets 500, one that crosses ours 491")
  void updateWhileOffering() {
    talking()
        .given(new Reoffered(CALLER, Optional.of(HELD)))
        .when(new Reoffered(CALLER, Optional.of(HELD), true))
        .then(new RefuseReoffer(CALLER, 500))
        .when(new Reoffered(DESK, Optional.of(DESK_MEDIA), true))
        .then(new RefuseReoffer(DESK, 491));
    callTo(desk())
        .when(new Reoffered(CALLER, Optional.of(HELD), true))
        .then(new RefuseReoffer(CALLER, 500));
  }

  @Test
  @DisplayName("RFC 3261 13.3.1.1: the caller hears each minute that it rings still")
  void ringsAgain() {
    callTo(desk(), desk())
        .given(new LegRinging(DESK, Optional.empty()))
        .when(new TimerExpired(RING_AGAIN.timer()))
        .then(new RingCaller(), RING_AGAIN);
    callTo(desk())
        .given(new LegRinging(DESK, Optional.of(DESK_MEDIA)))
        .when(new TimerExpired(RING_AGAIN.timer()))
        .then(new ProgressCaller(DESK_MEDIA), RING_AGAIN);
  }

  @Test
  @DisplayName("RFC 3262: a caller that never acknowledges that it rings is refused with 5xx")
  void ringingNeverAcknowledged() {
    callTo(desk())
        .given(new LegRinging(DESK, Optional.empty()))
        .when(new NeverAcknowledged(CALLER))
        .thenAmongOthers(
            new RefuseCaller(500),
            new RecordEnd(CallOutcome.FAILED, 500, "the caller never acknowledged that it rings"));
  }

  @Test
  @DisplayName("An INVITE without SDP: the loser's offer is answered by taking none of its media")
  void loserOffers() {
    SessionDescription none =
        new SessionDescription(
            "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
                + "m=audio 0 RTP/AVP 0\r\n");
    CallScenario call =
        callTo(Example.toMailbox(), Optional.empty(), desk(), desk())
            .given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)));
    call.when(new LegAnswered(OTHER, Optional.of(sdp("other", 6000))))
        .then(
            new Acknowledge(OTHER, Optional.of(none)),
            new HangUp(OTHER, Reason.COMPLETED_ELSEWHERE));
    call.when(new NeverAcknowledged(CALLER))
        .thenAmongOthers(new Acknowledge(DESK, Optional.of(none)));
  }

  @Test
  @DisplayName("A rejecting answer has a line for each stream of the offer, with port 0")
  void rejected() {
    SessionDescription offer =
        new SessionDescription(
            "v=0\r\no=x 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=12 34\r\nm=audio 4000/2 RTP/AVP 0 8\r\n"
                + "a=rtpmap:0 PCMU/8000\r\nm=video 5000 RTP/AVP 31\r\n");
    assertThat(offer.rejected().text().lines())
        .contains("t=12 34", "m=audio 0 RTP/AVP 0 8", "m=video 0 RTP/AVP 31")
        .hasSize(7);
  }

  @Test
  @DisplayName("The server stops in an orderly way: the record says interrupted")
  void serverStops() {
    talking()
        .when(HangUpRequested.serverStops())
        .thenAmongOthers(new RecordEnd(CallOutcome.INTERRUPTED, 200, "the server stopped"));
    callTo(desk())
        .when(HangUpRequested.serverStops())
        .thenAmongOthers(new RecordEnd(CallOutcome.INTERRUPTED, 480, "the server stopped"));
  }

  @Test
  @DisplayName("D17: after the join the winner refuses the caller's new media: the call ends")
  void followingRefused() {
    CallScenario call = following();
    call.when(new ReofferRefused(WINNER, 488))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.BROKEN),
            new RecordEnd(
                CallOutcome.FAILED, 200, "the answering party refused the media of the caller"));
  }

  @Test
  @DisplayName("RFC 3261 14.1: glare is tried again five times, then the call ends with a reason")
  void endlessGlare() {
    CallScenario call = following();
    TimerExpired again = new TimerExpired(TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN));
    for (int i = 0; i < 5; i++) {
      call.given(new ReofferRefused(WINNER, 491)).in(Talking.class).given(again);
    }
    assertThat(call.all(Reoffer.class)).hasSize(7);
    call.when(new ReofferRefused(WINNER, 491)).thenAmongOthers(new HangUp(WINNER, Reason.BROKEN));
  }

  /**
   * The caller heard early media of a leg that failed, was moved to the winner and moved itself.
   */
  private static CallScenario following() {
    SessionDescription early = sdp("other", 6000);
    return callTo(Example.toMailbox(), Optional.of(OFFER), desk(), desk())
        .given(new LegRinging(OTHER, Optional.of(early)), new CallEvent.LegFailed(DESK, 480))
        .when(new CallEvent.LegFailed(OTHER, 480))
        .given(
            new LegAnswered(WINNER, Optional.of(DESK_MEDIA)),
            new Acknowledged(CALLER, Optional.empty()),
            new ReofferAnswered(CALLER, Optional.of(HELD)));
  }

  private static CallScenario answered() {
    return callTo(desk(), desk()).given(new LegAnswered(DESK, Optional.of(DESK_MEDIA)));
  }

  private static CallScenario talking() {
    return answered().given(new Acknowledged(CALLER, Optional.empty()));
  }
}
