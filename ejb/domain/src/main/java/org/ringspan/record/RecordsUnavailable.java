package org.ringspan.record;

/** Records can't be read now. */
public final class RecordsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordsUnavailable(String message) {
    super(message);
  }

  public RecordsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
