package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.ringspan.cluster.boundary.NodeLost;

/** Says of the runs of a lost node that they were cut off. */
@ApplicationScoped
public class LostRuns {
  private static final Logger LOG = Logger.getLogger(LostRuns.class);

  @Inject private DirectoryStore store;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LostRuns() {}

  void lost(@Observes NodeLost node) {
    int cut = store.cutOffRunsOf(node.lost());
    if (cut > 0) {
      LOG.warnf("%d runs of the directory connector at %s were cut off", cut, node.lost().node());
    }
  }
}
