package org.ringspan.activedirectory;

import org.jspecify.annotations.Nullable;

/** The object isn't there, or the account may not see it: AD makes no difference. */
public final class NoSuchObjectException extends ActiveDirectoryException {
  private static final long serialVersionUID = 1L;

  /** An object that isn't there. */
  public NoSuchObjectException(String name, @Nullable Throwable cause) {
    super("no such object, or none that this account may see: " + name, cause);
  }
}
