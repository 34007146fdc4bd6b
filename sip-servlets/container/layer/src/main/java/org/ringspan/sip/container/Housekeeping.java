package org.ringspan.sip.container;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mobicents.servlet.sip.core.dispatchers.DispatchTask;

/**
 * Where the engine does what needn't be done on the thread of a message. Messages (CANCEL) are
 * handled at once. Everything else is told of transactions and dialogs that have ended, and waits a
 * moment: it may end sessions, and without locks it would take them away from a servlet that has
 * just sent the response which ended the transaction.
 */
final class Housekeeping extends ScheduledThreadPoolExecutor {
  /** How long sessions stay after their last transaction. */
  static final long GRACE_MILLISECONDS = 1000;

  Housekeeping(int threads) {
    super(
        threads,
        Thread.ofPlatform()
            .name("sip-housekeeping-", 0)
            .daemon()
            .inheritInheritableThreadLocals(false)
            .factory());
    prestartAllCoreThreads();
  }

  @Override
  public void execute(Runnable task) {
    schedule(task, task instanceof DispatchTask ? 0 : GRACE_MILLISECONDS, TimeUnit.MILLISECONDS);
  }
}
