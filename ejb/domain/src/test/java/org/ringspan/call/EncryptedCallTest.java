package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.InviteToEngine;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.RefuseCaller;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEffect.RerouteMedia;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegNotInvited;
import org.ringspan.call.CallEvent.MediaWayLost;
import org.ringspan.call.CallEvent.MediaWayOpened;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ended;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;

/** Calls of which a side is encrypted, and calls whose media lose their way (ADR 74, ADR 75). */
class EncryptedCallTest {
  private static final LegId DESK = new LegId(1);
  private static final String CRYPTO =
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n";
  private static final SessionDescription SECURED = secured("caller", 4000);
  private static final Optional<SessionDescription> OF_DESK = Optional.of(secured("desk", 5000));
  private static final Optional<SessionDescription> NOTHING = Optional.empty();
  private static final TimerId LIMIT = TimerId.ofCall(TimerId.Kind.MEDIA_WAY);
  private static final StartTimer LIMITED = new StartTimer(LIMIT, Duration.ofSeconds(15));

  private static SessionDescription secured(String user, int port) {
    return new SessionDescription(sdp(user, port).text().replace("RTP/AVP", "RTP/SAVP") + CRYPTO);
  }

  private static LegPlan encryptedDesk() {
    return new LegPlan(
        new LegTarget.SilentDevice(new DeviceName("alice-desk"), MediaEncryption.SDES),
        new Ring(Duration.ZERO),
        Example.CALLER,
        List.of(),
        Optional.empty());
  }

  private static CallScenario called(
      MediaEncryption callers, Optional<SessionDescription> offer, LegPlan... legs) {
    return new CallScenario()
        .when(new CallPlaced(Example.plan(ForwardPlan.nowhere(), legs).encrypted(callers), offer));
  }

