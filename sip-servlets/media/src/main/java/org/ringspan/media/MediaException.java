package org.ringspan.media;

/** Something that the engine can't do now; the reason says what is to be done about it. */
public final class MediaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** All ports of the range are taken, or the system refuses them. */
    NO_PORT,
    /** The call or endpoint has been released. */
    RELEASED,
    /** The engine is closed, or its threads have failed. */
    CLOSED,
    /** The engine doesn't keep up with what is asked of it. */
    OVERLOADED,
    /** The call has another endpoint with that name, or an endpoint is of another call. */
    WRONG_ENDPOINT,
    /** A file can't be written. */
    NO_FILE,
    /** Media can't be encrypted: nothing that could stands before the engine. */
    NO_ENCRYPTION,
    /** No program that media are to pass on their way to the engine answers. */
    UNREACHABLE
  }

  private final Reason reason;

  /** A failure. */
  public MediaException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure that has a cause. */
  public MediaException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
