package org.ringspan.call.park;

import org.ringspan.call.CallState;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.Anchored;

/**
 * One of the two is gone and has parked the other, who hears music; telephones of who has parked it
 * may ring.
 *
 * @param two the two, of whom one waits for the other
 * @param left who has parked the other
 * @param place where
 * @param asked whether the rules were asked who rings now; then no time runs
 */
public record Parked(Anchored two, LegId left, ParkPlace place, boolean asked)
    implements CallState.FeatureState {
  /** One that waits for its time. */
  public Parked(Anchored two, LegId left, ParkPlace place) {
    this(two, left, place, false);
  }

  Parked with(Anchored changed) {
    return new Parked(changed, left, place, asked);
  }

  Parked asking(boolean now) {
    return new Parked(two, left, place, now);
  }

  /** Whether the time runs until telephones ring. */
  boolean isTimed() {
    return !asked && two.ringing().isEmpty();
  }

  /** Whether somebody may take the call now: nothing is negotiated that it would cross. */
  public boolean mayBeTaken() {
    return two.talking().exchange() instanceof Exchange.Steady;
  }
}
