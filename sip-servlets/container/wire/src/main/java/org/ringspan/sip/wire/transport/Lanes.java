package org.ringspan.sip.wire.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps things of one key in the order they came, though several threads work on them. Each key
 * belongs to a lane. Whoever takes something in works it off when its lane is idle; when another
 * thread is at work there, it leaves the thing to that thread and goes on. Nobody waits, and a lane
 * that is stuck holds up the thread that works it and what is left in it, nothing else.
 *
 * <p>A lane that isn't idle has a thread at work in it. So with n threads at most n lanes hold
 * anything, and each no more than it may.
 */
final class Lanes<T> {

  /** Far more than threads, so that two calls that are handled at once seldom share one. */
  private static final int COUNT = 1024;

  /** What becomes of something that has come. */
  enum Entry {
    /** The lane was idle: the calling thread has to work it off, beginning with this. */
    TAKEN,
    /** The thread that works the lane will come to it. */
    LEFT,
    /** The lane holds as much as it may. */
    FULL
  }

  private final Lane<T>[] lanes;

  /**
   * @param most how many things may be left in one lane, at least 1
   * @param keep makes of something that has come what can be left in a lane
   */
  @SuppressWarnings("unchecked")
  Lanes(int most, UnaryOperator<T> keep) {
    lanes = new Lane[COUNT];
    for (int i = 0; i < COUNT; i++) {
      lanes[i] = new Lane<>(most, keep);
    }
  }

  /** The lane of a key; all bits of the key count. */
  Lane<T> of(int key) {
    return lanes[(key ^ key >>> 16) & (COUNT - 1)];
  }

  /** Things of some keys in their order. */
  static final class Lane<T> {

    private final int most;
    private final UnaryOperator<T> keep;
    private final Queue<T> left = new ConcurrentLinkedQueue<>();

    /** The thing that is worked on and those that are left; 0 when the lane is idle. */
    private final AtomicInteger inside = new AtomicInteger();

    private Lane(int most, UnaryOperator<T> keep) {
      this.most = most;
      this.keep = keep;
    }

    /** Something has come. Only one thread at a time calls this, in the order things come. */
    Entry enter(T come) {
      if (inside.compareAndSet(0, 1)) {
        return Entry.TAKEN;
      }
      if (inside.get() > most) {
        return Entry.FULL;
      }
      left.add(keep.apply(come));
      if (inside.getAndIncrement() > 0) {
        return Entry.LEFT;
      }
      // The lane has become idle meanwhile, so nothing else is left in it.
      left.remove();
      return Entry.TAKEN;
    }

    /** Works on what was {@link Entry#TAKEN}, and then on what is left in the lane meanwhile. */
    void workOff(T taken, Consumer<T> work) {
      T next = taken;
      do {
        boolean done = false;
        try {
          work.accept(next);
          done = true;
        } finally {
          // Whatever happens to one thing, the lane must not stay occupied.
          if (!done && inside.decrementAndGet() > 0) {
            workOff(left.remove(), work);
          }
        }
        next = inside.decrementAndGet() > 0 ? left.remove() : null;
      } while (next != null);
    }
  }
}
