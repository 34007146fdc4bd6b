package org.ringspan.identity.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.access.AccessAnswer.Checked.Verdict;
import org.ringspan.access.PinGuard;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.identity.adapter.Accounts;

/**
 * Checks the PINs of users who call in from outside. Five wrong ones within 15 minutes lock out who
 * calls and whom they were for, for as long ({@link PinGuard}); every wrong one is in the trail,
 * and who is locked out is told ({@link PinLocked}).
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Pins {
  private static final Logger LOG = Logger.getLogger(Pins.class);
  private static final int WRONG = 5;
  private static final Duration WITHIN = Duration.ofMinutes(15);
  private static final Duration LOCKED = Duration.ofMinutes(15);

  @Inject private Accounts accounts;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;
  @Inject private Event<PinLocked> locks;
  private final PinGuard guard = new PinGuard(WRONG, WITHIN, LOCKED);

  /**
   * Whether that is the user's PIN. Takes about a tenth of a second, also for nobody's and for what
   * can't be a PIN, so that the time tells nothing.
   *
   * @param user whose PIN it should be; nobody's is never right
   * @param pressed what was keyed in; it need not be a PIN
   * @param caller the number that calls; nothing when it is hidden
   * @return locked when it wasn't looked at, since too many were wrong
   */
  public Verdict check(Optional<UserId> user, String pressed, Optional<String> caller) {
    if (guard.isLocked(caller, user, clock.instant())) {
      LOG.debugf("the PIN of %s isn't looked at", name(user));
      return Verdict.LOCKED;
    }
    if (accounts.hasPin(user.map(UserId::value).orElse(""), pressed) && user.isPresent()) {
      guard.right(caller, user.get());
      return Verdict.RIGHT;
    }
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            name(user),
            Optional.of(caller.orElse("telephone")),
            "PIN_REFUSED",
            "login",
            name(user),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    Instant now = clock.instant();
    guard.wrong(caller, user, now).forEach(locked -> tell(locked, user, caller, now));
    return Verdict.WRONG;
  }

  private void tell(
      PinGuard.Locked locked, Optional<UserId> user, Optional<String> caller, Instant now) {
    LOG.warnf(
        "%d wrong PINs within %d minutes, the last for %s: the %s is locked out for %d minutes",
        WRONG,
        WITHIN.toMinutes(),
        name(user),
        locked == PinGuard.Locked.CALLER ? "caller" : "user",
        LOCKED.toMinutes());
    if (locked == PinGuard.Locked.USER && user.isPresent()) {
      locks.fire(new PinLocked(user.get(), caller, now, now.plus(LOCKED)));
    }
  }

  private static String name(Optional<UserId> user) {
    return user.map(UserId::value).orElse("<no login>");
  }
}
