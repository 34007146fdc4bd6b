package org.ringspan.activedirectory.ldap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.DirectoryRefusedException;

/**
 * Keeps a wrong password from locking the account: after a refusal no login is tried for a time
 * that doubles with each, at no controller, since all of them count together.
 */
final class LoginGuard {
  private final Duration first;
  private final Duration longest;
  private int refusals;
  private @Nullable Instant until;
  private @Nullable DirectoryRefusedException last;
  private String refusedMark = "";

  /**
   * A guard.
   *
   * @param first how long to wait after the first refusal
   * @param longest how long to wait at most
   */
  LoginGuard(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Half a minute, then a minute, up to half an hour: four refusals in the first four minutes. */
  static LoginGuard standard() {
    return new LoginGuard(Duration.ofSeconds(30), Duration.ofMinutes(30));
  }

  /** Why no login may be tried now with the last password; empty when one may. */
  synchronized Optional<DirectoryRefusedException> check(Instant now) {
    if (until == null || last == null || !now.isBefore(until)) {
      return Optional.empty();
    }
    return Optional.of(
        new DirectoryRefusedException(
            "not tried until "
                + until
                + ", so that the account isn't locked, after "
                + refusals
                + (refusals == 1 ? " refusal: " : " refusals: ")
                + last.getMessage(),
            last.resultCode(),
            last.vendorCode().orElse(null)));
  }

  /**
   * Why no login may be tried now with a password; empty when one may: another one than the last
   * that was refused may at once.
   *
   * @param mark tells passwords apart
   */
  synchronized Optional<DirectoryRefusedException> check(Instant now, String mark) {
    return mark.equals(refusedMark) ? check(now) : Optional.empty();
  }

  /**
   * A login was refused.
   *
   * @param mark tells passwords apart
   */
  synchronized void refused(Instant now, DirectoryRefusedException refusal, String mark) {
    until = now.plus(pause(refusals));
    refusals++;
    last = refusal;
    refusedMark = mark;
  }

  /** A login was accepted. */
  synchronized void accepted() {
    refusals = 0;
    until = null;
    last = null;
  }

  /** How long to wait after a refusal that so many went before. */
  Duration pause(int before) {
    var pause = first;
    for (var i = 0; i < before && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
