package org.ringspan.directory.boundary;

import jakarta.ejb.ApplicationException;
import org.jspecify.annotations.Nullable;

/** The directory can't be read now; the message says why, for an administrator. */
@ApplicationException
public class DirectoryUnreachable extends Exception {
  private static final long serialVersionUID = 1L;

  public DirectoryUnreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
