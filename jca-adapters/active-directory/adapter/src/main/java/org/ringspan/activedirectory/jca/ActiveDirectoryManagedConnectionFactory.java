package org.ringspan.activedirectory.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.TransactionSupport;
import java.io.PrintWriter;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections. It has no settings: a deployed adapter is one directory, and its connections
 * are light, since those to controllers are pooled behind them.
 */
public final class ActiveDirectoryManagedConnectionFactory
    implements ManagedConnectionFactory, ResourceAdapterAssociation, TransactionSupport {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ActiveDirectoryResourceAdapter adapter;
  private transient @Nullable PrintWriter log;

  @Override
  public Object createConnectionFactory(ConnectionManager manager) {
    return new ConnectionFactoryImpl(this, manager);
  }

  @Override
  public Object createConnectionFactory() throws ResourceException {
    throw new jakarta.resource.NotSupportedException("connections are given by a container only");
  }

  @Override
  public ManagedConnection createManagedConnection(
      @Nullable Subject subject, @Nullable ConnectionRequestInfo info) throws ResourceException {
    var started = adapter;
    if (started == null) {
      throw new jakarta.resource.spi.IllegalStateException("the resource adapter isn't started");
    }
    if (subject != null && !started.isRunning()) {
      return NothingToRecover.connection(started.configured());
    }
    return new ActiveDirectoryManagedConnection(started.services());
  }

  @Override
  @SuppressWarnings("rawtypes") // As the interface has it.
  public @Nullable ManagedConnection matchManagedConnections(
      Set connections, @Nullable Subject subject, @Nullable ConnectionRequestInfo info) {
    for (var connection : connections) {
      if (connection instanceof ActiveDirectoryManagedConnection ours) {
        return ours;
      }
    }
    return null;
  }

  @Override
  public TransactionSupportLevel getTransactionSupport() {
    return TransactionSupportLevel.XATransaction;
  }

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter associated) throws ResourceException {
    if (!(associated instanceof ActiveDirectoryResourceAdapter ours)) {
      throw new jakarta.resource.spi.IllegalStateException("another resource adapter's");
    }
    adapter = ours;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    log = writer;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return log;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ActiveDirectoryManagedConnectionFactory factory
        && factory.adapter == adapter;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(adapter);
  }
}
