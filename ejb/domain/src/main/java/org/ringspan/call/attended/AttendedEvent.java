package org.ringspan.call.attended;

import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.record.CallId;

/** What a call is told by another whose telephone transfers it here. */
public sealed interface AttendedEvent extends CallEvent.FeatureEvent {
  /**
   * Another call wants the place of the telephone that has both, and to be offered media.
   *
   * @param from whose place
   * @param leg what the other call is called in this one
   * @param other which call it is
   */
  record PlaceWanted(LegId from, LegId leg, CallId other) implements AttendedEvent {}
}
