package org.ringspan.identity;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * What a program shows instead of its user's password. The token itself isn't kept.
 *
 * @param owner for whom it acts, with all that the owner may do then
 * @param name what the owner calls it, 1 to 100 characters
 * @param scope for what it is good
 * @param expires when it ends; empty: never
 * @param lastUsed to the minute
 */
public record AccessToken(
    long id,
    UserId owner,
    String name,
    Scope scope,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed) {
  public static final int LONGEST_NAME = 100;

  /** For what a token is good, within what its owner may do. */
  public enum Scope {
    /** To read everything. */
    READ,
    /** To read and change everything. */
    WRITE,
    /** To read and change people and groups by SCIM, and nothing else. */
    SCIM;

    /** Whether it may change anything at all. */
    public boolean mayWrite() {
      return this != READ;
    }
  }
}
