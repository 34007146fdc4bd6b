package org.ringspan.cluster;

import java.time.Instant;

/**
 * A node as the others see it.
 *
 * @param node its name
 * @param began when it was started, by the database's clock
 * @param seen when it gave its last sign of life, by the same clock
 * @param address where it listens for SIP, in words
 * @param lives whether it isn't lost
 * @param leads whether it has the leader's lease
 * @param self whether it is the node that was asked
 */
public record ClusterMember(
    String node,
    Instant began,
    Instant seen,
    String address,
    boolean lives,
    boolean leads,
    boolean self) {}
