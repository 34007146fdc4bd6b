package org.ringspan.call.anchor;

import java.util.Optional;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.SessionDescription;

/** What only an anchored call knows. */
public sealed interface AnchorEvent extends CallEvent.FeatureEvent {
  /**
   * A telephone of a user has called to take the user's call.
   *
   * @param from where the user has talked until now
   * @param leg what the telephone is called in this call
   * @param offer what its INVITE offers; nothing when it wants to be offered media
   * @param by how it has named the call
   */
  record PickupDialled(LegId from, LegId leg, Optional<SessionDescription> offer, By by)
      implements AnchorEvent {
    /** By the code that takes a call from hold. */
    public PickupDialled(LegId from, LegId leg, Optional<SessionDescription> offer) {
      this(from, leg, offer, By.CODE);
    }
  }

  /** How a telephone names the call that it takes. */
  enum By {
    /** It has dialled the code that takes the user's call from hold. */
    CODE,
    /** It has dialled the number at which the call is parked, behind its prefix. */
    PARK,
    /** It has named the dialog (RFC 3891): the call needn't be on hold. */
    REPLACES
  }
}
