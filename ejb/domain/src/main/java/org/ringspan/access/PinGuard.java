package org.ringspan.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.guessing.GuessBook;
import org.ringspan.guessing.GuessLimits;

/**
 * Counts wrong PINs by caller and by user. Who has given too many is locked out for a time, and so
 * is the user for whom they were given, since callers' numbers can be forged. Safe for use by many
 * threads.
 */
public final class PinGuard {
  private static final int REMEMBERED = 10_000;
  private final GuessBook book;

  /** Who was locked out by a wrong PIN. */
  public enum Locked {
    /** The number that called. */
    CALLER,
    /** The user. */
    USER
  }

  /**
   * @param wrong how many wrong ones lock, at least 1
   * @param within in which time they are counted, positive
   * @param lockedFor how long it lasts, positive
   */
  public PinGuard(int wrong, Duration within, Duration lockedFor) {
    book =
        new GuessBook(
            new GuessLimits(wrong, Integer.MAX_VALUE, within, lockedFor, lockedFor, REMEMBERED));
  }

  /** Whether a PIN isn't looked at now, right or wrong. */
  public boolean isLocked(Optional<String> caller, Optional<UserId> user, Instant now) {
    return keys(caller, user).stream()
        .anyMatch(key -> book.refusedFor(key.source(), key.device(), now).isPositive());
  }

  /**
   * Takes note of a wrong one.
   *
   * @return who is locked out from now on, mostly nobody
   */
  public List<Locked> wrong(Optional<String> caller, Optional<UserId> user, Instant now) {
    List<Locked> locked = new ArrayList<>();
    for (Key key : keys(caller, user)) {
      boolean begins =
          book.wrong(key.source(), key.device(), now).stream()
              .anyMatch(GuessBook.Refusal.OfDevice.class::isInstance);
      if (begins) {
        locked.add(key.who());
      }
    }
    return locked;
  }

  /** A right one: the wrong ones before were slips. */
  public void right(Optional<String> caller, UserId user) {
    keys(caller, Optional.of(user)).forEach(key -> book.right(key.source(), key.device()));
  }

  /** An administrator lets the user try again. */
  public void unlock(UserId user) {
    keys(Optional.empty(), Optional.of(user))
        .forEach(key -> book.right(key.source(), key.device()));
  }

  private record Key(Locked who, String source, String device) {}

  private static List<Key> keys(Optional<String> caller, Optional<UserId> user) {
    List<Key> keys = new ArrayList<>();
    caller.ifPresent(number -> keys.add(new Key(Locked.CALLER, "caller", number)));
    user.ifPresent(id -> keys.add(new Key(Locked.USER, "user", id.value())));
    return keys;
  }
}
