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
 * @param givesUp whether the caller is told after that time that nobody answers when there is
 *     nowhere to go; else it rings on
 */
public record ForwardPlan(
    Duration after,
    Optional<Forward> noAnswer,
    Optional<Forward> busy,
    Optional<Forward> unreachable,
    boolean givesUp) {
  private static final ForwardPlan NOWHERE =
      new ForwardPlan(Duration.ZERO, Optional.empty(), Optional.empty(), Optional.empty());

  /** A plan by which it rings on when there is nowhere to go. */
  public ForwardPlan(
      Duration after,
      Optional<Forward> noAnswer,
      Optional<Forward> busy,
      Optional<Forward> unreachable) {
    this(after, noAnswer, busy, unreachable, false);
  }

  /** Nowhere to go: after this time the caller is told that nobody answers. */
  static ForwardPlan givingUp(Duration after) {
    return new ForwardPlan(after, Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  /** Nobody takes it. */
  public static ForwardPlan nowhere() {
    return NOWHERE;
  }

  /** The same place for a call that nobody answers, that is declined, or that rings nobody. */
  public static ForwardPlan always(Duration after, Forward forward) {
    Optional<Forward> there = Optional.of(forward);
    return new ForwardPlan(after, there, there, there);
  }

  /** Whether it goes to the same place whatever has happened. */
  public boolean isAlwaysTheSame() {
    return noAnswer.equals(busy) && busy.equals(unreachable);
  }

  // A hunt group's order is a chain of plans whose three ways are one object. To compare or hash
  // each of them by itself would double the work with every member.
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof ForwardPlan plan
        && after.equals(plan.after)
        && givesUp == plan.givesUp
        && noAnswer.equals(plan.noAnswer)
        && (isAlwaysTheSame() && plan.isAlwaysTheSame()
            || busy.equals(plan.busy) && unreachable.equals(plan.unreachable));
  }

  @Override
  public int hashCode() {
    return 31 * after.hashCode() + noAnswer.hashCode();
  }
}
