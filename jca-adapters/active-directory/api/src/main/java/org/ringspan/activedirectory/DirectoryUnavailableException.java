package org.ringspan.activedirectory;

import org.jspecify.annotations.Nullable;

/** No controller answered, or the one that did was lost. Trying again later may help. */
public final class DirectoryUnavailableException extends ActiveDirectoryException {
  private static final long serialVersionUID = 1L;

  /** No answer. */
  public DirectoryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
