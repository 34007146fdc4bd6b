package org.ringspan.sip.container;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The SIP stack's timers on a wheel of 10 ms steps. Every transaction has one that ticks each half
 * second for up to 32 s (RFC 3261 timers A-K are counted in its ticks), so a call has more than a
 * hundred ticks. Starting one takes no lock and every step wakes one thread once, where the stack's
 * own timer keeps a heap under one lock and wakes for every tick.
 *
 * <p>Tasks run on the timer's thread, one after the other, up to 20 ms late. What a task throws is
 * logged and doesn't stop the others; a periodic one goes on. A task without time left to wait runs
 * at the next step.
 */
public final class WheelTimer implements SipTimer {
  private static final Logger LOG = Logger.getLogger(WheelTimer.class);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  // A power of two. 41 s: nearly every timer is done in its first round.
  private static final int SLOTS = 4096;

  /** One started task. The slot it stands in belongs to the timer's thread. */
  private static final class Entry {
    private volatile @Nullable SIPStackTimerTask task;
    private final long periodSteps;
    private long dueStep;
    private @Nullable Entry next;

    Entry(SIPStackTimerTask task, long dueStep, long periodSteps) {
      this.task = task;
      this.dueStep = dueStep;
      this.periodSteps = periodSteps;
    }
  }

  private final Queue<Entry> arrivals = new ConcurrentLinkedQueue<>();
  // The last of those that came into each slot, linked to the one before it: no order is kept
  // inside a step.
  private final @Nullable Entry[] slots = new Entry[SLOTS];
  private final long origin = System.nanoTime();
  private volatile boolean running;
  private volatile boolean idle;
  private volatile @Nullable Thread thread;
  private long doneStep;
  private int standing;

  /** For the stack. */
  public WheelTimer() {}

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    running = true;
    thread = Thread.ofPlatform().daemon().name("sip-timer").start(this::turn);
  }

  @Override
  public void stop() {
    running = false;
    LockSupport.unpark(thread);
  }

  @Override
  public boolean isStarted() {
    return running;
  }

  /**
   * Runs a task once.
   *
   * @param delay milliseconds
   * @throws IllegalStateException after {@link #stop()}
   */
  @Override
  public boolean schedule(SIPStackTimerTask task, long delay) {
    return add(task, delay, 0);
  }

  /**
   * Runs a task again and again until it is cancelled.
   *
   * @param delay milliseconds to the first run
   * @param period milliseconds from the end of one run to the next, at least 10
   * @throws IllegalStateException after {@link #stop()}
   */
  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
    return add(task, delay, Math.max(1, steps(period)));
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    if (!(task.getSipTimerTask() instanceof Entry entry) || entry.task == null) {
      return false;
    }
    task.cleanUpBeforeCancel();
    // The entry stays in its slot until its time has come; what the task holds doesn't.
    entry.task = null;
    return true;
  }

  private boolean add(SIPStackTimerTask task, long delay, long periodSteps) {
    if (!running) {
      throw new IllegalStateException("the SIP timer has been stopped");
    }
    // The step that has begun doesn't count: never early.
    Entry entry = new Entry(task, now() + 1 + steps(delay), periodSteps);
    task.setSipTimerTask(entry);
    arrivals.add(entry);
    if (idle) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  private static long steps(long milliseconds) {
    return TimeUnit.MILLISECONDS.toNanos(Math.max(0, milliseconds) + 9) / STEP_NANOS;
  }

  private long now() {
    return (System.nanoTime() - origin) / STEP_NANOS;
  }

  private void turn() {
    while (running) {
      place();
      long now = now();
      while (doneStep < now && running) {
        doneStep++;
        runSlot(slot(doneStep));
      }
      if (standing > 0) {
        LockSupport.parkNanos(origin + (now() + 1) * STEP_NANOS - System.nanoTime());
      } else {
        sleepUntilArrival();
      }
    }
  }

  private void sleepUntilArrival() {
    idle = true;
    if (arrivals.isEmpty() && running) {
      LockSupport.park(this);
    }
    idle = false;
    if (arrivals.isEmpty()) {
      return;
    }
    // Nothing stood on the wheel while it slept.
    doneStep = Math.max(doneStep, now() - 1);
  }

  private void place() {
    for (Entry entry = arrivals.poll(); entry != null; entry = arrivals.poll()) {
      place(entry);
    }
  }

  private void place(Entry entry) {
    // One that waited for this thread beyond its time runs at the next step.
    entry.dueStep = Math.max(entry.dueStep, doneStep + 1);
    int slot = slot(entry.dueStep);
    entry.next = slots[slot];
    slots[slot] = entry;
    standing++;
  }

  private static int slot(long step) {
    return (int) step & (SLOTS - 1);
  }

  private void runSlot(int slot) {
    Entry entry = slots[slot];
    slots[slot] = null;
    while (entry != null) {
      Entry following = entry.next;
      entry.next = null;
      standing--;
      SIPStackTimerTask task = entry.task;
      if (task != null) {
        if (entry.dueStep > doneStep) {
          place(entry);
        } else {
          run(entry, task);
        }
      }
      entry = following;
    }
  }

  private void run(Entry entry, SIPStackTimerTask task) {
    if (entry.periodSteps == 0) {
      entry.task = null;
    }
    try {
      task.runTask();
    } catch (Throwable e) { // One transaction's timer must not end the timers of all others.
      LOG.error("A timer of the SIP stack failed", e);
    }
    if (entry.periodSteps > 0 && entry.task != null) {
      entry.dueStep = now() + 1 + entry.periodSteps;
      place(entry);
    }
  }
}
