package org.ringspan.launcher;

/**
 * The server can't be provisioned, started or kept running. The message is one line for the person
 * at the terminal: what is wrong and which setting or step puts it right.
 */
public final class LaunchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that the message explains completely. */
  public LaunchFailure(String message) {
    super(message);
  }

  /** A failure with the technical cause behind it, for the stack trace of a test. */
  public LaunchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
