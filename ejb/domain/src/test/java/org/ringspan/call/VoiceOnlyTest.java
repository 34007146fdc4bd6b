package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerReoffer;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEffect.ProgressCaller;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.reach.LegPlan;

/**
 * "Single Number Reach services do not extend to video calls" (design guide page 21-75): a remote
 * destination is offered audio alone, and the caller has a right answer all the same.
 */
class VoiceOnlyTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final String NO_VIDEO = "m=video 0 RTP/AVP 31\r\n";
  private static final SessionDescription OFFER = withVideo(sdp("caller", 4000));
  private static final SessionDescription OFFERED = withoutVideo(sdp("caller", 4000));
  private static final SessionDescription ANSWER = sdp("mobile", 6000);
  private static final SessionDescription ANSWERED = withoutVideo(ANSWER);

  private static SessionDescription withVideo(SessionDescription audio) {
    return new SessionDescription(audio.text() + "m=video 5000 RTP/AVP 31\r\na=sendrecv\r\n");
  }

  private static SessionDescription withoutVideo(SessionDescription audio) {
    return new SessionDescription(audio.text() + NO_VIDEO);
  }

  private static LegPlan mobile() {
    return Example.mobile(Duration.ZERO, Duration.ZERO);
  }

  private static CallScenario ringing() {
    return callTo(Example.toMailbox(), Optional.of(OFFER), desk(), mobile());
  }

  private static CallScenario talking() {
    return ringing()
        .given(
            new LegAnswered(MOBILE, Optional.of(ANSWERED)),
            new Acknowledged(CALLER, Optional.empty()));
  }

  @Test
  @DisplayName("The desk is offered audio and video, the mobile audio")
  void offers() {
    assertThat(ringing().all(InviteLeg.class))
        .extracting(InviteLeg::offer)
        .containsExactly(Optional.of(OFFER), Optional.of(OFFERED));
  }

  @Test
  @DisplayName("The mobile answers: the caller's video is refused, also when the mobile forgets it")
  void mobileAnswers() {
    for (SessionDescription answer : new SessionDescription[] {ANSWER, ANSWERED}) {
      ringing()
          .when(new LegAnswered(MOBILE, Optional.of(answer)))
          .thenAmongOthers(new AnswerCaller(Optional.of(ANSWERED)));
    }
    // Nobody asked it for video: what it says of it all the same isn't passed on.
    ringing()
        .when(new LegAnswered(MOBILE, Optional.of(withVideo(ANSWER))))
        .thenAmongOthers(new AnswerCaller(Optional.of(ANSWERED)));
  }

  @Test
  @DisplayName("The desk answers: its answer is passed on as it is, with its video")
  void deskAnswers() {
    SessionDescription answer = withVideo(sdp("desk", 5000));
    ringing()
        .when(new LegAnswered(DESK, Optional.of(answer)))
        .thenAmongOthers(new AnswerCaller(Optional.of(answer)));
  }

  @Test
  @DisplayName("Early media of the mobile refuse the caller's video, and so does the answer")
  void earlyMedia() {
    ringing()
        .given(new LegFailed(DESK, 480))
        .when(new LegRinging(MOBILE, Optional.of(ANSWER)))
        .thenAmongOthers(new ProgressCaller(ANSWERED))
        .when(new LegAnswered(MOBILE, Optional.empty()))
        .thenAmongOthers(new AnswerCaller(Optional.of(ANSWERED)))
        .when(new Acknowledged(CALLER, Optional.empty()))
        .then();
  }

  @Test
  @DisplayName("D17: the re-INVITE that joins, and what follows it, carry audio alone")
  void joins() {
    CallScenario call =
        ringing()
            .given(
                new LegFailed(DESK, 480),
                new LegRinging(MOBILE, Optional.of(sdp("mobile", 6002))),
                new LegAnswered(MOBILE, Optional.of(ANSWER)))
            .when(new Acknowledged(CALLER, Optional.empty()))
            .then(new Reoffer(CALLER, Optional.of(withoutVideo(sdp("mobile", 2, 6000)))));
    // The caller is where it was but for its video, which the mobile never had: nothing to follow.
    call.when(new ReofferAnswered(CALLER, Optional.of(OFFERED)))
        .then(new Acknowledge(CALLER, Optional.empty()));
  }

  @Test
  @DisplayName("D17: a caller that moves when it is joined is followed without its video")
  void follows() {
    SessionDescription moved = sdp("caller", 4002);
    ringing()
        .given(
            new LegFailed(DESK, 480),
            new LegRinging(MOBILE, Optional.of(sdp("mobile", 6002))),
            new LegAnswered(MOBILE, Optional.of(ANSWER)),
            new Acknowledged(CALLER, Optional.empty()))
        .when(new ReofferAnswered(CALLER, Optional.of(withVideo(moved))))
        .then(
            new Acknowledge(CALLER, Optional.empty()),
            new Reoffer(MOBILE, Optional.of(withoutVideo(moved))));
  }

  @Test
  @DisplayName("The caller offers video later: the mobile is asked for audio, the caller refused")
  void callerOffersAgain() {
    for (boolean byUpdate : new boolean[] {false, true}) {
      talking()
          .when(new Reoffered(CALLER, Optional.of(OFFER), byUpdate))
          .then(new Reoffer(MOBILE, Optional.of(OFFERED)))
          .when(new ReofferAnswered(MOBILE, Optional.of(ANSWER)))
          .then(
              new Acknowledge(MOBILE, Optional.empty()),
              new AnswerReoffer(CALLER, Optional.of(ANSWERED)));
    }
  }

  @Test
  @DisplayName("The mobile offers video: the caller is asked for audio, the mobile refused")
  void mobileOffers() {
    talking()
        .when(new Reoffered(MOBILE, Optional.of(withVideo(ANSWER))))
        .then(new Reoffer(CALLER, Optional.of(ANSWERED)))
        .when(new ReofferAnswered(CALLER, Optional.of(OFFERED)))
        .then(
            new Acknowledge(CALLER, Optional.empty()),
            new AnswerReoffer(MOBILE, Optional.of(OFFERED)));
  }

  @Test
  @DisplayName(
      "A re-INVITE without an offer: what the mobile offers is audio, and so is the answer")
  void offerless() {
    talking()
        .when(new Reoffered(CALLER, Optional.empty()))
        .then(new Reoffer(MOBILE, Optional.empty()))
        .when(new ReofferAnswered(MOBILE, Optional.of(withVideo(ANSWER))))
        .then(new AnswerReoffer(CALLER, Optional.of(ANSWERED)))
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(MOBILE, Optional.of(OFFERED)));
  }

  @Test
  @DisplayName("An INVITE without an offer: the caller is offered the mobile's audio")
  void calledWithoutOffer() {
    callTo(Example.toMailbox(), Optional.empty(), desk(), mobile())
        .when(new LegAnswered(MOBILE, Optional.of(withVideo(ANSWER))))
        .thenAmongOthers(new AnswerCaller(Optional.of(ANSWERED)))
        .when(new Acknowledged(CALLER, Optional.of(OFFER)))
        .then(new Acknowledge(MOBILE, Optional.of(OFFERED)));
  }
}
