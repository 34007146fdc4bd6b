package org.ringspan.activedirectory.jca;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.JournalSession;

/** A place in the container's pool: a session of the journal, and the handles that use it. */
final class ActiveDirectoryManagedConnection implements ManagedConnection {
  private final Services services;
  private final JournalSession<WriteIntent> session;
  private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable PrintWriter log;

  ActiveDirectoryManagedConnection(Services services) {
    this.services = services;
    this.session = services.journal().session();
  }

  Services services() {
    return services;
  }

  JournalSession<WriteIntent> session() {
    return session;
  }

  @Override
  public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info) {
    var handle = new ConnectionHandle(this);
    handles.add(handle);
    return handle;
  }

  @Override
  public void associateConnection(Object connection) throws ResourceException {
    if (!(connection instanceof ConnectionHandle handle)) {
      throw new jakarta.resource.spi.IllegalStateException("another adapter's connection");
    }
    var before = handle.managed();
    if (before != null) {
      before.handles.remove(handle);
    }
    handle.moveTo(this);
    handles.add(handle);
  }

  void closed(ConnectionHandle handle) {
    handles.remove(handle);
    var event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
    event.setConnectionHandle(handle);
    listeners.forEach(listener -> listener.connectionClosed(event));
  }

  @Override
  public void cleanup() {
    handles.forEach(handle -> handle.moveTo(null));
    handles.clear();
    session.reset();
  }

  @Override
  public void destroy() {
    cleanup();
  }

  @Override
  public XAResource getXAResource() {
    return session.xaResource();
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("writes join distributed transactions only");
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new MetaData(services.account());
  }

  private record MetaData(String account) implements ManagedConnectionMetaData {
    @Override
    public String getEISProductName() {
      return "Active Directory";
    }

    @Override
    public String getEISProductVersion() {
      return "LDAP 3";
    }

    @Override
    public int getMaxConnections() {
      return 0;
    }

    @Override
    public String getUserName() {
      return account;
    }
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    log = writer;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return log;
  }
}
