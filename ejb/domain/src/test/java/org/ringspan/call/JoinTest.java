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
import org.ringspan.call.CallEffect.ConnectParties;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.NegotiateWithEngine;
import org.ringspan.call.CallEffect.NoteFeature;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseArrival;
import org.ringspan.call.CallEffect.ResumeParty;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Ended;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.JoinEffect.AnswerLink;
import org.ringspan.call.join.JoinEffect.AskHeld;
import org.ringspan.call.join.JoinEffect.Confer;
import org.ringspan.call.join.JoinEffect.RefuseLink;
import org.ringspan.call.join.JoinEffect.TalkWith;
import org.ringspan.call.join.JoinEvent.LinkAnswered;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkHeld;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.join.JoinEvent.LinkRequested;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent.AnsweredByServer;
import org.ringspan.desk.CallView;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoiceStep;

/** Transfer and conference by keys (design guide table 21-2), one call at a time. */
class JoinTest {
  private static final LegId TARGET = new LegId(1);
  private static final LegId MOBILE = new LegId(1);
  private static final LegId LINK = new LegId(1000);
  private static final CallId OTHER = new CallId("other");
  private static final SessionDescription ENGINE = sdp("engine", 3000);
  private static final Optional<SessionDescription> MEDIA = Optional.of(sdp("one", 6000));
  private static final Optional<SessionDescription> NOTHING = Optional.empty();
  private static final TimerId KEYS = new TimerId(Kind.KEYS, CALLER);

  /** Connects, and leaves when nobody answers. */
  private record Dial(ReachPlan plan, boolean failed) implements Dialogue {
    @Override
    public VoiceStep step() {
      return failed
          ? new VoiceStep.Leave(List.of(), "nobody answered")
          : new VoiceStep.Connect(plan, true);
    }

    @Override
    public Dialogue on(VoiceInput input) {
      return new Dial(plan, true);
    }
  }

  /** The user has called again, and the target rings. */
  private static CallScenario rings(ForwardPlan forward) {
    ReachPlan plan = Example.plan(forward, desk()).keyed(Optional.of(Example.TERMS));
    return new CallScenario()
        .given(
            new AnsweredByServer(
                Example.plan(ForwardPlan.nowhere()), new Dial(plan, false), Optional.of(OFFER)),
            new Acknowledged(CALLER, NOTHING))
        .in(Conversing.class);
  }

  private static CallScenario rings() {
    return rings(ForwardPlan.nowhere());
  }

  private static CallScenario talks() {
    return rings().given(new LegAnswered(TARGET, MEDIA)).in(Anchored.class);
  }

  private static CallScenario keyed(CallScenario call, String keys) {
    for (char key : keys.toCharArray()) {
      call.when(new DigitPressed(CALLER, key));
    }
    return call;
  }

  /** The call that is put on hold. */
  private static CallScenario held(String code) {
    CallScenario call =
        callTo(midCall(mobile(Duration.ZERO, Duration.ZERO, Example.TO_MOBILE)))
            .given(new LegAnswered(MOBILE, MEDIA), new Acknowledged(CALLER, NOTHING));
    for (char key : code.toCharArray()) {
      call.when(new DigitPressed(MOBILE, key));
    }
    return call;
  }

  private static LinkRequested request() {
    return new LinkRequested(MOBILE, LINK, OTHER, ENGINE, false);
  }

  private static LinkAnswered answer() {
    return new LinkAnswered(LINK, OTHER, ENGINE);
  }

  private static LinkRefused refusal() {
    return new LinkRefused(Optional.empty(), LinkRefused.Why.NOTHING_HELD);
  }

  @Test
  @DisplayName("The call on hold agrees: its user leaves, and who waited talks with the other call")
  void agrees() {
    for (String code : List.of("*81", "*82")) {
      held(code)
          .when(request())
          .thenAmongOthers(
              new LeaveEngine(MOBILE),
              new AnswerLink(LINK, ENGINE),
              new ResumeParty(CALLER),
              new ConnectParties(CALLER, LINK),
              new HangUp(MOBILE, Reason.MOVED),
              new MoveEnds(CALLER, LINK, Optional.of(LINK)))
          .in(Anchored.class);
    }
  }

  @Test
  @DisplayName("Its user has hung up, and it waits for the desk: it agrees, too, and waits no more")
  void agreesWithoutUser() {
    held("*82")
        .given(new HungUp(MOBILE))
        .when(request())
        .thenAmongOthers(
            new AnswerLink(LINK, ENGINE),
            new ConnectParties(CALLER, LINK),
            new StopTimer(TimerId.ofCall(Kind.DESK_PICKUP)))
        .thenNo(HangUp.class);
  }

