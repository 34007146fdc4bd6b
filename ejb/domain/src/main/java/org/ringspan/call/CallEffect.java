package org.ringspan.call;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.join.JoinEffect;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.MoveRules;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.record.CallOutcome;

/** Something to do for a call. Effects of one transition are carried out in their order. */
public sealed interface CallEffect {
  /**
   * Reserves a channel of the route's trunk, if there is a route, and sends INVITE. When there is
   * no free channel or it can't be sent, no channel is held afterwards and {@link
   * CallEvent.LegNotInvited} comes.
   */
  record InviteLeg(
      LegId leg, LegPlan plan, Optional<TrunkRoute> route, Optional<SessionDescription> offer)
      implements CallEffect {}

  /**
   * The same with an offer of the media engine's: who answers hears a prompt first, and not the
   * caller.
   */
  record InviteToEngine(LegId leg, LegPlan plan, Optional<TrunkRoute> route)
      implements CallEffect {}

  /**
   * Connects a party with the media engine and sends ACK for its last 2xx. When the engine can't do
   * with what was described {@link CallEvent.MediaFailed} comes, and the ACK is sent all the same.
   *
   * @param described what the party has described
   * @param offered whether that is an offer, which the ACK answers; otherwise it is the answer to
   *     the engine's
   */
  record ConnectToEngine(LegId party, Optional<SessionDescription> described, boolean offered)
      implements CallEffect {}

  /** Has a party that is connected with the media engine hear a prompt, which nobody else does. */
  record PlayPrompt(LegId party, Prompt prompt, Optional<UserId> listener) implements CallEffect {
    /** In the company's language. */
    public PlayPrompt(LegId party, Prompt prompt) {
      this(party, prompt, Optional.empty());
    }
  }

  /**
   * Sends 200 to the caller with media of the engine's: an answer to its offer, or an offer when it
   * made none.
   */
  record AnswerCallerFromEngine(Optional<SessionDescription> offer) implements CallEffect {}

  /**
   * Sends 200 to a telephone that has called to take this call, with media of the engine's as for
   * the caller.
   */
  record AnswerArrival(LegId leg, Optional<SessionDescription> offer) implements CallEffect {}

  /** Refuses a telephone that has called to take this call. */
  record RefuseArrival(LegId leg, int status) implements CallEffect {}

  /**
   * Opens another way between a party and the engine, which takes its time: {@link
   * CallEvent.MediaWayOpened} comes then. When there is none {@link CallEvent.MediaFailed} comes.
   */
  record RerouteMedia(LegId party) implements CallEffect {}

  /** Sends re-INVITE with an offer of the engine's. */
  record ReofferFromEngine(LegId party) implements CallEffect {}

  /**
   * Sends 200 to the party's re-INVITE with the engine's answer to its offer, or with the engine's
   * offer when it made none. An offer that the engine can do nothing with is refused by 488.
   */
  record AnswerReofferFromEngine(LegId party, Optional<SessionDescription> offer)
      implements CallEffect {}

  /** Tells the engine what a party has answered to its offer. */
  record NegotiateWithEngine(LegId party, Optional<SessionDescription> answer)
      implements CallEffect {}

  /** Lets two parties that are connected with the engine hear each other, and nobody else. */
  record ConnectParties(LegId one, LegId other) implements CallEffect {}

  /** From now on the party's keys are heard by us, and not by the other. */
  record HearKeys(LegId party) implements CallEffect {}

  /** Has a party hear the hold music, and nobody hear it. */
  record HoldParty(LegId party) implements CallEffect {}

  /** Ends that. */
  record ResumeParty(LegId party) implements CallEffect {}

  /** Has a party hear a key. */
  record SendDigit(LegId party, char digit) implements CallEffect {}

  /**
   * Asks the rules to which telephones of a party's user the call may move; {@link
   * org.ringspan.call.move.MoveEvent.MoveRequested} comes if there are any.
   */
  record PlanMove(LegId from, MoveRules.To to) implements CallEffect {}

  /** Notes what a user has asked for by keys, for the explanation of the call. */
  record NoteFeature(LegId party, FeatureNote note) implements CallEffect {}

