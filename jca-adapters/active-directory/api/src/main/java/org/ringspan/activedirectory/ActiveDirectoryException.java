package org.ringspan.activedirectory;

import jakarta.resource.ResourceException;
import org.jspecify.annotations.Nullable;

/**
 * Something that Active Directory, or the way to it, didn't do; the kinds say what to do about it.
 */
public abstract sealed class ActiveDirectoryException extends ResourceException
    permits BadFilterException,
        NoSuchObjectException,
        DirectoryRefusedException,
        DirectoryUnavailableException,
        LimitExceededException {
  private static final long serialVersionUID = 1L;

  ActiveDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
