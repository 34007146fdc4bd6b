package org.ringspan.cluster.boundary;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.NodeRun;

/**
 * The servers on this database. A server that is alone leads, and gets every lease; that costs it
 * nothing.
 */
public interface Cluster {
  /** Things that one node does at a time, whichever it is. */
  enum Work {
    /** Changing users as the directory says. */
    DIRECTORY,
    /** Telling another service of people and groups. */
    PROVISIONING
  }

  /** A piece of work that this node does now, alone. Closing it lets others in. */
  interface Permit extends AutoCloseable {
    /**
     * Makes sure, in the transaction that runs, that nobody else does this work before the
     * transaction is over.
     *
     * @throws PermitLost when somebody does already: the transaction must roll back
     */
    void assure();

    @Override
    void close();
  }

  /** Somebody else has taken the work over, since this node was taken for lost. */
  final class PermitLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is said of it. */
    public PermitLost(String message) {
      super(message);
    }
  }

  /** Whether there may be other nodes. */
  boolean isShared();

  /** This start of this node. */
  NodeRun self();

  /**
   * Whether this node is the one that does what only one does: cleaning, the daily run, following a
   * directory. Never waits; at most one node at a time says yes.
   */
  boolean leads();

  /**
   * Begins a piece of work unless another node is at it. May be asked several times: it is this
   * node's until all permits are closed.
   *
   * @return empty: another node is at it, or the database can't be asked
   */
  Optional<Permit> begin(Work work);

  /**
   * Begins a piece of work; waits for another node to finish.
   *
   * @return empty: it hasn't finished in that time
   */
  Optional<Permit> begin(Work work, Duration within) throws InterruptedException;

  /**
   * The nodes by their names, lost ones too, as they were at this node's last sign of life; none
   * when this server is alone. Never waits.
   */
  List<ClusterMember> members();

  /** Whether this node has reached the database lately and is the only one of its name. */
  boolean isSound();
}
