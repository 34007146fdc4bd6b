package org.ringspan.cluster.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.Lease;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.boundary.NodeLost;

/**
 * Nodes and leases in the database, each call in a transaction of its own. No EJB: those can't be
 * called by another thread before the application has started, and a node must be seen by then.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class ClusterStore implements Joining.Nodes {
  /** So long a node that is gone is shown. */
  private static final Duration GONE_FOR_GOOD = Duration.ofDays(7);

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private Event<NodeLost> lost;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ClusterStore() {}

  private interface Work<T> {
    T on(ClusterTable table, Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(new ClusterTable(connection, LeaseTimes.DEFAULT), connection);
    } catch (SQLException e) {
      throw new ClusterUnavailable(e);
    }
  }

  @Override
  public boolean canBeShared() {
    return with(
        (table, connection) ->
            connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
  }

  @Override
  public Joining.Now now() {
    return with((table, connection) -> new Joining.Now(table.nodes(), table.now()));
  }

  @Override
  public void join(NodeRun self, String address, String keyProof) {
    with(
        (table, connection) -> {
          table.join(self, address, keyProof);
          return true;
        });
  }

  /**
   * A sign of life, and the question who leads.
   *
   * @return what became of it
   */
  public Pulse pulse(NodeRun self) {
    return with(
        (table, connection) ->
            table.seen(self)
                ? new Pulse(true, table.claim(ClusterTable.LEADER, self))
                : new Pulse(false, Optional.empty()));
  }

  /**
   * The answer to a sign of life.
   *
   * @param counts whether no other start of the node has taken its place
   * @param leads the leader's lease when it is the node's
   */
  record Pulse(boolean counts, Optional<Lease> leads) {}

  /** Asks for a lease. */
  public Optional<Lease> claim(String name, NodeRun self) {
    return with((table, connection) -> table.claim(name, self));
  }

  /** Gives a lease up. */
  public void release(String name, NodeRun self) {
    with(
        (table, connection) -> {
          table.release(name, self);
          return true;
        });
  }

  /** Whether the node has a lease in this term until the transaction of the caller is over. */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean holds(String name, NodeRun self, long term) {
    return with((table, connection) -> table.holds(name, self, term));
  }

  /**
   * Has what lost nodes left be closed, as long as this node leads.
   *
   * @return which they were
   */
  public List<NodeRun> closeLost(NodeRun self, long term) {
    return with(
        (table, connection) -> {
          List<NodeRun> closed = new ArrayList<>();
          if (!table.holds(ClusterTable.LEADER, self, term)) {
            return closed;
          }
          for (ClusterTable.Row node : table.lost()) {
            lost.fire(new NodeLost(node.run(), node.seen()));
            table.gone(node.run());
            closed.add(node.run());
          }
          table.forgetGone(GONE_FOR_GOOD);
          return closed;
        });
  }

  /** The node ends: what it holds is free at once. */
  public void leave(NodeRun self, List<String> leases) {
    with(
        (table, connection) -> {
          for (String name : leases) {
            table.release(name, self);
          }
          table.leave(self);
          return true;
        });
  }

  /** The nodes as they are shown. */
  public List<ClusterMember> members(NodeRun self) {
    return with((table, connection) -> table.members(self));
  }
}
