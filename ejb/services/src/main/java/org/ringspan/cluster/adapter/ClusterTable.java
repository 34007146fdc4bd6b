package org.ringspan.cluster.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.Lease;
import org.ringspan.cluster.LeaseRules;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;

/**
 * Nodes and leases, in the caller's transaction. The time is that at which the transaction began:
 * one that had to wait takes others for fresher than they are, never for older.
 *
 * <p>A node's sign of life and the seizing of what it holds exclude each other: a sign of life
 * locks the node's row before it looks at the lease, who seizes locks the lease and then the row of
 * its holder. A row that is locked already belongs to somebody who lives.
 */
final class ClusterTable {
  /** The name of the leader's lease. */
  static final String LEADER = "LEADER";

  private final Connection database;
  private final LeaseTimes times;

  ClusterTable(Connection database, LeaseTimes times) {
    this.database = database;
    this.times = times;
  }

  /** A node in the table. */
  record Row(
      NodeRun run, Instant began, Instant seen, boolean gone, String address, String keyProof) {}

  /** The database's time. */
  Instant now() throws SQLException {
    try (PreparedStatement select = database.prepareStatement("select current_timestamp");
        ResultSet row = select.executeQuery()) {
      row.next();
      return time(row, 1);
    }
  }

  /** The nodes, also those that are gone, by name. */
  List<Row> nodes() throws SQLException {
    List<Row> nodes = new ArrayList<>();
    try (PreparedStatement select =
            database.prepareStatement(
                "select node, run, began_at, seen_at, gone_at, address, key_proof"
                    + " from cluster_node order by node");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        nodes.add(
            new Row(
                new NodeRun(row.getString(1), row.getLong(2)),
                time(row, 3),
                time(row, 4),
                row.getObject(5) != null,
                row.getString(6),
                row.getString(7)));
      }
    }
    return nodes;
  }

  /** Puts a start of a node in the place of its earlier one. */
  void join(NodeRun self, String address, String keyProof) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from cluster_node where node = ?")) {
      delete.setString(1, self.node());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into cluster_node (node, run, began_at, seen_at, address, key_proof)"
                + " values (?, ?, current_timestamp, current_timestamp, ?, ?)")) {
      insert.setString(1, self.node());
      insert.setLong(2, self.run());
      insert.setString(3, address);
      insert.setString(4, keyProof);
      insert.executeUpdate();
    }
  }

  /**
   * A sign of life.
   *
   * @return whether it is still this start of the node that counts
   */
  boolean seen(NodeRun self) throws SQLException {
    return update(
        "update cluster_node set seen_at = current_timestamp, gone_at = null"
            + " where node = ? and run = ?",
        self);
  }

  /** The node ends in order: nobody has to wait until it is lost. */
  void leave(NodeRun self) throws SQLException {
    update("delete from cluster_node where node = ? and run = ?", self);
  }

  /** What was left by a lost node is closed. */
  void gone(NodeRun lost) throws SQLException {
    update("update cluster_node set gone_at = current_timestamp where node = ? and run = ?", lost);
  }

  /** Nodes that have been gone for so long don't come back: they aren't shown any more. */
  void forgetGone(Duration after) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement("delete from cluster_node where gone_at < ?")) {
      delete.setObject(1, now().minus(after).atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  private boolean update(String sql, NodeRun one) throws SQLException {
    try (PreparedStatement update = database.prepareStatement(sql)) {
      update.setString(1, one.node());
      update.setLong(2, one.run());
      return update.executeUpdate() > 0;
    }
  }

  /** A lease as it is now. */
  Lease lease(String name) throws SQLException {
    return lease(name, "").orElseThrow(() -> new SQLException("there is no lease " + name));
  }

  private Optional<Lease> lease(String name, String lock) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            "select holder, holder_run, term from cluster_lease where name = ?" + lock)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Optional<NodeRun> holder = Optional.empty();
        String node = row.getString(1);
        if (node != null) {
          holder = Optional.of(new NodeRun(node, row.getLong(2)));
        }
        return Optional.of(new Lease(holder, row.getLong(3)));
      }
    }
  }

  /**
   * Asks for a lease by the rules.
   *
   * @return empty when it isn't given, also because somebody works under it in this moment
   */
  Optional<Lease> claim(String name, NodeRun asker) throws SQLException {
    Lease before = lease(name);
    if (before.isOf(asker)) {
      return Optional.of(before);
    }
    Optional<Lease> locked = lease(name, " for update skip locked");
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    boolean lives = locked.get().holder().isPresent() && lives(locked.get().holder().get());
    Optional<Lease> after = LeaseRules.claim(locked.get(), asker, holder -> lives);
    if (after.isPresent()) {
      write(name, after.get());
    }
    return after;
  }

  private boolean lives(NodeRun holder) throws SQLException {
    if (!exists(holder)) {
      return false;
    }
    try (PreparedStatement select =
        database.prepareStatement(
            "select seen_at from cluster_node where node = ? and run = ? for update skip locked")) {
      select.setString(1, holder.node());
      select.setLong(2, holder.run());
      try (ResultSet row = select.executeQuery()) {
        // Locked: it gives a sign of life in this moment.
        return !row.next() || !times.isLost(time(row, 1), now());
      }
    }
  }

  private boolean exists(NodeRun one) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("select 1 from cluster_node where node = ? and run = ?")) {
      select.setString(1, one.node());
      select.setLong(2, one.run());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Gives a lease up, if the node has it. */
  void release(String name, NodeRun self) throws SQLException {
    Optional<Lease> before = lease(name, " for update");
    if (before.isPresent() && before.get().isOf(self)) {
      write(name, LeaseRules.release(before.get(), self));
    }
  }

  private void write(String name, Lease lease) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement(
            "update cluster_lease set holder = ?, holder_run = ?, term = ? where name = ?")) {
      update.setString(1, lease.holder().map(NodeRun::node).orElse(null));
      update.setObject(2, lease.holder().map(NodeRun::run).orElse(null), java.sql.Types.BIGINT);
      update.setLong(3, lease.term());
      update.setString(4, name);
      update.executeUpdate();
    }
  }

  /**
   * Whether a node has a lease in this term, and keeps it until the transaction is over: nobody
   * seizes what is locked. Several transactions may do so at once.
   */
  boolean holds(String name, NodeRun self, long term) throws SQLException {
    Optional<Lease> lease = lease(name, " for share");
    return lease.filter(it -> it.isOf(self) && it.term() == term).isPresent();
  }

  /**
   * The lost nodes of which nobody has closed what they left. Their rows are locked: none of them
   * comes back before the transaction is over.
   */
  List<Row> lost() throws SQLException {
    Instant now = now();
    List<Row> lost = new ArrayList<>();
    for (Row node : nodes()) {
      if (!node.gone() && times.isLost(node.seen(), now) && isLostStill(node)) {
        lost.add(node);
      }
    }
    return lost;
  }

  private boolean isLostStill(Row node) throws SQLException {
    return !lives(node.run()) && exists(node.run());
  }

  /** The nodes as they are shown. */
  List<ClusterMember> members(NodeRun self) throws SQLException {
    Instant now = now();
    Lease leader = lease(LEADER);
    return nodes().stream()
        .map(
            node ->
                new ClusterMember(
                    node.run().node(),
                    node.began(),
                    node.seen(),
                    node.address(),
                    !times.isLost(node.seen(), now),
                    leader.isOf(node.run()),
                    node.run().equals(self)))
        .toList();
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
