package org.ringspan.identity;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * What a program shows instead of its user's password. The token itself isn't kept.
 *
 * @param owner for whom it acts, with all that the owner may do then
 * @param name what the owner calls it, 1 to 100 characters
 * @param mayWrite whether it may change anything
 * @param expires when it ends; empty: never
 * @param lastUsed to the minute
 */
public record AccessToken(
    long id,
    UserId owner,
    String name,
    boolean mayWrite,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed) {
  public static final int LONGEST_NAME = 100;
}
