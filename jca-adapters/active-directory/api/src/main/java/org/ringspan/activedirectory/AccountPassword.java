package org.ringspan.activedirectory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the application keeps the password of the account that the adapter logs in with. It is
 * asked at each login, so that a new one needs no restart; the adapter's own property is used only
 * while nobody gives one.
 */
public final class AccountPassword {
  private static final AtomicReference<Source> SOURCE = new AtomicReference<>(Optional::empty);

  private AccountPassword() {}

  /** Gives the password. */
  public interface Source {
    /** The password as it is now; empty: the property of the adapter holds. */
    Optional<String> password();
  }

  /** Asks this one from now on. */
  public static void from(Source source) {
    SOURCE.set(source);
  }

  /** Doesn't ask this one any more; another one that was set since stays. */
  public static void forget(Source source) {
    SOURCE.compareAndSet(source, Optional::empty);
  }

  /**
   * The password as it is now.
   *
   * @param otherwise the property of the adapter
   */
  public static String orElse(String otherwise) {
    return SOURCE.get().password().orElse(otherwise);
  }
}
