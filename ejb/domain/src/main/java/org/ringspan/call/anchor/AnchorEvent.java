package org.ringspan.call.anchor;

import java.util.Optional;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/** What only an anchored call knows. */
public sealed interface AnchorEvent extends CallEvent.FeatureEvent {
  /**
   * A telephone of a user has dialled the code that takes the user's call from hold.
   *
   * @param from where the user has talked until now
   * @param leg what the telephone is called in this call
   * @param offer what its INVITE offers; nothing when it wants to be offered media
   */
  record PickupDialled(LegId from, LegId leg, Optional<SessionDescription> offer)
      implements AnchorEvent {}
}
