package org.ringspan.journal;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.transaction.xa.XAResource;

/**
 * A durable journal of intents for one remote system: one directory, one resource manager in the
 * sense of XA. A resource adapter opens one for each remote system (each managed connection factory
 * with its own address) and closes it when it stops.
 *
 * <p>How an adapter uses it:
 *
 * <pre>{@code
 * // ResourceAdapter.start
 * journal = DurableIntentJournal.open(JournalSettings.in(directory), codec, executor);
 * journal.startWorker(threadFactory);
 *
 * // constructor of the ManagedConnection; getXAResource returns session.xaResource()
 * session = journal.session();
 *
 * // a writing method of the connection
 * if (session.inTransaction()) {
 *   session.enqueue(new EnsureMember(group, user));
 * } else {
 *   answer = session.carryOutNow(new EnsureMember(group, user));
 * }
 *
 * // ManagedConnection.cleanup and destroy
 * session.reset();
 *
 * // ResourceAdapter.getXAResources: what the transaction manager recovers with
 * return new XAResource[] {journal.recoveryResource()};
 * }</pre>
 *
 * <p>What is promised: after the decision to commit, each intent of the transaction is carried out
 * at least once, in order, or is parked where an administrator sees it. It may be carried out twice
 * when the process or the connection fails between the remote write and the record of it; that is
 * why intents say "ensure that" and carry an {@link IdempotencyKey}. Before the decision nothing is
 * carried out.
 *
 * @param <I> the adapter's intents
 */
public interface IntentJournal<I> extends AutoCloseable {

  /** A new session; one for each managed connection. Cheap, holds no resource. */
  JournalSession<I> session();

  /**
   * An XAResource for recovery, which can't be enlisted with intents of its own: for {@code
   * ResourceAdapter.getXAResources}. The XAResource of any session can recover as well.
   */
  XAResource recoveryResource();

  /** What an administrator can see and repair. */
  JournalAdministration administration();

  /** Figures of now. */
  JournalFigures figures();

  /**
   * Carries out once what is due: intents of decided transactions whose remote system was
   * unavailable, and those that an administrator wants tried again. Called by the worker; tests
   * call it themselves.
   *
   * @return how many intents were settled
   */
  int carryOn();

  /**
   * Starts one thread that calls {@link #carryOn} when something is due, and that ends when the
   * journal is closed. At most once.
   *
   * @param threads makes the thread; a daemon is enough
   * @throws IllegalStateException when it has been started
   */
  void startWorker(ThreadFactory threads);

  /**
   * Closes the journal: no new work is begun, running intents may end, for at most the given time.
   * What isn't finished stays in the files.
   *
   * @param patience 0 or more
   */
  void close(Duration patience);

  /** The same with {@link JournalSettings#closePatience}. */
  @Override
  void close();
}
