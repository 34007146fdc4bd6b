package org.ringspan.callcontrol;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.subscription.Pace;

/**
 * Keeps the subscriptions to one event package and sends their NOTIFYs, on one thread of its own:
 * whatever that has to wait for holds up no call and no other package.
 */
final class Teller {
  private static final Logger LOG = Logger.getLogger(Teller.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Telephones that start anew leave old ones behind. */
  private static final int MOST_OF_DEVICE = 8;

  private static final int MOST = 50_000;

  private final EventPackage of;
  private final Predicate<Subscription> stillOwned;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private final Map<UserId, Set<Subscription>> byOwner = new ConcurrentHashMap<>();
  private final Map<DeviceName, Integer> ofDevices = new ConcurrentHashMap<>();
  private final AtomicInteger all = new AtomicInteger();

  /**
   * @param stillOwned whether the device is still there and its owner's
   */
  Teller(EventPackage of, Predicate<Subscription> stillOwned, ThreadFactory threads, Clock clock) {
    this.of = of;
    this.stillOwned = stillOwned;
    this.clock = clock;
    this.thread = Executors.newSingleThreadScheduledExecutor(threads);
  }

  void begin() {
    every(LOOK, this::endWhatRanOut);
    of.begin(this);
  }

  void end() {
    thread.shutdownNow();
  }

  /** Does something again and again, on the one thread; a failure is logged and borne. */
  void every(Duration pause, Runnable what) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            what.run();
          } catch (RuntimeException e) {
            LOG.warnf(e, "%s: something can't be done now; it is tried again", of.name());
          }
        },
        pause.toMillis(),
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Counts a new subscription of a device. What is admitted is then added, or dismissed.
   *
   * @return false when the device, or the server, has too many
   */
  boolean admits(DeviceName device) {
    int now = all.incrementAndGet();
    int ofDevice = ofDevices.merge(device, 1, Integer::sum);
    if (now > MOST || ofDevice > MOST_OF_DEVICE) {
      dismiss(device);
      return false;
    }
    return true;
  }

  /** A subscription that was admitted has come to nothing. */
  void dismiss(DeviceName device) {
    ofDevices.computeIfPresent(device, (name, count) -> count > 1 ? count - 1 : null);
    all.decrementAndGet();
  }

  /** A subscription that was admitted begins: its telephone has its 200. */
  void add(Subscription subscription) {
    byOwner.compute(
        subscription.owner(),
        (owner, others) -> {
          Set<Subscription> with = others == null ? ConcurrentHashMap.newKeySet() : others;
          with.add(subscription);
          return with;
        });
  }

  private void remove(Subscription subscription) {
    boolean[] there = new boolean[1];
    byOwner.computeIfPresent(
        subscription.owner(),
        (owner, others) -> {
          there[0] = others.remove(subscription);
          return others.isEmpty() ? null : others;
        });
    if (there[0]) {
      dismiss(subscription.device());
    }
  }

  /** Something has changed for a user. */
  void changed(UserId owner) {
    if (byOwner.containsKey(owner)) {
      soon(
          () ->
              byOwner
                  .getOrDefault(owner, Set.of())
                  .forEach(subscription -> go(subscription, pace -> pace.changed(now()))));
    }
  }

  /** A telephone has asked: it is told at once. */
  void asked(Subscription subscription) {
    soon(() -> go(subscription, pace -> pace.asked(now())));
  }

  /** A telephone wants to be told once more and no more. */
  void asksToEnd(Subscription subscription) {
    soon(() -> endByWish(subscription));
  }

  /** A NOTIFY was accepted. */
  void told(Subscription subscription) {
    if (subscription.isOver()) {
      subscription.forget();
    } else {
      soon(() -> go(subscription, pace -> pace.told(now())));
    }
  }

  // rfc6665#section-4.2.2: a telephone that refuses or doesn't answer has no subscription any more;
  // if it lives, it subscribes anew.
  /** A NOTIFY was refused, or couldn't be sent. */
  void drop(Subscription subscription) {
    subscription.end();
    remove(subscription);
    subscription.forget();
  }

  private void soon(Runnable telling) {
    try {
      thread.execute(telling);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server stops; telephones subscribe again");
    }
  }

  private void go(Subscription subscription, Function<Pace, Pace.Stepped> how) {
    try {
      if (stillOwned.test(subscription)) {
        carryOut(subscription, subscription.step(how));
      } else {
        end(subscription, "noresource");
      }
    } catch (RuntimeException e) {
      // Who is never told again must not believe to be.
      LOG.warnf(e, "%s: %s isn't told any more", of.name(), subscription.device());
      drop(subscription);
    }
  }

  private void carryOut(Subscription subscription, Pace.Step step) {
    switch (step) {
      case Pace.Tell tell -> tell(subscription);
      case Pace.Wait(var time) ->
          thread.schedule(
              () -> go(subscription, pace -> pace.due(now())),
              Math.max(1, time.toMillis()),
              TimeUnit.MILLISECONDS);
      case Pace.Nothing nothing -> {}
    }
  }

  private void tell(Subscription subscription) {
    try {
      subscription.tell(now());
    } catch (EventPackage.NotNow e) {
      LOG.warnf(
          "telephones can't be told of %s of %s now: %s",
          of.name(), subscription.owner(), e.getMessage());
      carryOut(subscription, subscription.step(pace -> pace.failed(AGAIN)));
    } catch (IOException | IllegalStateException e) {
      LOG.debugf(e, "%s can't be told of %s", subscription.device(), of.name());
      drop(subscription);
    }
  }

  private void endByWish(Subscription subscription) {
    if (!subscription.end()) {
      return;
    }
    remove(subscription);
    Optional<String> body = Optional.empty();
    try {
      body = Optional.of(of.body(subscription, subscription.version()));
    } catch (EventPackage.NotNow e) {
      LOG.debugf(e, "%s is told of the end and nothing else", subscription.device());
    }
    sendEnd(subscription, "timeout", body);
  }

  private void end(Subscription subscription, String reason) {
    if (subscription.end()) {
      remove(subscription);
      sendEnd(subscription, reason, Optional.empty());
    }
  }

  private static void sendEnd(Subscription subscription, String reason, Optional<String> body) {
    try {
      subscription.tellEnd(reason, body);
    } catch (IOException | IllegalStateException e) {
      LOG.debugf(e, "%s can't be told of the end", subscription.device());
      subscription.forget();
    }
  }

  private void endWhatRanOut() {
    Instant now = now();
    List<Subscription> ended =
        byOwner.values().stream()
            .flatMap(Collection::stream)
            .filter(subscription -> subscription.hasRunOut(now))
            .toList();
    ended.forEach(subscription -> end(subscription, "timeout"));
  }

  private Instant now() {
    return clock.instant();
  }
}
