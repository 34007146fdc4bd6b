package org.ringspan.call;

import java.util.List;
import java.util.Optional;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.attended.AttendedEvent;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.move.MoveEvent;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.call.transfer.TransferEvent;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.record.CallOutcome;

/** Something that happened to a call. Named in the past tense. */
public sealed interface CallEvent {
  /**
   * The INVITE has come and the rules have planned it.
   *
   * @param offer its SDP; absent when the caller wants to be offered media
   */
  record CallPlaced(ReachPlan plan, Optional<SessionDescription> offer) implements CallEvent {}

  /** The caller's CANCEL has come; its INVITE has its 487 already. */
  record CallerCancelled() implements CallEvent {}

  /** Something of a feature, which keeps its events in its own package. */
  sealed interface FeatureEvent extends CallEvent
      permits AnchorEvent,
          AttendedEvent,
          JoinEvent,
          MoveEvent,
          ParkEvent,
          TransferEvent,
          VoiceEvent {}

  /** Something from or about one party. */
  sealed interface PartyEvent extends CallEvent {
    LegId party();
  }

  /** A leg's 180 or 183. */
  record LegRinging(LegId party, Optional<SessionDescription> earlyMedia) implements PartyEvent {}

  /**
   * A leg's first 2xx. It is not acknowledged yet. Further ones, of dialogs that a proxy on the way
   * has forked, are acknowledged and hung up before the call hears of them.
   */
  record LegAnswered(LegId party, Optional<SessionDescription> session) implements PartyEvent {}

  /**
   * A leg's final refusal of the INVITE.
   *
   * @param status 300 to 699; 408 also when it never answered
   */
  record LegFailed(LegId party, int status) implements PartyEvent {}

  /**
   * A leg's 3xx, with the number or name in its first Contact.
   *
   * @param status 300 to 399
   */
  record LegRedirected(LegId party, int status, String target) implements PartyEvent {}

  /**
   * Where a leg's 3xx leads, by the rules.
   *
   * @param legs whom it rings there; empty when the rules refuse it
   */
  record RedirectRouted(LegId party, List<LegPlan> legs) implements PartyEvent {
    public RedirectRouted {
      legs = List.copyOf(legs);
    }
  }

  /** A leg's INVITE was not sent, and no channel is held for it. */
  record LegNotInvited(LegId party, Why why) implements PartyEvent {
    /** Why it wasn't sent. */
    public enum Why {
      /** The trunk takes no further call. */
      NO_FREE_CHANNEL,
      /** There is no way to the target, or the transport has failed. */
      UNREACHABLE,
      /** The media engine has no end for it. */
      NO_MEDIA,
      /** Its media or the caller's are to be encrypted, and there is no end that does. */
      NO_ENCRYPTION,
      /** The line of a hunt group's member carries as many calls as its busy trigger. */
      MEMBER_BUSY,
      /** The member has as many calls at remote destinations as allowed. */
      TOO_MANY_CALLS
    }
  }

  /** No response to a leg's INVITE has come in the time that was given, not even 100. */
  record LegSilent(LegId party) implements PartyEvent {}

  /** The final response to our BYE, of whatever status: the party's dialog is over. */
  record PartyCleared(LegId party) implements PartyEvent {}

  /** A party's BYE, answered already. */
  record HungUp(LegId party) implements PartyEvent {}

  /** Something that the media engine has noticed. */
  sealed interface MediaEvent extends PartyEvent {}

  /**
   * A party has pressed a key, by whatever way its digits come.
   *
   * @param digit one of {@code 0123456789*#ABCD}
   */
  record DigitPressed(LegId party, char digit) implements MediaEvent {
    public DigitPressed {
      if ("0123456789*#ABCD".indexOf(digit) < 0) {
        throw new IllegalArgumentException("not a key");
      }
    }
  }

  /** A party has no media with the engine, or none any more. */
  record MediaFailed(LegId party) implements MediaEvent {}

  /**
   * Nothing passes between a party and the media engine any more, but there may be another way.
   * Where a call can't be told of another, it is as {@link MediaFailed}.
   */
  record MediaWayLost(LegId party) implements MediaEvent {}

  /** Another way is there, and the party can be told of it. */
  record MediaWayOpened(LegId party) implements MediaEvent {}

  /** Something of an offer/answer exchange with one party. */
  sealed interface ExchangeEvent extends PartyEvent {}

  /** A party's ACK, for our 2xx to its INVITE or re-INVITE. */
  record Acknowledged(LegId party, Optional<SessionDescription> answer) implements ExchangeEvent {}

  /** No ACK came for our 2xx within 64*T1 (RFC 3261 section 13.3.1.4). */
  record NeverAcknowledged(LegId party) implements ExchangeEvent {}

  /**
   * A party's re-INVITE, or its UPDATE with an offer (RFC 3311).
   *
   * @param byUpdate whether it is an UPDATE, which gets an answer and no ACK
   */
  record Reoffered(LegId party, Optional<SessionDescription> offer, boolean byUpdate)
      implements ExchangeEvent {
    /** A re-INVITE. */
    public Reoffered(LegId party, Optional<SessionDescription> offer) {
      this(party, offer, false);
    }
  }

  /** A party's 2xx to our re-INVITE. It is not acknowledged yet. */
  record ReofferAnswered(LegId party, Optional<SessionDescription> session)
      implements ExchangeEvent {}

  /** A party's refusal of our re-INVITE; the session goes on as it was (RFC 3261 section 14.1). */
  record ReofferRefused(LegId party, int status) implements ExchangeEvent {}

