package org.ringspan.activedirectory;

import org.jspecify.annotations.Nullable;

/** Entries as they come; closed after use, since it holds a connection to a controller. */
public interface DirectoryCursor extends AutoCloseable {
  /**
   * The next entry, or null after the last. What ends before it is complete throws: a controller
   * that is lost in the middle isn't the end of the entries.
   *
   * @throws DirectoryUnavailableException when the controller was lost
   * @throws LimitExceededException when the controller or the search's own limit says stop
   */
  @Nullable DirectoryEntry next() throws ActiveDirectoryException;

  /** Gives the connection back. */
  @Override
  void close();
}
