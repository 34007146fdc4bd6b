package org.ringspan.callcontrol;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The transfers of one call: how often it was sent on, and who is told of the one that runs. */
final class CallTransfers {
  private int count;
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

  /** Tells how far it is; a final status is the last. */
  void tell(int status) {
    IntConsumer told;
    synchronized (this) {
      told = asker;
      if (status >= 200) {
        asker = null;
      }
    }
    if (told != null) {
      told.accept(status);
    }
  }
}