  /**
   * A 2xx in a party's dialog, ours or the party's, has said how long its session lives (RFC 4028).
   *
   * @param interval absent when it doesn't expire any more
   * @param byUpdate whether the party lets us refresh it by UPDATE
   */
  record SessionAgreed(LegId party, Optional<SessionInterval> interval, boolean byUpdate)
      implements CallEvent {}

  /** A party's refusal of our UPDATE that was to refresh its session. */
  record RefreshRefused(LegId party, int status) implements CallEvent {}

  /** A timer has run out. */
  record TimerExpired(TimerId timer) implements CallEvent {}

  /** An effect could not be carried out. */
  record EffectFailed(CallEffect effect) implements CallEvent {
    /** What has happened to the call then; nothing when it can go on, or has to decide itself. */
    Optional<CallEvent> meaning() {
      return switch (effect) {
        // The party is out, and only that party.
        case CallEffect.InviteLeg invite ->
            Optional.of(new LegNotInvited(invite.leg(), LegNotInvited.Why.UNREACHABLE));
        case CallEffect.InviteToEngine invite ->
            Optional.of(new LegNotInvited(invite.leg(), LegNotInvited.Why.UNREACHABLE));
        case CallEffect.ConnectToEngine connect -> Optional.of(new MediaFailed(connect.party()));
        case CallEffect.CancelLeg cancel -> Optional.of(new LegFailed(cancel.leg(), 503));
        case CallEffect.HangUp hangUp -> Optional.of(new PartyCleared(hangUp.party()));
        case CallEffect.Reoffer reoffer -> Optional.of(new ReofferRefused(reoffer.party(), 500));
        case CallEffect.RefreshSession(var party, var byUpdate) ->
            Optional.of(byUpdate ? new RefreshRefused(party, 500) : new ReofferRefused(party, 500));
        // A timer that can't be started has run out: better early than never.
        case CallEffect.StartTimer start -> Optional.of(new TimerExpired(start.timer()));
        case CallEffect.RouteRedirect redirect ->
            Optional.of(new RedirectRouted(redirect.leg(), List.of()));
        case CallEffect.RelayInfo info -> Optional.empty();
        case CallEffect.AnswerInfo info -> Optional.empty();
        case CallEffect.AwaitResponse await -> Optional.of(new LegSilent(await.leg()));
        case CallEffect.ReleaseChannel release -> Optional.empty();
        case CallEffect.Acknowledge acknowledge -> Optional.empty();
        case CallEffect.AnswerCaller answer -> Optional.empty();
        case CallEffect.AnswerReoffer answer -> Optional.empty();
        // The call goes on without them. Who hears no prompt may press a key all the same.
        case CallEffect.PlayPrompt prompt -> Optional.empty();
        case CallEffect.NegotiateWithEngine negotiate ->
            Optional.of(new MediaFailed(negotiate.party()));
        case CallEffect.ConnectParties(var one, var other) -> Optional.of(new MediaFailed(one));
        case CallEffect.HearKeys hear -> Optional.empty();
        case CallEffect.HoldParty hold -> Optional.empty();
        case CallEffect.ResumeParty resume -> Optional.empty();
        case CallEffect.SendDigit digit -> Optional.empty();
        case CallEffect.RerouteMedia(var party) -> Optional.of(new MediaFailed(party));
        case CallEffect.ReofferFromEngine reoffer ->
            Optional.of(new ReofferRefused(reoffer.party(), 500));
        case CallEffect.AnswerReofferFromEngine answer -> Optional.empty();
        case CallEffect.AnswerCallerFromEngine answer -> Optional.empty();
        // It has given up in the same moment.
        case CallEffect.AnswerArrival(var leg, var offer) -> Optional.of(new HungUp(leg));
        case CallEffect.RefuseArrival refuse -> Optional.empty();
        case CallEffect.PlanMove plan -> Optional.empty();
        case CallEffect.NoteFeature note -> Optional.empty();
        case CallEffect.LeaveEngine leave -> Optional.empty();
        case CallEffect.RingCaller ring -> Optional.empty();
        case CallEffect.ProgressCaller progress -> Optional.empty();
        case CallEffect.RefuseCaller refuse -> Optional.empty();
        case CallEffect.RefuseReoffer refuse -> Optional.empty();
        case CallEffect.StopTimer stop -> Optional.empty();
        case CallEffect.RecordStart start -> Optional.empty();
        case CallEffect.RecordAnswer answer -> Optional.empty();
        case CallEffect.RecordEnd end -> Optional.empty();
        case CallEffect.MoveBegins begins -> Optional.empty();
        case CallEffect.MoveEnds ends -> Optional.empty();
        case CallEffect.FeatureEffect feature -> feature.failure();
        case CallEffect.ReleaseCall release -> Optional.empty();
      };
    }
  }

  /**
   * A party's INFO (RFC 6086).
   *
   * @param number which of the party's INFOs, for the answer
   * @param digit the key that it tells of, one of {@code 0123456789*#ABCD}, if it does
   */
  record InfoReceived(LegId party, int number, Optional<Character> digit) implements CallEvent {
    /** One that tells of no key. */
    public InfoReceived(LegId party, int number) {
      this(party, number, Optional.empty());
    }
  }

  /**
   * The call is ended from outside.
   *
   * @param outcome what the record says of a call that was answered
   */
  record HangUpRequested(String detail, CallOutcome outcome) implements CallEvent {
    /** An administrator ends the call. */
    public HangUpRequested() {
      this("ended on request", CallOutcome.ANSWERED);
    }

    /** The server stops in an orderly way. */
    public static HangUpRequested serverStops() {
      return new HangUpRequested("the server stopped", CallOutcome.INTERRUPTED);
    }
  }
}
