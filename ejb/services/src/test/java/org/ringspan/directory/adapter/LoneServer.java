package org.ringspan.directory.adapter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.boundary.Cluster;

/** A cluster of which the test says who is in it. */
final class LoneServer implements Cluster {
  private final NodeRun self;
  private final List<ClusterMember> members;

  LoneServer() {
    this(new NodeRun("a", 1), List.of());
  }

  LoneServer(NodeRun self, List<ClusterMember> members) {
    this.self = self;
    this.members = members;
  }

  @Override
  public boolean isShared() {
    return !members.isEmpty();
  }

  @Override
  public NodeRun self() {
    return self;
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public Optional<Permit> begin(Work work) {
    return Optional.empty();
  }

  @Override
  public Optional<Permit> begin(Work work, Duration within) {
    return Optional.empty();
  }

  @Override
  public List<ClusterMember> members() {
    return members;
  }

  @Override
  public boolean isSound() {
    return true;
  }
}
