package org.ringspan.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives a call its events one at a time, in the order they were posted, whatever threads they come
 * from. The thread that finds the mailbox idle works it off; the others leave their event and go
 * on. Nobody waits, so two calls can send each other events.
 */
public final class CallMailbox {
  /**
   * Carries out what the call decides. Called by one thread at a time, never re-entered. What it is
   * only told of it must bear: a report that throws takes the effects behind it along.
   */
  public interface Shell {
    /**
     * Carries out one effect.
     *
     * @throws Exception when it can't: the call gets {@link CallEvent.EffectFailed}
     */
    void execute(CallEffect effect) throws Exception;

    /** An event met a state in which it changes nothing. */
    void ignored(CallState state, CallEvent event);

    /** An effect has failed; the call is told by {@link CallEvent.EffectFailed}. */
    void failed(CallEffect effect, Exception why);

    /** A defect of ours: an event could not be handled. The call goes on with its next event. */
    void broken(CallState state, CallEvent event, Throwable why);
  }

  private final Queue<CallEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Shell shell;
  private volatile CallState state = new CallState.Idle();

  public CallMailbox(Shell shell) {
    this.shell = shell;
  }

  /** Where the call stands now; for display, since it may have changed when the caller reads it. */
  public CallState state() {
    return state;
  }

  /**
   * Posts an event. It is handled before this returns, unless another thread is at work: then that
   * thread handles it.
   */
  public void post(CallEvent event) {
    events.add(event);
    if (waiting.getAndIncrement() > 0) {
      return;
    }
    workOff();
  }

  private void workOff() {
    do {
      boolean told = false;
      try {
        CallEvent next = events.poll();
        if (next != null) {
          handleSafely(next);
        }
        told = true;
      } finally {
        // A report has failed: that surfaces in this thread, but not before the rest is worked off.
        if (!told && waiting.decrementAndGet() > 0) {
          workOff();
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }

  /**
   * Whatever happens in one event, the mailbox must not stay occupied: the call could never end.
   */
  private void handleSafely(CallEvent event) {
    CallState before = state;
    try {
      handle(before, event);
    } catch (RuntimeException | Error e) {
      shell.broken(before, event, e);
    }
  }

  private void handle(CallState before, CallEvent event) {
    Transition transition = CallTransitions.on(before, event);
    state = transition.state();
    if (transition.ignored()) {
      shell.ignored(before, event);
    }
    for (CallEffect effect : transition.effects()) {
      execute(effect);
    }
  }

  /** The effects after one that fails are carried out all the same: they may clear other legs. */
  private void execute(CallEffect effect) {
    try {
      shell.execute(effect);
    } catch (Exception e) {
      post(new CallEvent.EffectFailed(effect));
      shell.failed(effect, e);
    } catch (Error e) {
      post(new CallEvent.EffectFailed(effect));
      shell.failed(effect, new IllegalStateException("a defect", e));
    }
  }
}
