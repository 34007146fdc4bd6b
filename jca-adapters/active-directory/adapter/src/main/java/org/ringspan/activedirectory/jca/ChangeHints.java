package org.ringspan.activedirectory.jca;

import jakarta.resource.spi.work.Work;
import java.time.Duration;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.ldap.ChangeWatch;
import org.ringspan.activedirectory.ldap.DirectoryClient;

/**
 * Has a controller tell when something changes, and wakes who reads changes. What was told isn't
 * believed, only taken as a reason to look: a controller that tells nothing, or a connection that
 * is lost, costs time and no change.
 */
final class ChangeHints implements Work {
  private static final System.Logger LOG = System.getLogger(ChangeHints.class.getName());

  /** A controller that doesn't do it is asked again: there may be another one by then. */
  private static final Duration REFUSED = Duration.ofMinutes(5);

  /** So soon it is noticed that nobody wants changes any more. */
  private static final Duration AT_A_TIME = Duration.ofMillis(500);

  private final DirectoryClient client;
  private final Runnable wake;

  /** Guarded by this, and so is the next. */
  private boolean wanted;

  private boolean released;
  private int failures;
  private boolean refused;

  /**
   * @param wake told that something has changed; from a thread of its own
   */
  ChangeHints(DirectoryClient client, Runnable wake) {
    this.client = client;
    this.wake = wake;
  }

  /** Whether changes are wanted now; without it no controller is asked to tell any. */
  synchronized void want(boolean now) {
    wanted = now;
    notifyAll();
  }

  @Override
  public void run() {
    while (awaitWanted()) {
      try (var watch = client.watch()) {
        LOG.log(System.Logger.Level.INFO, "{0} tells when something changes", watch.address());
        refused = false;
        // Whatever changed before it was asked to tell.
        wake.run();
        listen(watch);
      } catch (DirectoryRefusedException no) {
        if (!refused) {
          LOG.log(
              System.Logger.Level.INFO,
              "The directory doesn''t tell when something changes, it is asked at each interval: {0}",
              no.getMessage());
        }
        refused = true;
        pause(REFUSED);
      } catch (ActiveDirectoryException | RuntimeException failed) {
        failures++;
        LOG.log(
            System.Logger.Level.INFO,
            "The directory can''t tell when something changes, it is asked at each interval: {0}",
            failed.getMessage());
        pause(ChangeDelivery.pauseAfter(failures));
      }
    }
  }

  private void listen(ChangeWatch watch) throws ActiveDirectoryException {
    while (isWanted()) {
      if (watch.await(AT_A_TIME)) {
        wake.run();
      }
      failures = 0;
    }
  }

  private synchronized boolean isWanted() {
    return wanted && !released;
  }

  /** Waits until changes are wanted; false when it is over. */
  private synchronized boolean awaitWanted() {
    try {
      while (!wanted && !released) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      released = true;
      Thread.currentThread().interrupt();
    }
    return !released;
  }

  private synchronized void pause(Duration duration) {
    var end = System.nanoTime() + duration.toNanos();
    try {
      for (var left = duration.toMillis();
          left > 0 && !released;
          left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException interrupted) {
      released = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Not synchronized as a whole: Jakarta Connectors 2.1 section 10.3.1 forbids it of a Work. */
  @Override
  public void release() {
    synchronized (this) {
      released = true;
      notifyAll();
    }
  }
}
