package org.ringspan.call.boundary;

import java.util.List;

/**
 * What has become of the wish to move a call.
 *
 * @param result whether it begins
 * @param reasons why no telephone rings, one sentence a telephone; otherwise empty
 */
public record MoveAnswer(Result result, List<String> reasons) {
  public MoveAnswer {
    reasons = List.copyOf(reasons);
  }

  /** An answer that says it all. */
  public static MoveAnswer of(Result result) {
    return new MoveAnswer(result, List.of());
  }

  /** Whether a move begins. */
  public enum Result {
    /** Telephones ring; who answers first has the call. */
    BEGUN,
    /** The call doesn't live, or not on this server. */
    NO_SUCH_CALL,
    /** Nobody talks yet, somebody leaves just now, or it moves already. */
    NOT_TALKING,
    /** Nobody of the two is that user, or any of ours. */
    NOT_THEIRS,
    /** Both are users of ours, and it wasn't said which of them moves. */
    WHOSE,
    /** No telephone can ring. */
    NOBODY_RINGS
  }
}
