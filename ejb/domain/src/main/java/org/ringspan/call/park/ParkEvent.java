package org.ringspan.call.park;

import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.record.CallId;

/** What only calls know that are parked, or are to be. */
public sealed interface ParkEvent extends CallEvent.FeatureEvent {
  /**
   * The user of a party parks the other. The number is taken for it already.
   *
   * @param from who parks
   */
  record ParkRequested(LegId from, ParkPlace place) implements ParkEvent {}

  /** What became of the wish of this call's caller to park another call. */
  record ParkAnswered(Result result) implements ParkEvent {
    /** What became of it. */
    public enum Result {
      /** It is parked. */
      PARKED,
      /** Another call is at that number. */
      OCCUPIED,
      /** The user has no call on hold. */
      NOTHING_HELD,
      /** Somebody else has it already, or telephones ring to take it. */
      NOT_NOW
    }
  }

  /**
   * Another call, whose caller has dialled what retrieves this one, is to take the place of who has
   * parked it.
   *
   * @param leg what the other call is called in this one
   * @param other which call it is
   * @param offer the media of its end
   */
  record RetrievalRequested(LegId leg, CallId other, SessionDescription offer)
      implements ParkEvent {}
}
