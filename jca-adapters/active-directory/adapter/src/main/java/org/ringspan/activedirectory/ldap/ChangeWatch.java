package org.ringspan.activedirectory.ldap;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.directory.api.ldap.model.message.Response;
import org.apache.directory.api.ldap.model.message.SearchResultDone;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.ldap.client.api.future.SearchFuture;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryUnavailableException;

/**
 * A search that goes on: a controller tells at once that some object of the domain has changed
 * (MS-ADTS 3.1.1.3.4.1.9). It has a connection of its own, which is asked something small now and
 * then, so that a dead one is noticed. Used by one thread.
 */
public final class ChangeWatch implements AutoCloseable {
  /** The control of such a search. */
  public static final String CONTROL = "1.2.840.113556.1.4.528";

  /** A controller closes a connection that is silent for a quarter of an hour. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final ControllerConnection connection;
  private final LdapFigures figures;
  private final SearchFuture told;
  private long heard = System.nanoTime();

  private ChangeWatch(ControllerConnection connection, LdapFigures figures, SearchFuture told) {
    this.connection = connection;
    this.figures = figures;
    this.told = told;
  }

  /**
   * Begins; whatever changes after it returns is told.
   *
   * @throws org.ringspan.activedirectory.DirectoryRefusedException when the controller doesn't do
   *     it
   */
  static ChangeWatch begin(ControllerConnection connection, LdapFigures figures)
      throws ActiveDirectoryException {
    var watch =
        new ChangeWatch(
            connection, figures, connection.changesBelow(connection.controller().domain()));
    // Answered behind the search: it is known to the controller by then.
    connection.highestUpdate();
    watch.await(Duration.ZERO);
    return watch;
  }

  /** Who is at the other end. */
  public ControllerAddress address() {
    return connection.address();
  }

  /**
   * Waits for changes, and takes all that were told by then.
   *
   * @return whether something has changed; false when the time is over
   * @throws ActiveDirectoryException when the controller refuses to tell, or was lost
   */
  public boolean await(Duration most) throws ActiveDirectoryException {
    var changed = false;
    try {
      var next = told.get(most.toMillis(), TimeUnit.MILLISECONDS);
      while (next instanceof SearchResultEntry entry) {
        changed = true;
        figures.count(LdapFigures.Figure.CHANGES_TOLD);
        connection.taken(entry);
        next = told.get(0, TimeUnit.MILLISECONDS);
      }
      ended(next);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DirectoryUnavailableException("interrupted", interrupted);
    }
    if (changed) {
      heard = System.nanoTime();
    } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
      connection.highestUpdate();
      heard = System.nanoTime();
    }
    return changed;
  }

  /** The search ends by a refusal, or with the connection. */
  private void ended(@Nullable Response last) throws ActiveDirectoryException {
    if (!connection.connected()) {
      throw connection.lost("wait for changes", null);
    }
    if (last instanceof SearchResultDone done) {
      throw connection.refused(done.getLdapResult(), "wait for changes");
    }
  }

  @Override
  public void close() {
    connection.discard();
  }
}
