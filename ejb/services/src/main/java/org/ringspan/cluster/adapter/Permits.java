package org.ringspan.cluster.adapter;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.ringspan.cluster.Lease;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.boundary.Cluster.Permit;
import org.ringspan.cluster.boundary.Cluster.PermitLost;
import org.ringspan.cluster.boundary.Cluster.Work;

/** The leases of work that this node does now. One is given back when its last permit is closed. */
final class Permits {
  /** What a server that is alone gets. */
  static final Permit ALONE =
      new Permit() {
        @Override
        public void assure() {}

        @Override
        public void close() {}
      };

  private static final Logger LOG = Logger.getLogger(Permits.class);

  private final ClusterStore store;
  private final NodeRun self;
  private final Map<Work, Integer> open = new EnumMap<>(Work.class);

  Permits(ClusterStore store, NodeRun self) {
    this.store = store;
    this.self = self;
  }

  synchronized Optional<Permit> begin(Work work) {
    Optional<Lease> lease;
    try {
      lease = store.claim(work.name(), self);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Nobody can tell whether another node does %s", work);
      return Optional.empty();
    }
    lease.ifPresent(unused -> open.merge(work, 1, Integer::sum));
    return lease.map(it -> new Held(work, it.term()));
  }

  private synchronized void end(Work work) {
    if (open.merge(work, -1, Integer::sum) > 0) {
      return;
    }
    try {
      store.release(work.name(), self);
    } catch (RuntimeException e) {
      // This node may begin the work again; others may when this one has ended.
      LOG.errorf(e, "The other nodes can't be told that %s is over", work);
    }
  }

  private final class Held implements Permit {
    private final Work work;
    private final long term;
    private final AtomicBoolean closed = new AtomicBoolean();

    Held(Work work, long term) {
      this.work = work;
      this.term = term;
    }

    @Override
    public void assure() {
      if (!store.holds(work.name(), self, term)) {
        throw new PermitLost(
            "this server was taken for lost, and another one does its work: " + work);
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        end(work);
      }
    }
  }
}
