package org.ringspan.call.join;

import java.util.Optional;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.record.CallId;

/** What one call tells another that it is joined with, or is to be. */
public sealed interface JoinEvent extends CallEvent.FeatureEvent {
  /**
   * Another call asks the one on hold to be joined with it.
   *
   * @param from whose place in this call the other takes: the user who has put it on hold
   * @param leg what the other call is called in this one
   * @param other which call it is
   * @param offer the media of its end
   * @param conference whether the user stays, in the other call
   */
  record LinkRequested(
      LegId from, LegId leg, CallId other, SessionDescription offer, boolean conference)
      implements JoinEvent {}

  /**
   * The call on hold agrees, and has taken its user out already.
   *
   * @param leg what it is called in this call
   * @param answer the media of its end
   */
  record LinkAnswered(LegId leg, CallId other, SessionDescription answer) implements JoinEvent {}

  /**
   * There is none, or it can't be joined.
   *
   * @param leg what it would have been called in this call; absent when none was asked
   */
  record LinkRefused(Optional<LegId> leg, Why why) implements JoinEvent {
    /** Why it isn't joined. */
    public enum Why {
      /** The user has no call on hold, or no more. */
      NOTHING_HELD,
      /** Somebody else has it already, or telephones ring to take it. */
      NOT_NOW,
      /** The media engine has no end for it. */
      NO_MEDIA
    }
  }

  /**
   * Who talks in the other call has put this one on hold, or takes it back: nobody is to hear music
   * through a link.
   */
  record LinkHeld(LegId leg, boolean held) implements JoinEvent {}

  /**
   * The other call has ended, or nobody is left in it who could talk.
   *
   * @param why in plain English
   */
  record LinkEnded(LegId leg, String why) implements JoinEvent {}
}
