package org.ringspan.console.session;

/** Somebody asked for what their role doesn't allow. */
public class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAllowed(String message) {
    super(message);
  }
}
