package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ringspan.cluster.boundary.NodeLost;

/**
 * Closes the records of calls that a lost node has left open. If it comes back and ends one of
 * them, or has their ends in its message queue still, the real end replaces this one.
 */
@ApplicationScoped
public class LostCalls {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LostCalls() {}

  void lost(@Observes NodeLost node) {
    try (Connection connection = database.getConnection()) {
      CallRecordTable.closeLost(connection, node.lost().node(), node.lost().run(), node.seen());
    } catch (SQLException e) {
      throw new EJBException("the calls of a lost node can't be closed now", e);
    }
  }
}
