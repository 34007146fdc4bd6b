package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.LegId.CALLER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.CallState.CallerHears;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.attended.AttendedEvent;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.Consultation;
import org.ringspan.call.join.Consultation.Asked;
import org.ringspan.call.join.JoinEffect;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.move.MoveEvent;
import org.ringspan.call.move.Moving;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.call.park.ParkPlace;
import org.ringspan.call.park.Parked;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.transfer.TransferEvent;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.Claims;
import org.ringspan.reach.Diversion;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MidCall;
import org.ringspan.reach.MoveRules;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;

/**
 * Every state meets every event. The table of what happens is {@code docs/call-states.adoc}; it is
 * written anew by {@code mvn test -pl ejb/domain -Dtest=CallMatrixTest -Dringspan.docs.write=true}.
 */
class CallMatrixTest {
  private static final LegPlan KEYED = Example.keyed(Duration.ZERO, Example.TO_MOBILE);
  private static final LegPlan ANCHORED =
      Example.midCall(Example.mobile(Example.DELAY, Example.TOO_SOON)).anchoring();
  private static final Path TABLE = Path.of("../../docs/call-states.adoc");
  private static final LegId FIRST = new LegId(1);
  private static final LegId SECOND = new LegId(2);
  private static final LegId THIRD = new LegId(3);
  private static final Optional<SessionDescription> MEDIA = Optional.of(Example.sdp("one", 5000));
  private static final Optional<SessionDescription> NONE = Optional.empty();
  private static final SessionDescription OTHER = Example.sdp("two", 6000);
  private static final SessionInterval REFRESHED_BY_US =
      new SessionInterval(Duration.ofSeconds(1800), true);
  private static final SessionInterval REFRESHED_BY_THEM =
      new SessionInterval(Duration.ofSeconds(1800), false);
  private static final LegPlan BY_TWO_ROUTES =
      Example.mobile(Example.DELAY, Example.TOO_SOON, Example.TO_MOBILE, Example.TO_MOBILE_TOO);
  private static final Setup SETUP =
      new Setup(
          Example.plan(Example.toMailbox(), Example.desk(), Example.mobile()),
          Optional.of(Example.sdp("caller", 4000)));

  private static final LegId LINK = new LegId(3000);
  private static final ParkPlace PLACE =
      new ParkPlace(new DirectoryNumber("53000"), new UserId("alice"), Duration.ofSeconds(60));
  private static final CallId OTHER_CALL = new CallId("other");

  private static final Setup TO_OWN_MAILBOX =
      new Setup(
          Example.plan(Example.toOwnMailbox(), Example.desk(), Example.mobile()), SETUP.offer());

  @Test
  @DisplayName("Every state has an answer to every event, and an ignored event changes nothing")
  void total() {
    states()
        .forEach(
            (name, state) -> {
              for (CallEvent event : events()) {
                Transition transition = CallTransitions.on(state, event);
                if (transition.ignored()) {
                  assertThat(transition.state()).as("%s: %s", name, event).isEqualTo(state);
                  assertThat(transition.effects()).as("%s: %s", name, event).isEmpty();
                }
                if (transition.state() instanceof CallState.Ended
                    && !(state instanceof CallState.Ended)) {
                  assertThat(transition.effects().getLast())
                      .as("%s: %s", name, event)
                      .isEqualTo(new CallEffect.ReleaseCall());
                }
              }
            });
  }

  @Test
  @DisplayName("Every leg state has an answer to every event")
  void totalForLegs() {
    for (LegState leg : legStates()) {
      for (CallEvent event : events()) {
        Optional<LegStep> step =
            switch (event) {
              case CallEvent.PartyEvent ofLeg ->
                  LegTransitions.on(FIRST, leg, ofLeg, SETUP.offer());
              case CallEvent.TimerExpired(TimerId(var kind, var of)) ->
                  LegTransitions.onTimer(FIRST, leg, kind, SETUP.offer());
              case CallEvent ofCall -> Optional.empty();
            };
        assertThat(step.isEmpty() || !step.get().equals(unchanged(leg)))
            .as("%s: %s gives no step, or one that changes something", leg, event)
            .isTrue();
        assertThat(LegTransitions.withdraw(FIRST, leg, Reason.NO_ANSWER).state().isRinging())
            .isFalse();
      }
    }
  }

  private static LegStep unchanged(LegState leg) {
    return new LegStep(leg, List.of(), new LegStep.Nothing());
  }

  @Test
  @DisplayName("The table of states in the documentation is what the code does")
  void documented() throws IOException {
    String table = table();
    if (Boolean.getBoolean("ringspan.docs.write")) {
      Files.writeString(TABLE, table);
    }
    assertThat(Files.readString(TABLE))
        .as(
            "%s is out of date. Write it by: mvn test -pl ejb/domain -Dtest=CallMatrixTest"
                + " -Dringspan.docs.write=true",
            TABLE)
        .isEqualTo(table);
  }

