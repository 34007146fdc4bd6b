package org.ringspan.journal;

import javax.transaction.xa.XAResource;

/**
 * The journal's side of one managed connection. As a managed connection, it is used by one thread
 * at a time; its XAResource may be called by any thread.
 *
 * @param <I> the adapter's intents
 */
public interface JournalSession<I> {

  /**
   * The XAResource of this connection, always the same object. Two of the same journal are the same
   * resource manager ({@code isSameRM}), so that two connections in one transaction share a branch.
   */
  XAResource xaResource();

  /** Whether the connection is associated with a transaction: {@code start} without {@code end}. */
  boolean inTransaction();

  /**
   * Adds a write to the transaction. It is checked and encoded now, written durably at prepare, and
   * carried out at commit in the order of these calls.
   *
   * @throws InvalidIntentException when the codec or the executor's check refuses it, or when it is
   *     longer than {@link JournalSettings#longestIntent}; the transaction goes on without it
   * @throws TransactionOverException when the branch was rolled back meanwhile, such as for its
   *     time-out
   * @throws IllegalStateException when the connection isn't in a transaction
   */
  void enqueue(I intent);

  /**
   * Carries out a write at once, outside any transaction and without the journal: the answer is all
   * there is. Writes to the same object that were committed before come first; while such a one
   * waits for the remote system the answer is {@link Outcome.Unavailable}.
   *
   * @throws InvalidIntentException as {@link #enqueue}
   * @throws IllegalStateException when the connection is in a transaction, or the journal is closed
   */
  Outcome carryOutNow(I intent);

  /**
   * The connection goes back into its pool or is destroyed. A branch that it is still associated
   * with can only be rolled back from now on. Branches that it has left are not touched. The
   * session can be used again.
   */
  void reset();
}
