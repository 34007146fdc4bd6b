package org.ringspan.activedirectory;

import java.util.Optional;

/**
 * Where the application keeps the password of the account that the adapter logs in with. It is
 * asked at each login, so that a new one needs no restart; the adapter's own property is used only
 * while nobody gives one.
 */
public final class AccountPassword {
  private static final Source NOBODY = Optional::empty;
  private static volatile Source source = NOBODY;

  private AccountPassword() {}

  /** Gives the password. */
  public interface Source {
    /** The password as it is now; empty: the property of the adapter holds. */
    Optional<String> password();
  }

  /** Asks this one from now on. */
  public static synchronized void from(Source giver) {
    source = giver;
  }

  /** Doesn't ask this one any more; another one that was set since stays. */
  public static synchronized void forget(Source giver) {
    if (source == giver) {
      source = NOBODY;
    }
  }

  /**
   * The password as it is now.
   *
   * @param otherwise the property of the adapter
   */
  public static String orElse(String otherwise) {
    return source.password().orElse(otherwise);
  }
}
