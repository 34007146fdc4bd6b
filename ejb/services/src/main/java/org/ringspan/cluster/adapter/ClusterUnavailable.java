package org.ringspan.cluster.adapter;

/** Nodes and leases can't be read or written now. */
public final class ClusterUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClusterUnavailable(Throwable cause) {
    super("the nodes of the cluster can't be read or written now: " + cause.getMessage(), cause);
  }
}
