package org.ringspan.activedirectory.jca;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryConnectionFactory;

/** What the name {@code java:/eis/ActiveDirectory} leads to. */
public final class ConnectionFactoryImpl implements ActiveDirectoryConnectionFactory {
  private static final long serialVersionUID = 1L;

  private final ActiveDirectoryManagedConnectionFactory factory;
  private final transient ConnectionManager manager;
  private @Nullable Reference reference;

  ConnectionFactoryImpl(
      ActiveDirectoryManagedConnectionFactory factory, ConnectionManager manager) {
    this.factory = factory;
    this.manager = manager;
  }

  @Override
  public ActiveDirectoryConnection getConnection() throws ResourceException {
    return (ActiveDirectoryConnection) manager.allocateConnection(factory, null);
  }

  @Override
  public void setReference(Reference other) {
    reference = other;
  }

  @Override
  public @Nullable Reference getReference() {
    return reference;
  }
}
