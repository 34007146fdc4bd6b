package org.ringspan.dialplan;

/** Where somebody stands who dials digit by digit. */
public sealed interface Progress {
  /**
   * The number is complete: nothing longer is possible, or the best match is urgent, or it is an
   * emergency number.
   */
  record RouteNow(Resolution resolution) implements Progress {}

  /**
   * More digits may come.
   *
   * @param complete whether what has been dialled means something already, so that it is routed
   *     when no further digit comes in time
   */
  record MoreDigits(boolean complete) implements Progress {}

  /** Nothing that begins like this means anything. */
  record NotPossible() implements Progress {}
}
