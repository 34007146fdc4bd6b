package org.ringspan.record.adapter;

/** Octets that this version can't read. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String message) {
    super(message);
  }

  Unreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
