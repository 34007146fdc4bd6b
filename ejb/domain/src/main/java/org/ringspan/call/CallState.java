package org.ringspan.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.move.Moving;
import org.ringspan.call.park.Parked;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.call.voice.Conversing;
import org.ringspan.reach.MidCall;
import org.ringspan.record.CallOutcome;

/**
 * Where a call stands. Each state says what was sent, what was received and what is awaited.
 *
 * <p>{@code Idle → Ringing → Answered → Talking → Clearing → Ended}; every state may be left for
 * {@code Clearing}. The states of features lie between two moments of {@code Talking}.
 */
public sealed interface CallState {
  /** A state of a feature, which keeps its states in its own package. */
  sealed interface FeatureState extends CallState
      permits Anchored, Conference, Conversing, Moving, OnBehalf, Parked, Replacing, Transferring {}

  /** Nothing received; awaiting the INVITE with its plan. */
  record Idle() implements CallState {}

  /**
   * INVITE sent to every leg whose delay is over; awaiting the first 2xx that counts.
   *
   * @param hears what the caller has been sent
   * @param refusals the status of every leg that is out, of the place that rings now
   * @param course which place that is
   */
  record Ringing(Setup setup, Legs legs, CallerHears hears, List<Integer> refusals, Course course)
      implements CallState {
    Ringing with(Legs changed) {
      return new Ringing(setup, changed, hears, refusals, course);
    }

    Ringing hearing(CallerHears changed) {
      return new Ringing(setup, legs, changed, refusals, course);
    }

    Ringing refusedWith(int status) {
      List<Integer> changed = new ArrayList<>(refusals);
      changed.add(status);
      return new Ringing(setup, legs, hears, List.copyOf(changed), course);
    }
  }

  /**
   * 200 sent to the caller; awaiting its ACK.
   *
   * @param winner the leg that answered
   * @param outcome what the record will say
   * @param offered the winner's SDP, which is its offer when the caller has made none
   * @param told the early media that the caller was answered with, when it had heard some
   * @param join the winner's media, when they are others: the caller must be moved to them (D17)
   * @param early a re-INVITE or UPDATE of one of them that has overtaken the ACK: it waits for it
   * @param keys keys, by INFO or by the media, that have overtaken the ACK, when the call is
   *     anchored: they wait, too
   * @param ending how the call ends as soon as the caller has acknowledged, when the winner has
   *     left or was sent away meanwhile: BYE to the caller has to wait for the ACK
   * @param anchored whether the media of both go through the media engine
   */
  record Answered(
      Setup setup,
      Legs legs,
      LegId winner,
      CallOutcome outcome,
      Optional<SessionDescription> offered,
      Optional<SessionDescription> told,
      Optional<SessionDescription> join,
      Optional<CallEvent.Reoffered> early,
      List<CallEvent> keys,
      Optional<Ending> ending,
      boolean anchored)
      implements CallState {
    /** More than anybody presses while an ACK is under way. */
    private static final int MOST_KEYS = 16;

    public Answered {
      keys = List.copyOf(keys);
    }

    Answered with(Legs changed) {
      return new Answered(
          setup, changed, winner, outcome, offered, told, join, early, keys, ending, anchored);
    }

    /** Whether a re-offer can wait for the ACK. Behind ours it can't: they would cross. */
    boolean mayKeep(LegId party) {
      return (party.equals(LegId.CALLER) || party.equals(winner))
          && early.isEmpty()
          && join.isEmpty()
          && ending.isEmpty();
    }

    Answered keeping(CallEvent.Reoffered reoffer) {
      return new Answered(
          setup,
          legs,
          winner,
          outcome,
          offered,
          told,
          join,
          Optional.of(reoffer),
          keys,
          ending,
          anchored);
    }

    /** Whether a party's key can wait for the ACK, before which nobody can make anything of it. */
    boolean mayKeepKey(LegId party) {
      return anchored
          && (party.equals(LegId.CALLER) || party.equals(winner))
          && keys.size() < MOST_KEYS
          && ending.isEmpty();
    }

    Answered keepingKey(CallEvent key) {
      List<CallEvent> kept = new ArrayList<>(keys);
      kept.add(key);
      return new Answered(
          setup, legs, winner, outcome, offered, told, join, early, kept, ending, anchored);
    }

    /** The first ending stands, and nothing waits any more. */
    Answered ending(Ending first) {
      return new Answered(
          setup,
          legs,
          winner,
          outcome,
          offered,
          told,
          join,
          Optional.empty(),
          List.of(),
          Optional.of(ending.orElse(first)),
          anchored);
    }
  }

