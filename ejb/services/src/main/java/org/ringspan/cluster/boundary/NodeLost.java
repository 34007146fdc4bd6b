package org.ringspan.cluster.boundary;

import java.time.Instant;
import org.ringspan.cluster.NodeRun;

/**
 * Told by the leader, once, within a transaction: a node is lost. Who observes it closes in the
 * same transaction what the node has left open.
 *
 * @param lost which start of which node
 * @param seen its last sign of life, by the database's clock
 */
public record NodeLost(NodeRun lost, Instant seen) {}
