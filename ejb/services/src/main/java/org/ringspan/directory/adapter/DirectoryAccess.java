package org.ringspan.directory.adapter;

import jakarta.resource.ResourceException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryConnectionFactory;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.directory.boundary.DirectoryUnreachable;

/** The way to the directory. */
final class DirectoryAccess {
  private static final String NAME = "java:/eis/ActiveDirectory";

  private DirectoryAccess() {}

  /** What is done with a connection. */
  interface Work<T> {
    T with(ActiveDirectoryConnection connection) throws ActiveDirectoryException;
  }

  /**
   * Works with a connection, in the transaction of the caller if there is one.
   *
   * @throws DirectoryUnreachable when there is none, or the directory refuses or doesn't answer
   */
  static <T> T use(Work<T> work) throws DirectoryUnreachable {
    try (ActiveDirectoryConnection connection = connection()) {
      return work.with(connection);
    } catch (ActiveDirectoryException e) {
      throw new DirectoryUnreachable(String.valueOf(e.getMessage()), e);
    } catch (ResourceException e) {
      throw new DirectoryUnreachable(root(e), e);
    } catch (NamingException e) {
      throw new DirectoryUnreachable("the resource adapter isn't deployed", e);
    }
  }

  private static ActiveDirectoryConnection connection() throws NamingException, ResourceException {
    // Looked up when it is needed: the application starts without a directory, too.
    ActiveDirectoryConnectionFactory factory = InitialContext.doLookup(NAME);
    return factory.getConnection();
  }

  /** The container wraps what the adapter says. */
  private static String root(ResourceException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