  /**
   * 200 acknowledged; two talk; awaiting the first BYE or a re-INVITE.
   *
   * @param calling who is on the calling side: the caller, as long as the call hasn't moved there
   * @param winner who is on the called side
   * @param told the SDP that the caller was sent last, when its dialog began with early media: what
   *     it is sent next must continue that session
   */
  record Talking(
      Setup setup,
      Legs legs,
      LegId calling,
      LegId winner,
      CallOutcome outcome,
      Optional<SessionDescription> told,
      Exchange exchange)
      implements CallState {
    /** The caller talks. */
    Talking(
        Setup setup,
        Legs legs,
        LegId winner,
        CallOutcome outcome,
        Optional<SessionDescription> told,
        Exchange exchange) {
      this(setup, legs, LegId.CALLER, winner, outcome, told, exchange);
    }

    /** With legs that stand somewhere new. */
    public Talking with(Legs changed) {
      return new Talking(setup, changed, calling, winner, outcome, told, exchange);
    }

    /** With another exchange. */
    public Talking with(Exchange changed) {
      return new Talking(setup, legs, calling, winner, outcome, told, changed);
    }

    /** With another party in the place of one of the two. */
    public Talking replacing(LegId party, LegId by) {
      return party.equals(calling)
          ? new Talking(setup, legs, by, winner, outcome, told, exchange)
          : new Talking(setup, legs, calling, by, outcome, told, exchange);
    }

    /** After a party was sent a description. */
    public Talking told(LegId party, Optional<SessionDescription> session) {
      return party.equals(LegId.CALLER) && told.isPresent() && session.isPresent()
          ? new Talking(setup, legs, calling, winner, outcome, session, exchange)
          : this;
    }

    /** What the two of this call may do by keys. */
    public Map<LegId, MidCall> keyed() {
      Map<LegId, MidCall> keyed = new HashMap<>();
      if (calling.equals(LegId.CALLER)) {
        setup.plan().midCall().ifPresent(terms -> keyed.put(calling, terms));
      } else {
        legs.midCall(calling).ifPresent(terms -> keyed.put(calling, terms));
      }
      legs.midCall(winner).ifPresent(terms -> keyed.put(winner, terms));
      return keyed;
    }

    /** Whether the two may have nothing but audio. */
    public boolean isAudioOnly() {
      return legs.isAudioOnly(winner) || legs.isAudioOnly(calling);
    }

    /** What of a description the two may have. */
    SessionDescription allowed(SessionDescription media) {
      return isAudioOnly() ? media.audioOnly() : media;
    }

    /**
     * A description as a party has to be sent it: without what the two may not have, and a caller
     * that heard early media keeps their origin.
     */
    public Optional<SessionDescription> asToldTo(
        LegId party, Optional<SessionDescription> session) {
      Optional<SessionDescription> allowed = session.map(this::allowed);
      return party.equals(LegId.CALLER)
          ? allowed.map(media -> told.map(media::continuing).orElse(media))
          : allowed;
    }

    /** Whether the party is one of the two. */
    public boolean isOfPair(LegId party) {
      return party.equals(calling) || party.equals(winner);
    }

    /** With whom a party talks. */
    public LegId other(LegId party) {
      return party.equals(calling) ? winner : calling;
    }
  }

  /**
   * CANCEL or BYE sent to everyone who is left; awaiting their last answers. The caller is one of
   * the legs here, when it was sent a BYE.
   */
  record Clearing(Setup setup, Legs legs) implements CallState {}

  /** Nothing is left. */
  record Ended() implements CallState {}

  /**
   * How a call ends that was answered.
   *
   * @param reason what the parties are told
   * @param recorded what the record says
   */
  record Ending(Reason reason, CallEffect.RecordEnd recorded) {
    public static Ending of(Reason reason, CallOutcome outcome, String detail) {
      return new Ending(reason, new CallEffect.RecordEnd(outcome, 200, detail));
    }
  }

  /** What the caller has been sent while it waits. */
  sealed interface CallerHears {
    /** No provisional response but 100. */
    record Silence() implements CallerHears {}

    /** Its 200 already: the server talks with it, and has it hear ringing. */
    record FromEngine() implements CallerHears {}

    /** 180 without SDP. */
    record RingingTone() implements CallerHears {}

    /** 183 with SDP, which is the only answer this dialog can have. */
    record EarlyMedia(SessionDescription session) implements CallerHears {}
  }
}
