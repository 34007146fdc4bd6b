package org.ringspan.activedirectory.ldap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which controller to take. The preferred one, unless it failed a short while ago; when all have
 * failed, the one whose time is over first. Does no I/O and has no clock.
 */
final class ControllerBoard {
  private static final int MOST_DOUBLINGS = 4;

  private final Duration failBack;
  private final Map<ControllerAddress, Health> failed = new HashMap<>();

  private record Health(int failures, Instant notBefore) {}

  ControllerBoard(Duration failBack) {
    this.failBack = failBack;
  }

  /**
   * The controller to take.
   *
   * @param order the controllers, the preferred first
   * @param tried those that have just failed for this caller
   */
  synchronized Optional<ControllerAddress> choose(
      List<ControllerAddress> order, Set<ControllerAddress> tried, Instant now) {
    ControllerAddress soonest = null;
    var earliest = Instant.MAX;
    for (var controller : order) {
      if (tried.contains(controller)) {
        continue;
      }
      var health = failed.get(controller);
      if (health == null) {
        return Optional.of(controller);
      }
      if (!health.notBefore().isAfter(now)) {
        // This caller tries it; others go on with the next until it is known to be back.
        failed.put(controller, new Health(health.failures(), now.plus(failBack)));
        return Optional.of(controller);
      }
      if (health.notBefore().isBefore(earliest)) {
        earliest = health.notBefore();
        soonest = controller;
      }
    }
    return Optional.ofNullable(soonest);
  }

  /** A controller has failed. */
  synchronized void failed(ControllerAddress controller, Instant now) {
    var health = failed.get(controller);
    var failures = health == null ? 0 : Math.min(health.failures() + 1, MOST_DOUBLINGS);
    failed.put(controller, new Health(failures, now.plus(failBack.multipliedBy(1L << failures))));
  }

  /** A controller has worked. */
  synchronized void worked(ControllerAddress controller) {
    failed.remove(controller);
  }
}