  private static CallScenario talking() {
    return called(MediaEncryption.NONE, Optional.of(OFFER), encryptedDesk())
        .given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, NOTHING));
  }

  @Test
  @DisplayName("Two sides without encryption have their media directly, as ever")
  void direct() {
    called(MediaEncryption.NONE, Optional.of(OFFER), desk())
        .thenAmongOthers(new InviteLeg(DESK, desk(), Optional.empty(), Optional.of(OFFER)))
        .given(
            new LegAnswered(DESK, Optional.of(sdp("desk", 5000))),
            new Acknowledged(CALLER, NOTHING))
        .in(Talking.class);
  }

  @Test
  @DisplayName(
      "An encrypted desk is offered the engine's media, and the call stays with the engine")
  void encryptedLeg() {
    called(MediaEncryption.NONE, Optional.of(OFFER), encryptedDesk())
        .thenAmongOthers(new InviteToEngine(DESK, encryptedDesk().anchoring(), Optional.empty()))
        .thenNo(InviteLeg.class)
        .when(new LegAnswered(DESK, OF_DESK))
        .thenAmongOthers(
            new ConnectToEngine(DESK, OF_DESK, false),
            new AnswerCallerFromEngine(Optional.of(OFFER)))
        .when(new Acknowledged(CALLER, NOTHING))
        .thenAmongOthers(new ConnectParties(CALLER, DESK))
        .in(Anchored.class);
  }

  @Test
  @DisplayName(
      "An encrypted caller is answered by the engine, and a plain desk is offered its media")
  void encryptedCaller() {
    called(MediaEncryption.SDES, Optional.of(SECURED), desk())
        .thenAmongOthers(new InviteToEngine(DESK, desk().anchoring(), Optional.empty()))
        .when(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))))
        .thenAmongOthers(new AnswerCallerFromEngine(Optional.of(SECURED)));
  }

  @Test
  @DisplayName("No downgrade: a caller that offers clear media is refused, and nobody is called")
  void refused() {
    CallScenario call = called(MediaEncryption.SDES, Optional.of(OFFER), desk());
    call.thenAmongOthers(new RefuseCaller(488)).thenNo(InviteLeg.class);
    call.thenNo(InviteToEngine.class).in(Ended.class);
  }

  @Test
  @DisplayName("No downgrade: a desk that answers in clear is hung up, and the caller gets nothing")
  void answersInClear() {
    called(MediaEncryption.NONE, Optional.of(OFFER), encryptedDesk())
        .when(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))))
        .thenAmongOthers(new HangUp(DESK, Reason.BROKEN))
        .thenNo(AnswerCallerFromEngine.class)
        .thenNo(ConnectToEngine.class);
  }

  @Test
  @DisplayName("No downgrade: without an engine that encrypts the desk is not called in clear")
  void noEngine() {
    CallScenario call =
        called(MediaEncryption.NONE, Optional.of(OFFER), encryptedDesk())
            .when(new LegNotInvited(DESK, LegNotInvited.Why.NO_ENCRYPTION));
    call.thenNo(InviteLeg.class);
    assertThat(call.all(RefuseCaller.class)).hasSize(1);
  }

  @Test
  @DisplayName("What a plain caller can't be decrypted for ends in 488")
  void callerOffersNothingUseful() {
    called(MediaEncryption.NONE, Optional.of(SECURED), encryptedDesk())
        .thenAmongOthers(new RefuseCaller(488))
        .thenNo(InviteLeg.class);
  }

  @Test
  @DisplayName("ADR 75: who has lost its way gets a re-INVITE with another, and talks on")
  void rerouted() {
    talking()
        .when(new MediaWayLost(DESK))
        .then(LIMITED, new RerouteMedia(DESK))
        .when(new MediaWayOpened(DESK))
        .then(new ReofferFromEngine(DESK))
        .when(new ReofferAnswered(DESK, OF_DESK))
        .then(
            new Acknowledge(DESK, NOTHING),
            new NegotiateWithEngine(DESK, OF_DESK),
            new StopTimer(LIMIT))
        .in(Anchored.class)
        .when(new MediaWayLost(CALLER))
        .then(LIMITED, new RerouteMedia(CALLER));
  }

  @Test
  @DisplayName(
      "RFC 4568 section 7.1.4: a telephone may take another key when its session is refreshed")
  void rekeyed() {
    Anchored two = (Anchored) talking().state();
    Anchored refreshing =
        new Anchored(
            two.talking().with(new Exchange.Refreshing(DESK, 0)),
            two.keyed(),
            two.keys(),
            two.hold(),
            two.ringing());
    assertThat(CallTransitions.on(refreshing, new ReofferAnswered(DESK, OF_DESK)).effects())
        .containsExactly(new NegotiateWithEngine(DESK, OF_DESK), new Acknowledge(DESK, NOTHING));
  }

  @Test
  @DisplayName("ADR 75: when both have lost their way, one comes after the other")
  void bothRerouted() {
    talking()
        .when(new MediaWayLost(DESK))
        .then(LIMITED, new RerouteMedia(DESK))
        .when(new MediaWayLost(CALLER))
        .then()
        .when(new MediaWayOpened(DESK))
        .then(new ReofferFromEngine(DESK))
        .when(new ReofferAnswered(DESK, OF_DESK))
        .then(
            new Acknowledge(DESK, NOTHING),
            new NegotiateWithEngine(DESK, OF_DESK),
            new StopTimer(LIMIT),
            LIMITED,
            new RerouteMedia(CALLER))
        .when(new MediaWayOpened(CALLER))
        .then(new ReofferFromEngine(CALLER))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFER)))
        .then(
            new Acknowledge(CALLER, NOTHING),
            new NegotiateWithEngine(CALLER, Optional.of(OFFER)),
            new StopTimer(LIMIT))
        .in(Anchored.class);
  }

  @Test
  @DisplayName("ADR 75: a re-INVITE that crosses another is tried again; a refusal ends the call")
  void glareAndRefusal() {
    CallScenario call = talking().given(new MediaWayLost(DESK), new MediaWayOpened(DESK));
    call.when(new ReofferRefused(DESK, 491));
    TimerId again = TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN);
    call.thenAmongOthers(new StartTimer(again, Duration.ofMillis(1100)));
    call.when(new TimerExpired(again)).then(new ReofferFromEngine(DESK));
    call.when(new ReofferRefused(DESK, 488))
        .thenAmongOthers(
            new StopTimer(LIMIT),
            new HangUp(CALLER, Reason.BROKEN),
            new HangUp(DESK, Reason.BROKEN));
  }

  @Test
  @DisplayName("ADR 75: who hasn't answered in time has no call any more")
  void neverAnswered() {
    talking()
        .given(new MediaWayLost(DESK))
        .when(new TimerExpired(LIMIT))
        .thenAmongOthers(new HangUp(CALLER, Reason.BROKEN), new HangUp(DESK, Reason.BROKEN))
        .in(Clearing.class);
    talking()
        .given(new MediaWayLost(DESK), new MediaWayOpened(DESK), new ReofferAnswered(DESK, OF_DESK))
        .when(new TimerExpired(LIMIT))
        .then()
        .in(Anchored.class);
  }

  @Test
  @DisplayName("ADR 88: a way that is there when nobody waits for it any more is offered to nobody")
  void openedTooLate() {
    talking().when(new MediaWayOpened(DESK)).then().in(Anchored.class);
    talking()
        .given(new MediaWayLost(DESK), new MediaWayLost(CALLER))
        .when(new MediaWayOpened(CALLER))
        .then();
    talking()
        .given(new MediaWayLost(DESK), new TimerExpired(LIMIT))
        .when(new MediaWayOpened(DESK))
        .thenNo(ReofferFromEngine.class)
        .in(Clearing.class);
  }

  @Test
  @DisplayName("ADR 88: a call for which no other way is found ends")
  void noOtherWay() {
    talking()
        .given(new MediaWayLost(DESK))
        .when(new CallEvent.MediaFailed(DESK))
        .thenAmongOthers(
            new StopTimer(LIMIT),
            new HangUp(CALLER, Reason.BROKEN),
            new HangUp(DESK, Reason.BROKEN));
  }

  @Test
  @DisplayName("ADR 75: a way that is lost twice, or while something is negotiated, ends the call")
  void endsAsBefore() {
    talking()
        .given(new MediaWayLost(DESK))
        .when(new MediaWayLost(DESK))
        .thenAmongOthers(new HangUp(CALLER, Reason.BROKEN));
    talking()
        .given(new CallEvent.Reoffered(CALLER, Optional.of(OFFER)))
        .when(new MediaWayLost(DESK))
        .thenAmongOthers(new HangUp(CALLER, Reason.BROKEN));
  }
}
