package org.ringspan.reach;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a call that nobody takes. A forward of all calls is no part of this, since the
 * rules plan its target in the first place.
 *
 * @param after how long everything rings before {@code noAnswer} (default 20 s)
 * @param noAnswer where it goes when nobody has answered by then, or everybody has failed; none: it
 *     rings until the caller gives up
 * @param busy where it goes when everybody has refused and somebody was busy or declined (D16);
 *     none: the caller is told
 * @param unreachable where it goes when nobody could be rung at all
 */
public record ForwardPlan(
    Duration after,
    Optional<Forward> noAnswer,
    Optional<Forward> busy,
    Optional<Forward> unreachable) {
  private static final ForwardPlan NOWHERE =
      new ForwardPlan(Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());

  /** Nobody takes it. */
  public static ForwardPlan nowhere() {
    return NOWHERE;
  }

  /** The same place for a call that nobody answers, that is declined, or that rings nobody. */
  public static ForwardPlan always(Duration after, Forward forward) {
    Optional<Forward> there = Optional.of(forward);
    return new ForwardPlan(after, there, there, there);
  }
}
