package org.ringspan.registration.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import javax.sql.DataSource;
import org.ringspan.cluster.boundary.Cluster;

/** Keeps bindings in the database, each call in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BindingTable implements BindingStore {
  /** A node that comes back lets its bindings live on for a while: they aren't deleted before. */
  private static final Duration LONG_AGO = Duration.ofHours(2);

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private Cluster cluster;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public BindingTable() {}

  private interface Work<T> {
    T on(Connection connection, String node) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection, cluster.self().node());
    } catch (SQLException e) {
      throw new EJBException("registrations can't be read or written now", e);
    }
  }

  @Override
  public void store(Collection<BindingChange> changes) {
    with(
        (connection, node) -> {
          new BindingRows(connection, node, cluster.isShared()).store(changes);
          return true;
        });
  }

  @Override
  public Kept load() {
    return with(
        (connection, node) -> {
          KeptBindings kept = new KeptBindings(connection, node);
          return cluster.isShared() ? kept.loadShared() : kept.loadAlone();
        });
  }

  @Override
  public Kept changedSince(Cursor seen) {
    return with((connection, node) -> new KeptBindings(connection, node).changedSince(seen));
  }

  @Override
  public int forgetExpired() {
    return with(
        (connection, node) ->
            new KeptBindings(connection, node).forgetExpired(clock.instant().minus(LONG_AGO)));
  }
}
