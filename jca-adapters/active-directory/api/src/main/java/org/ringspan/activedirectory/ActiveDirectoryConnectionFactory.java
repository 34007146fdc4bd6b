package org.ringspan.activedirectory;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;

/**
 * Gives connections to Active Directory; looked up by its name, {@code java:/eis/ActiveDirectory}.
 */
public interface ActiveDirectoryConnectionFactory extends Serializable, Referenceable {
  /**
   * A connection for the transaction of the caller, or for reading without one.
   *
   * @throws ResourceException when the container has none to give
   */
  ActiveDirectoryConnection getConnection() throws ResourceException;
}
