package org.ringspan.call.join;

/**
 * The caller of this call has another on hold, and has called to join the two.
 *
 * @param asked what its keys have asked for and that isn't done yet
 */
public record Consultation(Asked asked) {
  /** What keys have asked for. */
  public enum Asked {
    /** Nothing; awaiting the code. */
    NOT_YET,
    /** The call on hold was asked to be joined, and the user is to leave. */
    TRANSFER,
    /** The call on hold was asked to be joined, and the user is to stay. */
    CONFERENCE
  }

  /** At the beginning. */
  public static Consultation begin() {
    return new Consultation(Asked.NOT_YET);
  }

  /** Whether an answer is awaited. */
  public boolean waits() {
    return asked != Asked.NOT_YET;
  }
}
