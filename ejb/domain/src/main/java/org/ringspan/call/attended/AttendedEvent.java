package org.ringspan.call.attended;

import java.util.Optional;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;
import org.ringspan.record.CallId;

/** What a call is told by another whose telephone transfers it here. */
public sealed interface AttendedEvent extends CallEvent.FeatureEvent {
  /**
   * Another call wants the place of the telephone that has both.
   *
   * @param from whose place
   * @param leg what the other call is called in this one
   * @param other which call it is
   * @param offer its media; absent when it wants to be offered some
   */
  record PlaceWanted(LegId from, LegId leg, CallId other, Optional<SessionDescription> offer)
      implements AttendedEvent {}
}
