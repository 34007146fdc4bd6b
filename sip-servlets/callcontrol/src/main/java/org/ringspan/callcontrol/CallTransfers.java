package org.ringspan.callcontrol;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.LegId;
import org.ringspan.reach.LegTarget;

/** The transfers of one call: how often it was sent on, and who is told of the one that runs. */
final class CallTransfers {
  /**
   * A party of another call, whose place is wanted.
   *
   * @param target how it stands in the plan
   */
  record Place(LegTarget target, LiveCall call, LegId from) {}

  private int count;
  private @Nullable Place place;
  private @Nullable IntConsumer asker;

  /** Counts one more; false when there were so many already. */
  synchronized boolean another(int most) {
    if (count >= most) {
      return false;
    }
    count++;
    return true;
  }

  /** Somebody is to be told; false when another transfer runs. */
  synchronized boolean begin(IntConsumer told) {
    if (asker != null) {
      return false;
    }
    asker = told;
    return true;
  }

  /** Somebody is to be told, and the call goes where another call has its place. */
  synchronized boolean begin(IntConsumer told, Place wanted) {
    boolean begun = begin(told);
    if (begun) {
      place = wanted;
    }
    return begun;
  }

  /** The place in another call that a leg is for. */
  synchronized Optional<Place> place(LegTarget target) {
    return Optional.ofNullable(place).filter(wanted -> wanted.target().equals(target));
  }

  /** Tells how far it is; a final status is the last. */
  void tell(int status) {
    IntConsumer told;
    synchronized (this) {
      told = asker;
      if (status >= 200) {
        asker = null;
        place = null;
      }
    }
    if (told != null) {
      told.accept(status);
    }
  }
}
