package org.ringspan.provisioning.adapter;

import org.jspecify.annotations.Nullable;

/** The service isn't there, or lets nobody in: nothing more is tried. */
final class ServiceAway extends Exception {
  private static final long serialVersionUID = 1L;

  ServiceAway(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
