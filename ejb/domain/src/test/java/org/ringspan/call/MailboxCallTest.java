package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.OFFER;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect.AnswerCaller;
import org.ringspan.call.CallEffect.AnswerCallerFromEngine;
import org.ringspan.call.CallEffect.CancelLeg;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.RecordAnswer;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.ReleaseCall;
import org.ringspan.call.CallEffect.ReofferFromEngine;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.LegRinging;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.VoiceEffect.Consult;
import org.ringspan.call.voice.VoiceEffect.EnterMailbox;
import org.ringspan.call.voice.VoiceEffect.Speak;
import org.ringspan.call.voice.VoiceEffect.StartRecording;
import org.ringspan.call.voice.VoiceEffect.StopRecording;
import org.ringspan.call.voice.VoiceEvent.AnsweredByServer;
import org.ringspan.call.voice.VoiceEvent.Consulted;
import org.ringspan.call.voice.VoiceEvent.PromptEnded;
import org.ringspan.call.voice.VoiceEvent.RecordingEnded;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.record.CallOutcome;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.DepositDialogue;
import org.ringspan.voicemail.telephone.MailboxAnswer;
import org.ringspan.voicemail.telephone.MailboxQuestion;

@DisplayName("A call that comes to a mailbox of ours")
class MailboxCallTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId MAILBOX = new LegId(2);
  private static final UserId ALICE = new UserId("alice");
  private static final Optional<SessionDescription> MEDIA = Optional.of(Example.sdp("desk", 5000));
  private static final TimerId NO_ANSWER = TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER);
  private static final Acknowledged ACK = new Acknowledged(CALLER, Optional.empty());
  private static final MailboxQuestion.Leave LEFT =
      new MailboxQuestion.Leave(
          ALICE, new Sender(Optional.of("+14085550100"), ""), new RecordingId("message"));

  private static CallScenario ringing() {
    return callTo(Example.toOwnMailbox(), Optional.of(OFFER), Example.desk())
        .given(new LegRinging(DESK, Optional.empty()));
  }

  private static CallScenario recording() {
    return ringing()
        .given(
            new TimerExpired(NO_ANSWER),
            ACK,
            new LegFailed(DESK, 487),
            new Consulted(0, new MailboxAnswer.Opened(false, Duration.ofMinutes(3))),
            new PromptEnded(1));
  }

  private static RecordEnd left(String detail) {
    return new RecordEnd(CallOutcome.FORWARDED, 200, detail);
  }

  @Test
  @DisplayName("is answered by the server when nobody answers; the telephones are cleared")
  void noAnswer() {
    ringing()
        .when(new TimerExpired(NO_ANSWER))
        .then(
            new CancelLeg(DESK, Reason.NO_ANSWER),
            new CallEffect.StopTimer(TimerId.ofCall(TimerId.Kind.RING_AGAIN)),
            new EnterMailbox(
                MAILBOX,
                Example.messageTaking()
                    .divertedBy(List.of(new Diversion(Example.ALICE, Diversion.Reason.NO_ANSWER)))),
            new AnswerCallerFromEngine(Optional.of(OFFER)),
            new RecordAnswer(MAILBOX))
        .in(Conversing.class)
        .when(ACK)
        .then(new Consult(0, new MailboxQuestion.Open(ALICE, new RecordingId("greeting"))));
  }

  @Test
  @DisplayName("A telephone that answers while the caller's ACK is awaited is cleared")
  void crossingAnswer() {
    ringing()
        .given(new TimerExpired(NO_ANSWER))
        .when(new LegAnswered(DESK, MEDIA))
        .thenAmongOthers(new HangUp(DESK, Reason.NO_ANSWER))
        .given(ACK, new PartyCleared(DESK));
  }

  @Test
  @DisplayName("is answered at once where all calls are forwarded, or nobody can ring")
  void atOnce() {
    callTo(Example.toOwnMailbox(), Optional.empty(), Example.silentDesk())
        .thenAmongOthers(new AnswerCallerFromEngine(Optional.empty()), new RecordAnswer(MAILBOX))
        .in(Conversing.class);
    callTo(Example.toMailbox(), Optional.of(OFFER), Example.silentDesk(), Example.messageTaking())
        .thenAmongOthers(new AnswerCallerFromEngine(Optional.of(OFFER)), new RecordAnswer(MAILBOX))
        .given(ACK)
        .when(new HungUp(CALLER))
        .then(new RecordEnd(CallOutcome.ANSWERED, 200, "the caller hung up"), new ReleaseCall());
  }

  @Test
  @DisplayName("Who hangs up while recording leaves what was said")
  void hangsUp() {
    recording()
        .thenAmongOthers(
            new StartRecording(
                1, new RecordingId("message"), Duration.ofMinutes(3), DepositDialogue.SILENCE))
        .when(new HungUp(CALLER))
        .then(
            new StopRecording(),
            new Consult(1, LEFT),
            left("the caller hung up"),
            new ReleaseCall())
        .in(CallState.Ended.class);
  }

  @Test
  @DisplayName("By # the message is left, and the server hangs up")
  void leaves() {
    recording()
        .when(new DigitPressed(CALLER, '#'))
        .then(new StopRecording())
        .given(new RecordingEnded(1, Duration.ofSeconds(4)), new DigitPressed(CALLER, '#'))
        .thenAmongOthers(new Consult(3, LEFT))
        .when(new Consulted(3, new MailboxAnswer.Done(true)))
        .given(new PromptEnded(4))
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP), left("a message was left"));
  }

  @Test
  @DisplayName("Who has heard early media is answered with them and moved to the engine's")
  void earlyMedia() {
    CallScenario answered =
        callTo(Example.toOwnMailbox(), Optional.of(OFFER), Example.desk())
            .given(new LegRinging(DESK, MEDIA))
            .when(new TimerExpired(NO_ANSWER))
            .thenAmongOthers(new AnswerCaller(MEDIA), new RecordAnswer(MAILBOX))
            .thenNo(AnswerCallerFromEngine.class)
            .when(ACK)
            .then(new ReofferFromEngine(CALLER));
    answered
        .given(new ReofferRefused(CALLER, 491))
        .when(new TimerExpired(TimerId.ofCall(TimerId.Kind.REOFFER_AGAIN)))
        .then(new ReofferFromEngine(CALLER))
        .when(new ReofferAnswered(CALLER, MEDIA))
        .then(
            new ConnectToEngine(CALLER, MEDIA, false),
            new Consult(0, new MailboxQuestion.Open(ALICE, new RecordingId("greeting"))));
  }

  @Test
  @DisplayName("A caller who can't be moved is told that it is over")
  void notMoved() {
    callTo(Example.toOwnMailbox(), Optional.of(OFFER), Example.desk())
        .given(new LegRinging(DESK, MEDIA), new TimerExpired(NO_ANSWER), ACK)
        .when(new ReofferRefused(CALLER, 488))
        .thenAmongOthers(
            new HangUp(CALLER, Reason.BROKEN),
            new RecordEnd(
                CallOutcome.FAILED, 200, "the caller could not be moved to the server's media"));
  }

  @Test
  @DisplayName("Who calls by way of the server and reaches a mailbox goes on without a new answer")
  void fromDialogue() {
    RandomDialogue connects =
        new RandomDialogue(
            seedOfConnect(), 1, Example.plan(Example.toOwnMailbox(), Example.desk()));
    CallScenario scenario =
        new CallScenario()
            .given(
                new AnsweredByServer(
                    Example.plan(ForwardPlan.nowhere()), connects, Optional.of(OFFER)),
                ACK)
            .when(new TimerExpired(NO_ANSWER))
            .thenAmongOthers(
                new CallEffect.ResumeParty(CALLER),
                new Consult(1, new MailboxQuestion.Open(ALICE, new RecordingId("greeting"))))
            .when(new LegFailed(DESK, 487))
            .when(new HungUp(CALLER))
            .thenAmongOthers(left("the caller hung up"));
    assertThat(scenario.all(AnswerCallerFromEngine.class)).hasSize(1);
    assertThat(scenario.all(EnterMailbox.class)).hasSize(1);
  }

  /** A dialogue whose only step connects. */
  private static long seedOfConnect() {
    for (long seed = 0; ; seed++) {
      if (new RandomDialogue(seed, 1, Example.plan(ForwardPlan.nowhere())).step()
          instanceof VoiceStep.Connect) {
        return seed;
      }
    }
  }

  @Test
  @DisplayName("The owner is asked for the PIN")
  void owner() {
    callTo(
            ForwardPlan.nowhere(),
            Optional.of(OFFER),
            new LegPlan(
                new LegTarget.MailboxAccess(ALICE),
                new LegDecision.Ring(Duration.ZERO),
                Example.CALLER,
                List.of(),
                Optional.empty()))
        .given(ACK)
        .thenAmongOthers(
            new Speak(0, List.of(new Speech.Spoken(VoicePrompt.ACCESS_PIN)), Optional.of(ALICE)));
  }
}