  /** Every kind of event, from every kind of party. The first places the call. */
  static List<CallEvent> events() {
    List<CallEvent> events = new ArrayList<>();
    events.add(new CallEvent.CallPlaced(SETUP.plan(), SETUP.offer()));
    events.add(new VoiceEvent.AnsweredByServer(SETUP.plan(), dialogue(3), Optional.of(OTHER)));
    events.add(new VoiceEvent.PromptEnded(1));
    events.add(new VoiceEvent.RecordingEnded(1, Duration.ofSeconds(3)));
    events.add(new VoiceEvent.Consulted(1, new RandomDialogue.Anything()));
    events.add(new CallEvent.CallerCancelled());
    events.add(new CallEvent.HangUpRequested());
    events.add(CallEvent.HangUpRequested.serverStops());
    for (LegId leg : List.of(FIRST, SECOND, THIRD)) {
      events.add(new CallEvent.LegRinging(leg, NONE));
      events.add(new CallEvent.LegRinging(leg, MEDIA));
      events.add(new CallEvent.LegAnswered(leg, MEDIA));
      events.add(new CallEvent.LegAnswered(leg, NONE));
      events.add(new CallEvent.LegFailed(leg, 486));
      events.add(new CallEvent.LegFailed(leg, 503));
      events.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.NO_FREE_CHANNEL));
      events.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.NO_MEDIA));
      events.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.MEMBER_BUSY));
      events.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.TOO_MANY_CALLS));
      events.add(new CallEvent.LegSilent(leg));
      events.add(new CallEvent.LegRedirected(leg, 302, "51235"));
      events.add(new CallEvent.RedirectRouted(leg, List.of(Example.desk())));
      events.add(new CallEvent.RedirectRouted(leg, List.of()));
      events.add(new CallEvent.DigitPressed(leg, '1'));
      events.add(new CallEvent.MediaFailed(leg));
      events.add(new CallEvent.MediaWayLost(leg));
      events.add(new CallEvent.MediaWayOpened(leg));
    }
    for (LegId party : List.of(CALLER, FIRST, SECOND, THIRD)) {
      events.add(new CallEvent.PartyCleared(party));
      events.add(new CallEvent.HungUp(party));
      events.add(new CallEvent.Acknowledged(party, NONE));
      events.add(new CallEvent.NeverAcknowledged(party));
      events.add(new CallEvent.Reoffered(party, MEDIA));
      events.add(new CallEvent.Reoffered(party, MEDIA, true));
      events.add(new CallEvent.InfoReceived(party, 1));
      events.add(new CallEvent.InfoReceived(party, 1, Optional.of('1')));
      events.add(new CallEvent.ReofferAnswered(party, MEDIA));
      events.add(new CallEvent.ReofferRefused(party, 491));
      events.add(new CallEvent.ReofferRefused(party, 488));
    }
    events.add(new CallEvent.DigitPressed(CALLER, '*'));
    events.add(new CallEvent.MediaFailed(CALLER));
    events.add(new CallEvent.MediaWayLost(CALLER));
    events.add(new CallEvent.MediaWayOpened(CALLER));
    for (char key : "*78412".toCharArray()) {
      events.add(new CallEvent.DigitPressed(FIRST, key));
    }
    for (LegId party : List.of(CALLER, FIRST, SECOND)) {
      events.add(new CallEvent.SessionAgreed(party, Optional.of(REFRESHED_BY_US), true));
      events.add(new CallEvent.SessionAgreed(party, Optional.empty(), false));
      events.add(new CallEvent.RefreshRefused(party, 405));
      events.add(new CallEvent.RefreshRefused(party, 481));
    }
    for (LegId party : List.of(CALLER, FIRST, THIRD)) {
      events.add(
          new MoveEvent.MoveRequested(
              party,
              List.of(Example.silentDesk(), Example.desk(), Example.mobile()),
              Claims.NONE,
              Duration.ofMinutes(1)));
    }
    for (LegId party : List.of(CALLER, FIRST, THIRD)) {
      events.add(
          new TransferEvent.TransferRequested(
              party,
              PLACE.by(),
              "51235",
              List.of(Example.desk(), Example.mobile()),
              Claims.NONE,
              Duration.ofMinutes(1)));
    }
    for (LegId from : List.of(CALLER, FIRST, THIRD)) {
      events.add(new AnchorEvent.PickupDialled(from, new LegId(1000), MEDIA));
      events.add(new AnchorEvent.PickupDialled(from, new LegId(2000), NONE));
      events.add(
          new AnchorEvent.PickupDialled(from, new LegId(3000), MEDIA, AnchorEvent.By.REPLACES));
      events.add(new MoveEvent.MoveImpossible(from, List.of("nobody")));
    }
    for (LegId from : List.of(CALLER, FIRST)) {
      events.add(new AttendedEvent.PlaceWanted(from, LINK, OTHER_CALL));
      events.add(new JoinEvent.LinkRequested(from, LINK, OTHER_CALL, OTHER, true));
    }
    for (LegId leg : List.of(FIRST, LINK)) {
      events.add(new JoinEvent.LinkHeld(leg, true));
      events.add(new JoinEvent.LinkHeld(leg, false));
    }
    for (LegId from : List.of(CALLER, FIRST)) {
      events.add(new ParkEvent.ParkRequested(from, PLACE));
      events.add(new AnchorEvent.PickupDialled(from, new LegId(4000), MEDIA, AnchorEvent.By.PARK));
    }
    for (ParkEvent.ParkAnswered.Result result : ParkEvent.ParkAnswered.Result.values()) {
      events.add(new ParkEvent.ParkAnswered(result));
    }
    events.add(new ParkEvent.RetrievalRequested(LINK, OTHER_CALL, OTHER));
    events.add(new JoinEvent.LinkAnswered(LINK, OTHER_CALL, OTHER));
    events.add(new JoinEvent.LinkRefused(Optional.empty(), JoinEvent.LinkRefused.Why.NOTHING_HELD));
    events.add(new JoinEvent.LinkRefused(Optional.of(LINK), JoinEvent.LinkRefused.Why.NOT_NOW));
    for (LegId leg : List.of(FIRST, LINK)) {
      events.add(new JoinEvent.LinkEnded(leg, "over"));
    }
    events.add(new CallEvent.MediaFailed(LINK));
    events.add(new CallEvent.HungUp(LINK));
    events.add(new CallEvent.Acknowledged(LINK, MEDIA));
    for (char key : "*845".toCharArray()) {
      events.add(new CallEvent.DigitPressed(CALLER, key));
    }
    for (TimerId.Kind kind : TimerId.Kind.values()) {
      for (LegId leg : List.of(CALLER, FIRST, SECOND)) {
        events.add(new CallEvent.TimerExpired(new TimerId(kind, leg)));
      }
    }
    for (CallEffect effect : effects()) {
      events.add(new CallEvent.EffectFailed(effect));
    }
    return events;
  }

  private static RandomDialogue dialogue(int left) {
    return new RandomDialogue(left, left, SETUP.plan());
  }

  private static List<CallEffect> effects() {
    return List.of(
        new VoiceEffect.Speak(1, List.of(new Speech.Beep())),
        new VoiceEffect.StopSpeaking(),
        new VoiceEffect.StartRecording(
            1, new RecordingId("one"), Duration.ofSeconds(9), Duration.ZERO),
        new VoiceEffect.StopRecording(),
        new VoiceEffect.Consult(1, new RandomDialogue.Anything()),
        new VoiceEffect.RingOthers(SETUP.plan()),
        new VoiceEffect.EnterMailbox(FIRST, Example.messageTaking()),
        new TransferEffect.TellTransferor(FIRST, 180),
        new AttendedEffect.AnswerOther(LINK, OTHER),
        new AttendedEffect.RefuseOther(LINK, 480),
        new ParkEffect.AskPark(
            PLACE.number(), new AccessPerson(PLACE.by(), new DestinationNumber("+14085557890"), 1)),
        new ParkEffect.AskParked(PLACE.number()),
        new ParkEffect.ConfirmPark(CALLER, FIRST, PLACE),
        new ParkEffect.RefusePark(PLACE.number()),
        new ParkEffect.FreeNumber(PLACE.number()),
        new ParkEffect.Recall(FIRST, PLACE),
        new JoinEffect.AskHeld(CALLER, false),
        new JoinEffect.AnswerLink(LINK, OTHER),
        new JoinEffect.RefuseLink(LINK),
        new JoinEffect.Confer(List.of(CALLER, FIRST, LINK)),
        new JoinEffect.TalkWith(LINK),
        new CallEffect.InviteLeg(FIRST, Example.desk(), Optional.empty(), SETUP.offer()),
        new CallEffect.InviteToEngine(FIRST, KEYED, Optional.empty()),
        new CallEffect.ConnectToEngine(FIRST, MEDIA, false),
        new CallEffect.PlayPrompt(FIRST, Prompt.CONFIRM),
        new AnnounceCaller(FIRST, List.of(new Speech.Digits("123")), Optional.empty()),
        new CallEffect.LeaveEngine(FIRST),
        new CallEffect.AnswerCallerFromEngine(MEDIA),
        new CallEffect.AnswerArrival(new LegId(1000), MEDIA),
        new CallEffect.RefuseArrival(new LegId(1000), 480),
        new CallEffect.ReofferFromEngine(FIRST),
        new CallEffect.RerouteMedia(FIRST),
        new CallEffect.AnswerReofferFromEngine(FIRST, MEDIA),
        new CallEffect.NegotiateWithEngine(CALLER, MEDIA),
        new CallEffect.ConnectParties(CALLER, FIRST),
        new CallEffect.HearKeys(FIRST),
        new CallEffect.HoldParty(CALLER),
        new CallEffect.ResumeParty(CALLER),
        new CallEffect.SendDigit(CALLER, '1'),
        new CallEffect.PlanMove(FIRST, MoveRules.To.DESK),
        new CallEffect.NoteFeature(FIRST, FeatureNote.HELD),
        new CallEffect.ReleaseChannel(FIRST),
        new CallEffect.AwaitResponse(FIRST),
        new CallEffect.RouteRedirect(FIRST, Example.desk(), "51235"),
        new CallEffect.RelayInfo(CALLER, FIRST, 1),
        new CallEffect.AnswerInfo(CALLER, 1, 480),
        new CallEffect.CancelLeg(FIRST, Reason.NO_ANSWER),
        new CallEffect.Acknowledge(FIRST, NONE),
        new CallEffect.HangUp(FIRST, Reason.HUNG_UP),
        new CallEffect.RingCaller(),
        new CallEffect.ProgressCaller(Example.sdp("one", 5000)),
        new CallEffect.AnswerCaller(MEDIA),
        new CallEffect.RefuseCaller(480),
        new CallEffect.Reoffer(FIRST, MEDIA),
        new CallEffect.RefreshSession(FIRST, false),
        new CallEffect.RefreshSession(FIRST, true),
        new CallEffect.AnswerReoffer(FIRST, MEDIA),
        new CallEffect.RefuseReoffer(FIRST, 491),
        new CallEffect.StartTimer(TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER), Example.DELAY),
        new CallEffect.StopTimer(TimerId.ofCall(TimerId.Kind.FORWARD_NO_ANSWER)),
        new CallEffect.RecordStart(SETUP.plan()),
        new CallEffect.RecordAnswer(FIRST),
        new CallEffect.RecordEnd(CallOutcome.ANSWERED, 200, "over"),
        new CallEffect.MoveBegins(Claims.NONE),
        new CallEffect.MoveEnds(CALLER, FIRST, Optional.empty()),
        new CallEffect.ReleaseCall());
  }

  private static List<LegState> legStates() {
    return List.of(
        new LegState.Waiting(Example.mobile()),
        new LegState.Inviting(BY_TWO_ROUTES, true, false, NONE),
        new LegState.Inviting(Example.mobile(), false, true, MEDIA),
        new LegState.Inviting(Example.desk(), false, false, NONE),
        new LegState.Inviting(KEYED, false, false, MEDIA),
        new LegState.Inviting(ANCHORED, true, false, NONE),
        new LegState.Inviting(ANCHORED, false, true, MEDIA),
        new Confirming(
            KEYED.keyed(Optional.of(Example.TERMS)).anchoring(), new Confirming.Prompted()),
        new Confirming(KEYED, new Confirming.Listening()),
        new Confirming(KEYED, new Confirming.Prompted()),
        new Confirming(KEYED, new Confirming.Joining(0, false)),
        new Confirming(KEYED, new Confirming.Joining(1, true)),
        new LegState.Redirecting(302),
        new LegState.Joined(false),
        new LegState.Joined(true),
        LegState.Joined.anchored(ANCHORED),
        new LegState.Cancelling(Reason.NO_ANSWER),
        new LegState.HangingUp(),
        new LegState.Gone());
  }

  /** Every state of a call, with every state of its first leg and of its exchange. */
  private static Map<String, CallState> states() {
    Map<String, CallState> states = new LinkedHashMap<>();
    states.put("Idle", new CallState.Idle());
    List<CallerHears> hearing =
        List.of(
            new CallerHears.Silence(),
            new CallerHears.RingingTone(),
            new CallerHears.EarlyMedia(Example.sdp("one", 5000)));
    int number = 0;
    for (LegState leg : legStates()) {
      if (!(leg instanceof LegState.Joined)) {
        Legs legs = Legs.NONE.with(FIRST, leg).with(SECOND, new LegState.Waiting(Example.mobile()));
        for (CallerHears hears : hearing) {
          for (Course course : courses()) {
            states.put(
                "Ringing " + number++,
                new CallState.Ringing(SETUP, legs, hears, List.of(486), course));
          }
          states.put(
              "Ringing " + number++,
              new CallState.Ringing(
                  TO_OWN_MAILBOX,
                  legs,
                  hears,
                  List.of(486),
                  Course.from(TO_OWN_MAILBOX.plan().forward()).counting(2)));
        }
      }
    }
    for (LegState loser : legStates()) {
      if (!loser.isRinging() && !(loser instanceof LegState.Joined)) {
        Legs legs =
            Legs.NONE
                .with(FIRST, new LegState.Joined(loser instanceof LegState.Gone))
                .with(SECOND, loser);
        for (Optional<SessionDescription> told : List.of(NONE, MEDIA)) {
          states.put(
              "Answered " + number++,
              new CallState.Answered(
                  SETUP,
                  legs,
                  FIRST,
                  CallOutcome.ANSWERED,
                  MEDIA,
                  told,
                  told,
                  Optional.empty(),
                  List.of(),
                  Optional.empty(),
                  false));
        }
        for (LegId party : List.of(CALLER, FIRST)) {
          states.put(
              "Answered " + number++,
              new CallState.Answered(
                  SETUP,
                  legs,
                  FIRST,
                  CallOutcome.ANSWERED,
                  MEDIA,
                  NONE,
                  NONE,
                  Optional.of(new CallEvent.Reoffered(party, MEDIA)),
                  List.of(),
                  Optional.empty(),
                  false));
        }
        states.put(
            "Answered " + number++,
            new CallState.Answered(
                SETUP,
                legs.with(FIRST, new LegState.Gone()),
                FIRST,
                CallOutcome.ANSWERED,
                MEDIA,
                NONE,
                NONE,
                Optional.empty(),
                List.of(),
                Optional.of(CallState.Ending.of(Reason.HUNG_UP, CallOutcome.ANSWERED, "over")),
                false));
        states.put(
            "Answered " + number++,
            new CallState.Answered(
                SETUP,
                timed(legs, REFRESHED_BY_US),
                FIRST,
                CallOutcome.ANSWERED,
                MEDIA,
                NONE,
                NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false));
        for (SessionInterval interval : List.of(REFRESHED_BY_US, REFRESHED_BY_THEM)) {
          for (Exchange exchange : List.of(new Exchange.Steady(), new Exchange.Joining(OTHER))) {
            states.put(
                "Talking " + number++,
                new CallState.Talking(
                    SETUP, timed(legs, interval), FIRST, CallOutcome.ANSWERED, MEDIA, exchange));
          }
        }
        for (Exchange exchange : exchanges()) {
          states.put(
              "Talking " + number++,
              new CallState.Talking(SETUP, legs, FIRST, CallOutcome.ANSWERED, MEDIA, exchange));
        }
        states.put(
            "Clearing " + number++,
            new CallState.Clearing(
                SETUP, Legs.NONE.with(CALLER, new LegState.HangingUp()).with(FIRST, loser)));
      }
    }
    for (LegState telephone : legStates()) {
      Legs legs = Legs.NONE.with(FIRST, new LegState.Joined(false)).with(SECOND, telephone);
      for (Exchange exchange : List.of(new Exchange.Steady(), new Exchange.Refreshing(FIRST))) {
        CallState.Talking talking =
            new CallState.Talking(
                SETUP, legs, FIRST, CallOutcome.ANSWERED, Optional.empty(), exchange);
        for (LegId from : List.of(CALLER, FIRST)) {
          states.put(
              "Moving " + number++,
              new Moving(talking, from, SECOND.number(), new Moving.Ringing()));
        }
      }
    }
    CallState.Talking steady =
        new CallState.Talking(
            SETUP,
            Legs.NONE
                .with(FIRST, new LegState.Joined(false))
                .with(SECOND, new LegState.Joined(true)),
            FIRST,
            CallOutcome.ANSWERED,
            MEDIA,
            new Exchange.Reserved());
    for (LegId from : List.of(CALLER, FIRST)) {
      states.put(
          "Moving " + number++,
          new Moving(
              steady.with(new Exchange.Relaying(CALLER, MEDIA, false)),
              from,
              SECOND.number(),
              new Moving.Answered(SECOND, Optional.of(OTHER), Optional.empty())));
      for (boolean waiting : List.of(false, true)) {
        states.put(
            "Moving " + number++,
            new Moving(
                steady,
                from,
                SECOND.number(),
                new Moving.Offering(SECOND, Optional.of(OTHER), Optional.empty(), 1, waiting)));
      }
    }
    for (boolean waiting : List.of(false, true)) {
      states.put(
          "Moving " + number++,
          new Moving(
              steady.with(steady.legs().with(SECOND, LegState.Joined.anchored(ANCHORED))),
              FIRST,
              SECOND.number(),
              new Moving.Offering(SECOND, NONE, Optional.empty(), 1, waiting)));
    }
    replacing(states, steady);
    number = anchored(states, number);
    number = transferring(states, number);
    number = joining(states, number);
    conversing(states, number);
    states.put("Ended", new CallState.Ended());
    return states;
  }

  /** Another call wants the place of one who is there still or has left. */
  private static void replacing(Map<String, CallState> states, CallState.Talking talking) {
    int number = 0;
    for (LegId from : List.of(CALLER, FIRST)) {
      for (Replacing.Phase phase :
          List.of(
              new Replacing.Asking(),
              new Replacing.AskingInVain(),
              new Replacing.Offered(OTHER),
              new Replacing.Returning(OTHER))) {
        states.put("Replacing " + number++, new Replacing(talking, from, LINK, phase, false));
      }
      states.put(
          "Replacing " + number++,
          new Replacing(talking, from, LINK, new Replacing.Offered(OTHER), true));
      states.put(
          "Replacing " + number++,
          new Replacing(talking, from, LINK, new Replacing.Asking(), true));
    }
  }

  /** What moves or rings, at the wish of one who is there still or has left. */
  private static int transferring(Map<String, CallState> states, int from) {
    int number = from;
    for (CallState state : List.copyOf(states.values())) {
      for (boolean left : List.of(false, true)) {
        Optional<Transferring> transferring =
            switch (state) {
              case Moving moving ->
                  Optional.of(
                      new Transferring(
                          moving, moving.from(), moving.first(), left, left, Optional.empty()));
              case Anchored two when two.ringing().isPresent() && left == two.left().isPresent() ->
                  Optional.of(
                      new Transferring(
                          two,
                          two.ringing().get().from(),
                          two.ringing().get().first(),
                          left,
                          false,
                          Optional.of(486)));
              case CallState other -> Optional.empty();
            };
        if (transferring.isPresent()) {
          states.put("Transferring " + number++, transferring.get());
        }
      }
    }
    return number;
  }

  private static int joining(Map<String, CallState> states, int from) {
    int number = from;
    Setup setup = new Setup(SETUP.plan().keyed(Optional.of(Example.TERMS)), Alone.ENGINE);
    Legs legs = timed(Legs.NONE.with(FIRST, LegState.Joined.anchored(ANCHORED)), REFRESHED_BY_US);
    for (Exchange exchange :
        List.of(
            new Exchange.Steady(),
            new Exchange.AwaitingAck(CALLER, true),
            new Exchange.Refreshing(FIRST))) {
      Anchored two =
          Anchored.of(
              new CallState.Talking(setup, legs, FIRST, CallOutcome.ANSWERED, NONE, exchange));
      for (Asked asked : Asked.values()) {
        for (String keys : List.of("", "*8")) {
          states.put(
              "Anchored " + number++,
              two.pressed(CALLER, keys).consulting(new Consultation(asked)));
        }
      }
      states.put(
          "Conference " + number++,
          new Conference(
              Anchored.of(two.talking().with(two.talking().legs().arrived(LINK))), LINK));
      for (Conference.How how : Conference.How.values()) {
        LegId away = how == Conference.How.OTHER_CALL ? LINK : CALLER;
        states.put(
            "Conference " + number++,
            new Conference(
                Anchored.of(two.talking().with(two.talking().legs().arrived(LINK))),
                LINK,
                Set.of(new Conference.Away(away, how))));
      }
    }
    Legs ringing = Legs.NONE.with(FIRST, new LegState.Inviting(ANCHORED, false, true, MEDIA));
    CallState.Ringing others =
        new CallState.Ringing(
            setup,
            ringing,
            new CallerHears.FromEngine(),
            List.of(),
            Course.from(Example.toMailbox()).counting(1));
    for (Conversing.Phase phase :
        List.of(
            new Conversing.Connecting(others, Optional.of(new Conversing.Consulting("", false))),
            new Conversing.Connecting(others, Optional.of(new Conversing.Consulting("*8", false))),
            new Conversing.Connecting(others, Optional.of(new Conversing.Consulting("", true))),
            new Conversing.Connecting(others),
            new Conversing.Recording(' '),
            new Conversing.Speaking())) {
      for (int dialogue : List.of(0, 3, 4)) {
        Conversing voice =
            new Conversing(
                setup,
                Legs.NONE,
                dialogue(dialogue),
                phase,
                1,
                "",
                2,
                new Exchange.Steady(),
                CallOutcome.ANSWERED);
        states.put("Conversing " + number++, voice);
        for (LegState leaving : List.of(new LegState.HangingUp(), new LegState.Gone())) {
          states.put(
              "OnBehalf " + number++,
              new OnBehalf(
                  voice.withoutCaller(voice.dialogue()), LINK, Legs.NONE.with(CALLER, leaving)));
        }
      }
    }
    return number;
  }

  private static void conversing(Map<String, CallState> states, int from) {
    int number = from;
    Legs ringing = Legs.NONE.with(FIRST, new LegState.Inviting(ANCHORED, false, true, MEDIA));
    List<Conversing.Phase> phases =
        List.of(
            new Conversing.Answering(false, false, Optional.empty()),
            new Conversing.Answering(true, true, Optional.empty()),
            new Conversing.Joining(0, false),
            new Conversing.Joining(1, true),
            new Conversing.Answering(
                true,
                false,
                Optional.of(CallState.Ending.of(Reason.HUNG_UP, CallOutcome.ANSWERED, "over"))),
            new Conversing.Speaking(),
            new Conversing.Collecting(""),
            new Conversing.Collecting("1"),
            new Conversing.Recording(' '),
            new Conversing.Inquiring(),
            new Conversing.Parking(),
            new Conversing.Fetching(),
            new Conversing.Connecting(
                new CallState.Ringing(
                    new Setup(SETUP.plan(), Alone.ENGINE),
                    ringing,
                    new CallerHears.FromEngine(),
                    List.of(),
                    Course.from(Example.toMailbox()).counting(1))));
    for (Conversing.Phase phase : phases) {
      for (Exchange exchange :
          List.of(
              new Exchange.Steady(),
              new Exchange.AwaitingAck(CALLER, false),
              new Exchange.Refreshing(CALLER))) {
        for (int dialogue = 0; dialogue < 40; dialogue += dialogue == 0 ? 1 : 3) {
          states.put(
              "Conversing " + number++,
              new Conversing(
                  new Setup(SETUP.plan(), Alone.ENGINE),
                  Legs.NONE
                      .with(SECOND, new LegState.Cancelling(Reason.NO_ANSWER))
                      .withSession(
                          CALLER,
                          Optional.of(DialogSession.refreshed(REFRESHED_BY_US, dialogue % 2 == 0))),
                  dialogue(dialogue),
                  phase,
                  1,
                  "",
                  2,
                  exchange,
                  CallOutcome.ANSWERED));
        }
      }
    }
  }

  private static int anchored(Map<String, CallState> states, int from) {
    int number = from;
    for (LegId user : List.of(CALLER, FIRST)) {
      Legs legs =
          Legs.NONE.with(
              FIRST,
              user.equals(FIRST)
                  ? LegState.Joined.anchored(ANCHORED)
                  : LegState.Joined.anchored(Example.desk()));
      Setup setup =
          user.equals(CALLER)
              ? new Setup(SETUP.plan().keyed(Optional.of(Example.TERMS)), SETUP.offer())
              : SETUP;
      states.put(
          "Answered " + number++,
          new CallState.Answered(
              setup,
              legs,
              FIRST,
              CallOutcome.ANSWERED,
              NONE,
              NONE,
              NONE,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              true));
      states.put(
          "Answered " + number++,
          new CallState.Answered(
              setup,
              legs,
              FIRST,
              CallOutcome.ANSWERED,
              NONE,
              NONE,
              NONE,
              Optional.empty(),
              List.of(new CallEvent.InfoReceived(user, 1, Optional.of('*'))),
              Optional.empty(),
              true));
      for (Exchange exchange :
          List.of(
              new Exchange.Steady(),
              new Exchange.AwaitingAck(CALLER, true),
              new Exchange.AwaitingAck(FIRST, false),
              new Exchange.Refreshing(FIRST),
              new Exchange.Rerouting(FIRST, Optional.of(CALLER), 0),
              new Exchange.TryingAgain(new Exchange.Rerouting(FIRST, Optional.empty(), 1)),
              new Exchange.TryingAgain(new Exchange.Refreshing(FIRST)))) {
        CallState.Talking two =
            new CallState.Talking(
                setup, timed(legs, REFRESHED_BY_US), FIRST, CallOutcome.ANSWERED, NONE, exchange);
        Map<LegId, MidCall> terms = Map.of(user, Example.TERMS);
        for (Anchored.Hold hold :
            List.of(
                new Anchored.NotHeld(),
                new Anchored.Held(user, false),
                new Anchored.Held(user, true))) {
          for (String keys : List.of("", "*8")) {
            Anchored state =
                new Anchored(
                    two,
                    terms,
                    keys.isEmpty() ? Map.of() : Map.of(user, keys),
                    hold,
                    Optional.empty());
            states.put("Anchored " + number++, state);
          }
          for (LegState telephone : legStates()) {
            states.put(
                "Anchored " + number++,
                new Anchored(
                    two.with(two.legs().with(SECOND, telephone)),
                    terms,
                    Map.of(),
                    hold,
                    Optional.of(new Anchored.Ringing(user, SECOND.number()))));
          }
        }
        Legs alone = legs.without(user).legs();
        for (LegState telephone : List.of(new LegState.Gone(), legStates().get(1))) {
          Anchored waiting =
              new Anchored(
                  two.with(alone.with(SECOND, telephone)),
                  terms,
                  Map.of(),
                  new Anchored.AwaitingPickup(user, false),
                  telephone.isRinging()
                      ? Optional.of(new Anchored.Ringing(user, SECOND.number()))
                      : Optional.empty());
          states.put("Parked " + number++, new Parked(waiting, user, PLACE));
          if (waiting.ringing().isEmpty()) {
            states.put("Parked " + number++, new Parked(waiting, user, PLACE, true));
          }
        }
        for (boolean limited : List.of(false, true)) {
          states.put(
              "Anchored " + number++,
              new Anchored(
                  two.with(alone),
                  terms,
                  Map.of(),
                  new Anchored.AwaitingPickup(user, limited),
                  Optional.empty()));
        }
      }
    }
    return number;
  }

  /** Caller and winner with a session timer each, one of them refreshed by UPDATE. */
  private static Legs timed(Legs legs, SessionInterval interval) {
    return legs.withSession(CALLER, Optional.of(DialogSession.refreshed(interval, false)))
        .withSession(FIRST, Optional.of(DialogSession.refreshed(interval, true)));
  }

  private static List<Course> courses() {
    Course first = Course.from(Example.toMailbox()).counting(2);
    return List.of(
        first, first.onTo(Example.mailbox(), Diversion.Reason.NO_ANSWER, List.of(486)).counting(1));
  }

  private static List<Exchange> exchanges() {
    SessionDescription media = Example.sdp("one", 5000);
    return List.of(
        new Exchange.Steady(),
        new Exchange.Relaying(CALLER, MEDIA, false),
        new Exchange.Relaying(FIRST, NONE, false),
        new Exchange.Relaying(FIRST, MEDIA, true),
        new Exchange.AwaitingAck(CALLER, true),
        new Exchange.AwaitingAck(FIRST, false),
        new Exchange.Joining(media),
        new Exchange.Following(media),
        new Exchange.Refreshing(CALLER),
        new Exchange.Refreshing(FIRST),
        new Exchange.Reserved(),
        new Exchange.TryingAgain(new Exchange.Refreshing(FIRST)),
        new Exchange.TryingAgain(new Exchange.Joining(media)),
        new Exchange.TryingAgain(new Exchange.Following(media)));
  }

  private static String table() {
    List<String> kinds =
        List.of(
            "Idle",
            "Ringing",
            "Answered",
            "Talking",
            "Moving",
            "Anchored",
            "Conversing",
            "OnBehalf",
            "Conference",
            "Parked",
            "Clearing",
            "Ended");
    StringBuilder text = new StringBuilder();
    text.append("= States of a call\n\n");
    text.append("What each event may do in each state, tried on every kind of leg, exchange and\n");
    text.append(
        "party: the states it may lead to and the effects it may have. A dot: it changes\n");
    text.append("nothing.\n\n");
    text.append("This file is generated. Write it anew by\n");
    text.append("`mvn test -pl ejb/domain -Dtest=CallMatrixTest -Dringspan.docs.write=true`.\n\n");
    text.append("[cols=\"1,").append("2,".repeat(kinds.size() - 1)).append("2\",options=header]\n");
    text.append("|===\n|Event |").append(String.join(" |", kinds)).append("\n");
    Set<String> names =
        events().stream()
            .map(CallMatrixTest::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String event : names) {
      text.append("\n|").append(event).append("\n");
      for (String kind : kinds) {
        text.append("|").append(cell(kind, event)).append("\n");
      }
    }
    return text.append("|===\n").toString();
  }

  private static String cell(String kind, String name) {
    Set<String> next = new LinkedHashSet<>();
    Set<String> effects = new LinkedHashSet<>();
    states()
        .forEach(
            (state, value) -> {
              if (state.startsWith(kind)) {
                for (CallEvent event : events()) {
                  if (name(event).equals(name)) {
                    Transition transition = CallTransitions.on(value, event);
                    if (!transition.ignored()) {
                      next.add(transition.state().getClass().getSimpleName());
                      transition
                          .effects()
                          .forEach(effect -> effects.add(effect.getClass().getSimpleName()));
                    }
                  }
                }
              }
            });
    return next.isEmpty()
        ? "."
        : "-> "
            + String.join(" or ", next.stream().sorted().toList())
            + (effects.isEmpty()
                ? ""
                : ": " + String.join(", ", effects.stream().sorted().toList()));
  }

  private static String name(CallEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case CallEvent.TimerExpired(var timer) -> name + " " + timer.kind();
      case CallEvent.EffectFailed(var effect) -> name + " " + effect.getClass().getSimpleName();
      case CallEvent.PartyEvent ofParty ->
          name + (ofParty.party().equals(CALLER) ? " (caller)" : " (leg)");
      case CallEvent ofCall -> name;
    };
  }
}