  /** Disconnects a party from the media engine; who isn't connected is no error. */
  record LeaveEngine(LegId party) implements CallEffect {}

  /** Gives back the channel that the leg's INVITE has reserved. */
  record ReleaseChannel(LegId leg) implements CallEffect {}

  /**
   * Asks to be told by {@link CallEvent.LegSilent} when no response at all has come to the leg's
   * INVITE in the time that a trunk is given (default 5 s).
   */
  record AwaitResponse(LegId leg) implements CallEffect {}

  /**
   * Asks the rules where a leg's 3xx leads; {@link CallEvent.RedirectRouted} comes.
   *
   * @param plan what was planned for the leg: the phone that redirects, and whom it was shown
   * @param target the number or name it redirects to
   */
  record RouteRedirect(LegId leg, LegPlan plan, String target) implements CallEffect {}

  /** Passes a party's INFO on, and the answer back. */
  record RelayInfo(LegId from, LegId to, int number) implements CallEffect {}

  /** Answers a party's INFO, which nobody else is to have. */
  record AnswerInfo(LegId party, int number, int status) implements CallEffect {}

  /** Sends CANCEL, as soon as a provisional response lets us (RFC 3261 section 9.1). */
  record CancelLeg(LegId leg, Reason reason) implements CallEffect {}

  /** Sends ACK for the party's last 2xx to our INVITE or re-INVITE. */
  record Acknowledge(LegId party, Optional<SessionDescription> answer) implements CallEffect {}

  /** Sends BYE. */
  record HangUp(LegId party, Reason reason) implements CallEffect {}

  /** Sends 180 without SDP to the caller. */
  record RingCaller() implements CallEffect {}

  /** Sends 183 with SDP to the caller. */
  record ProgressCaller(SessionDescription earlyMedia) implements CallEffect {}

  /** Sends 200 to the caller. */
  record AnswerCaller(Optional<SessionDescription> session) implements CallEffect {}

  /** Sends a final refusal to the caller. */
  record RefuseCaller(int status) implements CallEffect {}

  /** Sends re-INVITE. */
  record Reoffer(LegId party, Optional<SessionDescription> offer) implements CallEffect {}

  /** Sends 200 to the party's re-INVITE. */
  record AnswerReoffer(LegId party, Optional<SessionDescription> session) implements CallEffect {}

  /** Refuses the party's re-INVITE. */
  record RefuseReoffer(LegId party, int status) implements CallEffect {}

  /**
   * Sends what refreshes the party's session (RFC 4028).
   *
   * @param byUpdate an UPDATE without a body; otherwise a re-INVITE with the SDP the party was sent
   *     last
   */
  record RefreshSession(LegId party, boolean byUpdate) implements CallEffect {}

  /** Starts a timer. */
  record StartTimer(TimerId timer, Duration after) implements CallEffect {}

  /** Stops a timer; one that has run out already is no error. */
  record StopTimer(TimerId timer) implements CallEffect {}

  /** Writes the first half of the call's record. */
  record RecordStart(ReachPlan plan) implements CallEffect {}

  /** Notes for the record who answered. */
  record RecordAnswer(LegId leg) implements CallEffect {}

  /** Writes the second half of the call's record. */
  record RecordEnd(CallOutcome outcome, int status, String detail) implements CallEffect {}

  /** Holds what the telephones that the call is to move to have claimed. */
  record MoveBegins(Claims claims) implements CallEffect {}

  /**
   * A move is over: what nobody of the two who talk now has claimed is given back.
   *
   * @param calling who is on the calling side now
   * @param called who is on the called side now
   * @param to which of them has taken the call; nobody: it has stayed where it was
   */
  record MoveEnds(LegId calling, LegId called, Optional<LegId> to) implements CallEffect {}

  /** Something of a feature, which keeps its effects in its own package. */
  sealed interface FeatureEffect extends CallEffect
      permits AnnounceCaller, AttendedEffect, JoinEffect, ParkEffect, TransferEffect, VoiceEffect {
    /** What has happened to the call when it could not be carried out. */
    Optional<CallEvent> failure();
  }

  /** Frees everything the call holds. Nothing comes after it. */
  record ReleaseCall() implements CallEffect {}
}
