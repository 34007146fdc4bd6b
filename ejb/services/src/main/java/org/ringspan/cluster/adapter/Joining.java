package org.ringspan.cluster.adapter;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;
import org.ringspan.identity.adapter.SecretBox;

/**
 * How a node comes to a cluster: its name must be its own, and its key that of the others. An
 * earlier start of it that was killed must be lost first, since it may merely be frozen.
 */
final class Joining {
  private static final Logger LOG = Logger.getLogger(Joining.class);
  private static final String PURPOSE = "cluster";
  private static final byte[] KNOWN = {'k', 'e', 'y'};
  private static final long LOOK_AGAIN_MILLIS = 500;

  private final Nodes nodes;
  private final SecretBox box;
  private final NodeRun self;

  /** Where nodes are looked up and entered. */
  interface Nodes {
    /** Whether several servers can share the database. */
    boolean canBeShared();

    /** Everybody who is there, with the database's time. */
    Now now();

    /** Enters a start of a node in the place of an earlier one. */
    void join(NodeRun self, String address, String keyProof);
  }

  /** The nodes at a time. */
  record Now(List<ClusterTable.Row> rows, Instant time) {
    private List<ClusterTable.Row> living() {
      return rows.stream().filter(node -> !LeaseTimes.DEFAULT.isLost(node.seen(), time)).toList();
    }
  }

  Joining(Nodes nodes, SecretBox box, NodeRun self) {
    this.nodes = nodes;
    this.box = box;
    this.self = self;
  }

  /**
   * Joins.
   *
   * @throws IllegalStateException when the node mustn't, with what is to be changed
   */
  void join(String address) throws InterruptedException {
    if (!nodes.canBeShared()) {
      throw new IllegalStateException(
          "ringspan.cluster is true, but the database is H2, a file of one server: set"
              + " ringspan.db.url to a PostgreSQL that all servers of the cluster have");
    }
    requireSameKey();
    awaitEndOfEarlierRun();
    nodes.join(self, address, proof(box));
  }

  /** The known text, sealed by a key. */
  static String proof(SecretBox box) {
    return Base64.getEncoder().encodeToString(box.seal(KNOWN, PURPOSE));
  }

  /**
   * A server that isn't told of a cluster must be alone.
   *
   * @throws IllegalStateException when others live
   */
  static void requireAlone(Nodes nodes) {
    List<String> living = nodes.now().living().stream().map(node -> node.run().node()).toList();
    if (!living.isEmpty()) {
      throw new IllegalStateException(
          "other servers work on this database: "
              + String.join(", ", living)
              + "; set ringspan.cluster to true, or stop them");
    }
  }

  private void requireSameKey() {
    for (ClusterTable.Row node : nodes.now().living()) {
      if (!isSameKey(node.keyProof())) {
        throw new IllegalStateException(
            "this server has another key than "
                + node.run().node()
                + ": copy that server's file ringspan.secret-key here, or set ringspan.key.file");
      }
    }
  }

  private boolean isSameKey(String proof) {
    try {
      box.open(Base64.getDecoder().decode(proof), PURPOSE);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private void awaitEndOfEarlierRun() throws InterruptedException {
    Optional<Instant> first = earlierRunSeen();
    if (first.isPresent()) {
      LOG.infof("An earlier run of %s isn't lost yet; it is waited for", self.node());
    }
    for (Optional<Instant> seen = first; seen.isPresent(); seen = earlierRunSeen()) {
      if (!seen.equals(first)) {
        throw new IllegalStateException(
            "another server called "
                + self.node()
                + " works on this database: give this one a name of its own in jboss.tx.node.id");
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private Optional<Instant> earlierRunSeen() {
    return nodes.now().living().stream()
        .filter(node -> node.run().node().equals(self.node()))
        .map(ClusterTable.Row::seen)
        .findFirst();
  }
}