  @Test
  @DisplayName("A call in which two talk doesn't agree, and nothing changes in it")
  void refuses() {
    held("").when(request()).then(new RefuseLink(LINK)).in(Anchored.class);
  }

  @Test
  @DisplayName("One of two joined calls ends: the other does")
  void endsTogether() {
    CallScenario call = held("*82").given(request());
    call.when(new LinkEnded(LINK, "Hung up"))
        .thenAmongOthers(
            new LeaveEngine(LINK),
            new HangUp(CALLER, Reason.HUNG_UP),
            new RecordEnd(
                CallOutcome.ANSWERED, 200, "the call that it was joined with has ended: Hung up"))
        .given(new PartyCleared(CALLER))
        .given(new PartyCleared(MOBILE))
        .in(Ended.class);
    held("*82")
        .given(request())
        .when(new HungUp(CALLER))
        .thenAmongOthers(new LeaveEngine(LINK), new HangUp(LINK, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("*84 after the answer asks the call on hold; when it agrees the user leaves")
  void transfers() {
    CallScenario call = talks();
    keyed(call, "*84")
        .thenAmongOthers(new NoteFeature(CALLER, FeatureNote.TRANSFER), new AskHeld(CALLER, false));
    keyed(call, "*84")
        .thenAmongOthers(new NoteFeature(CALLER, FeatureNote.NOT_NOW))
        .thenNo(AskHeld.class);
    call.when(answer())
        .thenAmongOthers(
            new NegotiateWithEngine(LINK, Optional.of(ENGINE)),
            new ConnectParties(TARGET, LINK),
            new LeaveEngine(CALLER),
            new HangUp(CALLER, Reason.MOVED),
            new MoveEnds(LINK, TARGET, Optional.of(LINK)))
        .in(Anchored.class)
        .when(new HungUp(TARGET))
        .thenAmongOthers(new HangUp(LINK, Reason.HUNG_UP));
  }

  @Test
  @DisplayName("No call is on hold: a note, the two talk on, and the code may be keyed again")
  void nothingHeld() {
    CallScenario call = talks();
    keyed(call, "*84")
        .when(refusal())
        .then(new NoteFeature(CALLER, FeatureNote.NOTHING_HELD))
        .in(Anchored.class);
    keyed(call, "*85");
    assertThat(call.all(AskHeld.class))
        .containsExactly(new AskHeld(CALLER, false), new AskHeld(CALLER, true));
  }

  @Test
  @DisplayName("D5: the user hangs up before the code: the target is sent away at once")
  void abandoned() {
    talks()
        .when(new HungUp(CALLER))
        .thenAmongOthers(new HangUp(TARGET, Reason.HUNG_UP))
        .thenNo(CallEffect.HoldParty.class)
        .in(Clearing.class);
  }

  @Test
  @DisplayName("*85 makes three of them; who leaves leaves two who talk on")
  void confers() {
    CallScenario call = conference();
    call.when(new HungUp(CALLER))
        .thenAmongOthers(new LeaveEngine(CALLER), new ConnectParties(TARGET, LINK))
        .in(Anchored.class);
    conference()
        .when(new HungUp(TARGET))
        .thenAmongOthers(new LeaveEngine(TARGET), new ConnectParties(CALLER, LINK))
        .in(Anchored.class);
    conference()
        .when(new LinkEnded(LINK, "Hung up"))
        .thenAmongOthers(new LeaveEngine(LINK), new ConnectParties(CALLER, TARGET))
        .in(Anchored.class);
  }

  private static CallScenario conference() {
    return keyed(talks(), "*85")
        .when(answer())
        .thenAmongOthers(
            new NegotiateWithEngine(LINK, Optional.of(ENGINE)),
            new Confer(List.of(CALLER, TARGET, LINK)))
        .in(Conference.class);
  }

  @Test
  @DisplayName("A conference is ended on request for all three")
  void conferenceEnds() {
    conference()
        .when(new CallEvent.HangUpRequested())
        .thenAmongOthers(new HangUp(CALLER, Reason.HUNG_UP))
        .thenAmongOthers(new HangUp(TARGET, Reason.HUNG_UP))
        .thenAmongOthers(new HangUp(LINK, Reason.HUNG_UP))
        .given(new PartyCleared(CALLER), new PartyCleared(TARGET), new PartyCleared(LINK))
        .in(Ended.class);
  }

  @Test
  @DisplayName("*84 while it rings: the other call hears the ringing, then who answers")
  void transfersEarly() {
    CallScenario call = rings();
    keyed(call, "*84").thenAmongOthers(new AskHeld(CALLER, false));
    call.when(answer())
        .then(
            new NegotiateWithEngine(LINK, Optional.of(ENGINE)),
            new LeaveEngine(CALLER),
            new HangUp(CALLER, Reason.MOVED),
            new TalkWith(LINK))
        .in(OnBehalf.class)
        .when(new LegAnswered(TARGET, MEDIA))
        .thenAmongOthers(
            new ResumeParty(LINK),
            new ConnectParties(LINK, TARGET),
            new MoveEnds(LINK, TARGET, Optional.of(LINK)))
        .in(Anchored.class)
        .given(new PartyCleared(CALLER))
        .when(new HungUp(TARGET))
        .thenAmongOthers(new HangUp(LINK, Reason.HUNG_UP));
  }

  @Test
  @DisplayName(
      "It doesn't answer: the other call is told so, and this one waits for all to be gone")
  void transferredToNobody() {
    CallScenario call = rings();
    keyed(call, "*84")
        .given(answer())
        .when(new LegFailed(TARGET, 486))
        .thenAmongOthers(new HangUp(LINK, Reason.NO_ANSWER))
        .in(Clearing.class)
        .given(new PartyCleared(LINK))
        .in(Clearing.class)
        .given(new PartyCleared(CALLER))
        .in(Ended.class);
  }

  /** Connects again and again, as a menu would let its user do. */
  private record Redial(ReachPlan plan) implements Dialogue {
    @Override
    public VoiceStep step() {
      return new VoiceStep.Connect(plan, true);
    }

    @Override
    public Dialogue on(VoiceInput input) {
      return this;
    }
  }

  @Test
  @DisplayName("It doesn't answer: who waits isn't offered what its user may do, and is hung up")
  void transferredToMenu() {
    ReachPlan plan = Example.plan(ForwardPlan.nowhere(), desk()).keyed(Optional.of(Example.TERMS));
    CallScenario call =
        new CallScenario()
            .given(
                new AnsweredByServer(
                    Example.plan(ForwardPlan.nowhere()), new Redial(plan), Optional.of(OFFER)),
                new Acknowledged(CALLER, NOTHING));
    keyed(call, "*84")
        .given(answer())
        .when(new LegFailed(TARGET, 486))
        .thenAmongOthers(new HangUp(LINK, Reason.NO_ANSWER))
        .thenNo(VoiceEffect.RingOthers.class)
        .in(Clearing.class);
  }

  @Test
  @DisplayName("It goes on to the mailbox, for the other call")
  void transferredToMailbox() {
    CallScenario call = rings(Example.toOwnMailbox());
    keyed(call, "*84")
        .given(answer())
        .when(new LegFailed(TARGET, 486))
        .thenAmongOthers(new ResumeParty(LINK))
        .thenNo(HangUp.class)
        .in(OnBehalf.class)
        .when(new LinkEnded(LINK, "Hung up"))
        .thenNo(HangUp.class)
        .in(Clearing.class);
  }

  @Test
  @DisplayName("*85 while it rings isn't possible yet; a code begun then may be ended after")
  void keysWhileRinging() {
    CallScenario call = rings();
    keyed(call, "*85").thenAmongOthers(new NoteFeature(CALLER, FeatureNote.NOT_NOW));
    keyed(call, "*8").given(new LegAnswered(TARGET, MEDIA)).in(Anchored.class);
    keyed(call, "5").thenAmongOthers(new StopTimer(KEYS), new AskHeld(CALLER, true));
  }

  @Test
  @DisplayName("D4: half a code is forgotten after a pause, also while it rings")
  void halfCode() {
    CallScenario call = rings();
    keyed(call, "*8").when(new TimerExpired(KEYS));
    keyed(call, "4");
    assertThat(call.all(AskHeld.class)).isEmpty();
  }

  @Test
  @DisplayName("While it is being joined no desk telephone takes it, and none a place among three")
  void notForTheDesk() {
    LegId arrival = new LegId(2000);
    PickupDialled named = new PickupDialled(CALLER, arrival, MEDIA, AnchorEvent.By.REPLACES);
    keyed(talks(), "*84").when(named).then(new RefuseArrival(arrival, 480));
    assertThat(CallView.of(conference().state()).orElseThrow().parties())
        .hasSize(2)
        .noneMatch(CallView.Standing::takable);
    assertThat(CallView.of(keyed(rings(), "*84").given(answer()).state()).orElseThrow().parties())
        .extracting(CallView.Standing::party)
        .containsExactly(TARGET);
  }

  @Test
  @DisplayName(
      "The user hangs up behind *84, before the call on hold agrees: they are joined still")
  void leavesBehindTheCode() {
    for (String code : List.of("*84", "*85")) {
      CallScenario call = keyed(talks(), code);
      call.when(new HungUp(CALLER))
          .thenAmongOthers(new LeaveEngine(CALLER), new CallEffect.HoldParty(TARGET))
          .thenNo(HangUp.class)
          .in(Anchored.class)
          .when(answer())
          .thenAmongOthers(new ResumeParty(TARGET), new ConnectParties(TARGET, LINK))
          .thenNo(HangUp.class)
          .in(Anchored.class)
          .when(new HungUp(TARGET))
          .thenAmongOthers(new HangUp(LINK, Reason.HUNG_UP));
      CallScenario refused = keyed(talks(), code).given(new HungUp(CALLER));
      refused
          .when(refusal())
          .thenAmongOthers(new HangUp(TARGET, Reason.HUNG_UP))
          .in(Clearing.class);
    }
  }

  @Test
  @DisplayName("The same while it rings: what happens meanwhile waits for the call on hold")
  void leavesBehindTheCodeWhileRinging() {
    CallScenario call = keyed(rings(), "*84").given(new HungUp(CALLER)).in(Conversing.class);
    call.when(new LegAnswered(TARGET, MEDIA))
        .then()
        .when(answer())
        .thenAmongOthers(
            new NegotiateWithEngine(LINK, Optional.of(ENGINE)),
            new TalkWith(LINK),
            new ConnectParties(LINK, TARGET))
        .thenNo(HangUp.class)
        .in(Anchored.class);
    keyed(rings(), "*84")
        .given(new HungUp(CALLER))
        .when(refusal())
        .thenAmongOthers(new CallEffect.CancelLeg(TARGET, Reason.HUNG_UP))
        .in(Clearing.class)
        .given(new LegFailed(TARGET, 487))
        .in(Ended.class);
  }

  @Test
  @DisplayName("Who holds by keys in a conference steps aside: the others go on, without music")
  void stepsAsideByKeys() {
    CallScenario call = conference();
    keyed(call, "*81")
        .thenAmongOthers(
            new ConnectParties(TARGET, LINK), new NoteFeature(CALLER, FeatureNote.STEPS_ASIDE))
        .thenNo(CallEffect.HoldParty.class);
    keyed(call, "*83").thenAmongOthers(new Confer(List.of(CALLER, TARGET, LINK)));
    keyed(call, "*84").thenAmongOthers(new NoteFeature(CALLER, FeatureNote.NOT_NOW));
    // The other call is put on hold, too: who is left alone hears music, and nobody else.
    keyed(call, "*82")
        .when(new LinkHeld(LINK, true))
        .then(new CallEffect.HoldParty(TARGET), new NoteFeature(LINK, FeatureNote.STEPS_ASIDE));
    call.when(new LinkHeld(LINK, false))
        .thenAmongOthers(new ResumeParty(TARGET), new ConnectParties(TARGET, LINK));
    // Who has stepped aside still holds when the other call ends.
    call.when(new LinkEnded(LINK, "Hung up"))
        .thenAmongOthers(new ConnectParties(CALLER, TARGET), new CallEffect.HoldParty(TARGET))
        .in(Anchored.class);
    keyed(call, "*83").thenAmongOthers(new ResumeParty(TARGET));
  }

  @Test
  @DisplayName("RFC 3264 8.4: so does who holds by the key of the telephone")
  void stepsAsideBySdp() {
    SessionDescription held = new SessionDescription(sdp("two", 6000).text() + "a=sendonly\r\n");
    conference()
        .when(new CallEvent.Reoffered(TARGET, Optional.of(held)))
        .thenAmongOthers(
            new CallEffect.AnswerReofferFromEngine(TARGET, Optional.of(held)),
            new ConnectParties(CALLER, LINK))
        .thenNo(CallEffect.HoldParty.class)
        .given(new Acknowledged(TARGET, NOTHING))
        .when(new CallEvent.Reoffered(TARGET, MEDIA))
        .thenAmongOthers(new Confer(List.of(CALLER, TARGET, LINK)));
  }

  @Test
  @DisplayName("What is on hold in one of two joined calls hears music in its own call")
  void heldThroughLink() {
    held("*82")
        .given(request())
        .when(new LinkHeld(LINK, true))
        .then(new CallEffect.HoldParty(CALLER))
        .when(new LinkHeld(LINK, false))
        .then(new ResumeParty(CALLER));
  }
}
