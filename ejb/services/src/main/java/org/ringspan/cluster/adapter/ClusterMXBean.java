package org.ringspan.cluster.adapter;

/** The cluster as this node sees it, as {@code org.ringspan:type=Cluster}; a lone server leads. */
public interface ClusterMXBean {
  /** 1 when this node leads, else 0. */
  int getLeader();

  /** How many nodes live, this one among them. */
  int getNodes();

  /** How often the lead has changed, as far as this node has had it. */
  long getTerm();
}
