package org.ringspan.identity;

import java.util.Optional;

/**
 * Who does something, for the record of it.
 *
 * @param name the login, or the name of a part of the system in angle brackets
 * @param source the address from which it was asked for, when there is one
 */
public record Actor(String name, Optional<String> source) {
  /** The server itself. */
  public static final Actor SYSTEM = new Actor("<system>", Optional.empty());

  /** An account that asks from {@code source}. */
  public static Actor of(Account account, String source) {
    return new Actor(account.id().value(), Optional.of(source));
  }
}
