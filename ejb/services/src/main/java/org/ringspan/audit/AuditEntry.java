package org.ringspan.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done.
 *
 * @param id grows with every entry
 * @param actor the login, or a part of the system in angle brackets
 * @param source the address from which it was asked for
 * @param action what was done, in capital letters
 * @param kind of thing it was done to
 * @param name of the thing
 * @param before the thing before it, JSON without secrets; empty when it wasn't there or wasn't
 *     kept
 * @param after the thing after it, in the same way
 * @param undoes the entry that was undone by it
 */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    Optional<String> source,
    String action,
    String kind,
    String name,
    Optional<String> before,
    Optional<String> after,
    Optional<Long> undoes) {
  /** The longest text that is kept, in characters; of a longer one nothing is. */
  public static final int LONGEST_TEXT = 1_000_000;
}
