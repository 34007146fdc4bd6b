package org.ringspan.sip.container;

import java.io.Serializable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.timers.ServletTimerImpl;
import org.mobicents.servlet.sip.core.timers.SipApplicationSessionTimerService;
import org.mobicents.servlet.sip.core.timers.SipApplicationSessionTimerTask;
import org.mobicents.servlet.sip.core.timers.StandardSasTimerTask;

/**
 * The servlet timers of one application and the expiry of its sessions. A cancelled timer is
 * forgotten at once, so a call that ends early leaves nothing behind.
 */
final class ApplicationTimers implements TimerService {
  private final ScheduledThreadPoolExecutor executor;
  private final Expiry expiry = new Expiry();

  ApplicationTimers(int threads) {
    ThreadFactory factory =
        Thread.ofPlatform()
            .name("sip-timer-", 0)
            .daemon()
            .inheritInheritableThreadLocals(false)
            .factory();
    executor = new ScheduledThreadPoolExecutor(threads, factory);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Cancels every timer. */
  void stop() {
    executor.shutdownNow();
  }

  /** Timers that wait to fire. */
  int waiting() {
    return executor.getQueue().size();
  }

  SipApplicationSessionTimerService expiry() {
    return expiry;
  }

  /**
   * A timer that fires once.
   *
   * @param delay milliseconds
   * @throws IllegalStateException if the session is invalid or the application has no timer
   *     listener
   */
  @Override
  public ServletTimer createTimer(
      SipApplicationSession session, long delay, boolean persistent, @Nullable Serializable info) {
    MobicentsSipApplicationSession of = (MobicentsSipApplicationSession) session;
    ServletTimerImpl timer = new ServletTimerImpl(info, delay, listener(of), of);
    of.addServletTimer(timer);
    Firing firing = new Firing(timer, of);
    firing.arm(executor.schedule(firing, delay, TimeUnit.MILLISECONDS));
    return timer;
  }

  /**
   * A timer that fires again and again.
   *
   * @param delay milliseconds
   * @param period milliseconds, 1 or more
   * @throws IllegalStateException if the session is invalid or the application has no timer
   *     listener
   */
  @Override
  public ServletTimer createTimer(
      SipApplicationSession session,
      long delay,
      long period,
      boolean fixedDelay,
      boolean persistent,
      @Nullable Serializable info) {
    if (period < 1) {
      throw new IllegalArgumentException("The period is a millisecond or more: " + period);
    }
    MobicentsSipApplicationSession of = (MobicentsSipApplicationSession) session;
    ServletTimerImpl timer =
        new ServletTimerImpl(info, delay, fixedDelay, period, listener(of), of);
    of.addServletTimer(timer);
    Firing firing = new Firing(timer, of);
    firing.arm(
        fixedDelay
            ? executor.scheduleWithFixedDelay(firing, delay, period, TimeUnit.MILLISECONDS)
            : executor.scheduleAtFixedRate(firing, delay, period, TimeUnit.MILLISECONDS));
    return timer;
  }

  private static TimerListener listener(MobicentsSipApplicationSession session) {
    if (!session.isValid()) {
      throw new IllegalStateException("The application session has been invalidated");
    }
    TimerListener listener = session.getSipContext().getListeners().getTimerListener();
    if (listener == null) {
      throw new IllegalStateException("The application has no timer listener");
    }
    return listener;
  }

  /** What runs when a timer comes due. */
  private static final class Firing implements Runnable {
    private final ServletTimerImpl timer;
    private final MobicentsSipApplicationSession session;
    private final CountDownLatch armed = new CountDownLatch(1);

    Firing(ServletTimerImpl timer, MobicentsSipApplicationSession session) {
      this.timer = timer;
      this.session = session;
    }

    /**
     * Tells the timer what to cancel; a timer that doesn't know it yet wouldn't leave its session.
     */
    void arm(ScheduledFuture<?> future) {
      timer.setFuture(future);
      armed.countDown();
    }

    @Override
    public void run() {
      try {
        armed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      // A timer that comes due while its session is being invalidated has nobody to tell.
      if (session.isValid()) {
        timer.run();
      }
    }
  }

  /** Ends application sessions whose time is up, where they have a time. */
  private final class Expiry implements SipApplicationSessionTimerService {
    @Override
    public SipApplicationSessionTimerTask createSipApplicationSessionTimerTask(
        MobicentsSipApplicationSession session) {
      return new Task(session);
    }

    @Override
    public SipApplicationSessionTimerTask schedule(
        SipApplicationSessionTimerTask task, long delay, TimeUnit unit) {
      ((Task) task).future = executor.schedule((Task) task, delay, unit);
      return task;
    }

    @Override
    public boolean cancel(SipApplicationSessionTimerTask task) {
      return ((Task) task).cancel();
    }

    @Override
    public void start() {
      // Runs from the first timer on.
    }

    @Override
    public void stop() {
      ApplicationTimers.this.stop();
    }

    @Override
    public boolean isStarted() {
      return !executor.isShutdown();
    }
  }

  private static final class Task extends StandardSasTimerTask {
    private volatile @Nullable Future<?> future;

    Task(MobicentsSipApplicationSession session) {
      super(session);
    }

    @Override
    public boolean cancel() {
      Future<?> scheduled = future;
      return scheduled != null && scheduled.cancel(false);
    }
  }
}
