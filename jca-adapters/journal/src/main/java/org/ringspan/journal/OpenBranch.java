package org.ringspan.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * A branch of a transaction that isn't finished.
 *
 * @param transaction the transaction's identifier, in hexadecimal digits
 * @param phase how far it is
 * @param preparedAt when it was prepared
 * @param intents how many intents it has
 * @param settled how many of them are settled
 * @param waitsFor why it doesn't go on, in words, when that is known
 */
public record OpenBranch(
    String transaction,
    Phase phase,
    Instant preparedAt,
    int intents,
    int settled,
    Optional<String> waitsFor) {

  /** How far a branch is. */
  public enum Phase {
    /** Prepared; the transaction manager hasn't decided. */
    IN_DOUBT,
    /** To be committed; intents are being carried out or wait for the remote system. */
    COMMITTING,
    /** Ended otherwise than decided; the transaction manager was told and hasn't forgotten it. */
    HEURISTIC
  }
}
