package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.E164Number;

/**
 * A place that a call goes on to: the devices of a line, a number outside by its routes, the
 * mailbox.
 *
 * @param by the public number that forwards, by which the trunks and the mailbox are told whose
 *     call it is; none when the line has none
 * @param legs whom it rings there, in the order they are offered
 * @param next what becomes of it when nobody takes it there either
 * @param hunting whether it is the next member of a hunt group that the call is for: nobody
 *     forwards it then, and it counts as no forward
 */
public record Forward(
    Optional<E164Number> by, List<LegPlan> legs, ForwardPlan next, boolean hunting) {
  /**
   * How many forwards a call goes through at most; the rules plan no more, the core runs no more.
   */
  public static final int MOST_HOPS = 5;

  public Forward {
    legs = List.copyOf(legs);
  }

  /** A place to which somebody forwards. */
  public Forward(Optional<E164Number> by, List<LegPlan> legs, ForwardPlan next) {
    this(by, legs, next, false);
  }

  /** The next member of a hunt group. */
  static Forward toNextMember(List<LegPlan> legs, ForwardPlan next) {
    return new Forward(Optional.empty(), legs, next, true);
  }
}
